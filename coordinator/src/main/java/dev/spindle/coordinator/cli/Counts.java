package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.cli.ResultLine.Status;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many lines ended how. Written by one thread, read by any. */
final class Counts {
    private final Map<Status, Long> byStatus = new EnumMap<>(Status.class);
    private long lines;
    private long retries;

    synchronized void add(ResultLine result) {
        lines++;
        byStatus.merge(result.status(), 1L, Long::sum);
        retries += Math.max(0, result.attempts() - 1);
    }

    synchronized long lines() {
        return lines;
    }

    synchronized long of(Status status) {
        return byStatus.getOrDefault(status, 0L);
    }

    synchronized long notOk() {
        return lines - of(Status.OK);
    }

    /** For people: {@code 1004 jobs in 3.2 s (313/s): 1000 ok, 2 lost, …}. */
    synchronized String text(double seconds, long workersLost) {
        List<String> parts = new ArrayList<>();
        for (Status status : Status.values()) {
            if (of(status) > 0) {
                parts.add(of(status) + " " + status.text());
            }
        }
        if (retries > 0) {
            parts.add(retries + (retries == 1 ? " retry" : " retries"));
        }
        if (workersLost > 0) {
            parts.add(workersLost + (workersLost == 1 ? " worker lost" : " workers lost"));
        }
        String rate = lines == 0 ? "" : String.format(Locale.ROOT, " (%.0f/s)", lines / Math.max(seconds, 1e-3));
        return String.format(
                Locale.ROOT,
                "%d %s in %.2f s%s%s",
                lines,
                lines == 1 ? "job" : "jobs",
                seconds,
                rate,
                parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }

    /** For programs; {@code --help} names the fields. */
    synchronized Map<String, Object> fields(int exitStatus, double seconds, long workersLost) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("exitStatus", exitStatus);
        fields.put("jobs", lines);
        for (Status status : Status.values()) {
            fields.put(status.text(), of(status));
        }
        fields.put("retries", retries);
        fields.put("workersLost", workersLost);
        fields.put("seconds", seconds);
        return fields;
    }
}
