package dev.spindle.coordinator.batch;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an engine is to do.
 *
 * @param master where its machines are asked for; null where it knows by itself
 * @param settings its own, by name
 * @param pool how to make the pools
 * @param code the file that all machines need for it; null where there is none
 * @param parts the folder that all machines see, into which they write results, as a path or a URL; null where these come back
 * @param detail told what people may want to know
 */
public record EnginePlan(
        @Nullable String master,
        Map<String, String> settings,
        PoolPlan pool,
        @Nullable Path code,
        @Nullable String parts,
        Consumer<String> detail) {
    public EnginePlan {
        settings = Map.copyOf(settings);
    }
}
