package dev.spindle.spark;

import dev.spindle.coordinator.batch.PoolPlan;
import java.io.Serializable;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * What executors are told once.
 *
 * @param application its id
 * @param code the name of the file with all code; null for none
 * @param parts where results are written; null where they are sent back
 */
record ExecutorSetup(
        String application,
        PoolPlan pool,
        @Nullable String code,
        @Nullable PartsPlace parts) implements Serializable {
    /**
     * A folder that all machines see.
     *
     * @param folder its URL
     * @param configuration of the file systems
     */
    record PartsPlace(String folder, SerializableConfiguration configuration) implements Serializable {}
}
