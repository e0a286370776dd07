package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.HaltRule;
import dev.spindle.coordinator.PoolConfig;
import dev.spindle.coordinator.code.ShellCommand;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What was set for a run, in people's words. */
final class RunSettings {
    private RunSettings() {}

    /** In the order in which it is shown; what is not set or says nothing is left out. */
    static Map<String, String> of(RunPlan plan, PoolConfig config) {
        String input = plan.input().name();
        String task = plan.task();
        Path output = plan.output().file();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("command", ShellCommand.spindle(plan.words()));
        settings.put("input", input.equals("-") ? "stdin" : input);
        settings.put("task", task == null ? "as each line says" : task);
        settings.put("output", output == null ? "stdout" : output.toString());
        settings.put(
                "workers",
                config.workers() + (config.isForeign() ? ": " + String.join(" ", config.workerCommand()) : ""));
        if (!config.isForeign()) {
            Long heap = config.heapBytes();
            settings.put("transport", lower(config.transport()));
            settings.put("memory", heap == null ? "a share of the machine's" : (heap >> 20) + " MiB of heap each");
            settings.put("workers' Java", config.javaHome().toString());
        }
        settings.put(
                "chunk", config.chunk() == PoolConfig.AUTOMATIC_CHUNKS ? "auto" : Integer.toString(config.chunk()));
        settings.put("queue", lower(config.queueOrder()));
        settings.put(
                "timeout", config.timeout() == null ? "none" : config.timeout().toMillis() + " ms");
        settings.put(
                "retries",
                config.retries() + " on "
                        + lower(config.retryOn().stream().sorted().toList()));
        if (config.recycleAfter() > 0) {
            settings.put("recycled after", config.recycleAfter() + " jobs");
        }
        if (config.residentLimitBytes() > 0) {
            settings.put("memory limit", (config.residentLimitBytes() >> 20) + " MiB resident");
        }
        HaltRule halt = config.haltRule();
        if (halt != null) {
            settings.put(
                    "halt",
                    "when "
                            + halt.reason(halt.failures(), halt.failures())
                                    .replaceAll("^\\d+ of \\d+", halt.percent() + " % of the"));
        }
        settings.put("version", Version.number());
        settings.put(
                "machine",
                Runtime.getRuntime().availableProcessors() + " cores, Java " + Runtime.version() + ", "
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return settings;
    }

    private static String lower(Object value) {
        return value.toString().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
    }
}
