package dev.spindle.spark;

import dev.spindle.coordinator.batch.EnginePlan;
import dev.spindle.coordinator.batch.PoolPlan;
import dev.spindle.coordinator.code.CodeBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What tests ask an engine for. */
record Plans(
        String master,
        Map<String, String> settings,
        List<String> words,
        @Nullable Path code,
        @Nullable String parts,
        Consumer<String> detail) {
    static Plans at(String master) {
        return new Plans(master, Map.of(), List.of(), null, null, told -> {});
    }

    Plans with(String... more) {
        return new Plans(master, settings, List.of(more), code, parts, detail);
    }

    Plans set(String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return new Plans(master, more, words, code, parts, detail);
    }

    /** With Spindle's own tasks for workers, sent as a file with spaces in its name. */
    Plans shipping(Path folder) throws IOException {
        Path file = Files.createDirectories(folder.resolve("a folder")).resolve("the code 100%.zip");
        new CodeBundle(List.of(Path.of(System.getProperty("spindle.spark.jar"))), List.of(), Map.of(), List.of(), null)
                .pack(file);
        return new Plans(master, settings, words, file, parts, detail);
    }

    Plans parts(String folder) {
        return new Plans(master, settings, words, code, folder, detail);
    }

    Plans telling(Consumer<String> told) {
        return new Plans(master, settings, words, code, parts, told);
    }

    EnginePlan plan() {
        Map<String, String> all = new HashMap<>(Map.of(
                "spark.driver.host", Cluster.HOST,
                "spark.driver.bindAddress", Cluster.HOST,
                "spark.executor.memory", "512m"));
        all.putAll(settings);
        return new EnginePlan(master, all, new PoolPlan(words, Results.FORMAT, false), code, parts, detail);
    }

    static List<String> jobs(int count, String job) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> job.replace("#", "" + i))
                .toList();
    }
}
