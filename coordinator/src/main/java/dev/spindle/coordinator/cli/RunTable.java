package dev.spindle.coordinator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs under way, as people read them. Made of what the runs answered, of which nothing is sure: they may be of another version. */
final class RunTable {
    private static final List<String> HEADINGS = List.of("worker", "process", "state", "memory", "jobs", "runs");

    private RunTable() {}

    static String of(List<Map<String, Object>> runs) {
        StringBuilder text = new StringBuilder();
        for (Map<String, Object> run : runs) {
            text.append(headline(run)).append('\n');
            workers(run, text);
        }
        return text.toString();
    }

    private static String headline(Map<String, Object> run) {
        double seconds = run.get("seconds") instanceof Number number ? number.doubleValue() : 0;
        long done = number(run, "done");
        long notOk = done - (run.get("byStatus") instanceof Map<?, ?> counts ? number(counts, "ok") : 0);
        return String.format(
                Locale.ROOT,
                "run %d: %s%s for %s: %d done of %d %s (%.0f/s)%s%s%s",
                number(run, "pid"),
                "-".equals(run.get("input")) ? "stdin" : Main.oneLine(String.valueOf(run.get("input"))),
                run.get("task") instanceof String task ? ", task " + task + "," : "",
                time(Math.round(seconds * 1e3)),
                done,
                number(run, "read"),
                Boolean.TRUE.equals(run.get("allRead")) ? "lines" : "read so far",
                done / Math.max(seconds, 1e-3),
                notOk > 0 ? ", " + notOk + " not ok" : "",
                number(run, "queued") > 0 ? ", " + number(run, "queued") + " in the queue" : "",
                Boolean.TRUE.equals(run.get("draining")) ? ", draining" : "");
    }

    private static void workers(Map<String, Object> run, StringBuilder text) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
        if (run.get("workers") instanceof List<?> workers) {
            for (Object each : workers) {
                if (each instanceof Map<?, ?> worker) {
                    rows.add(row(worker));
                }
            }
        }
        int last = HEADINGS.size() - 1;
        for (List<String> row : rows) {
            for (int column = 0; column < last; column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(each -> each.get(at).length())
                        .max()
                        .orElse(0);
                text.append("  ")
                        .append(" ".repeat(width - row.get(column).length()))
                        .append(row.get(column));
            }
            text.append("  ").append(row.get(last)).append('\n');
        }
    }

    private static List<String> row(Map<?, ?> worker) {
        return List.of(
                String.valueOf(number(worker, "worker")),
                worker.get("pid") instanceof Number pid ? pid.toString() : "-",
                String.valueOf(worker.get("state")),
                worker.get("residentBytes") instanceof Number bytes ? (bytes.longValue() >> 20) + " MiB" : "-",
                String.valueOf(number(worker, "given")),
                worker.get("running") instanceof Map<?, ?> running ? running(running) : "nothing");
    }

    private static String running(Map<?, ?> running) {
        long jobs = number(running, "jobs");
        return lines(running.get("job"), jobs) + ": " + running.get("task")
                + (number(running, "attempt") > 1 ? ", attempt " + number(running, "attempt") : "") + ", for "
                + time(number(running, "ms")) + (Boolean.TRUE.equals(running.get("stopping")) ? ", asked to stop" : "");
    }

    private static String lines(@Nullable Object first, long jobs) {
        String line = first == null ? "?" : first.toString();
        return jobs > 1 ? "a chunk of " + jobs + " from line " + line : "line " + line;
    }

    private static String time(long millis) {
        if (millis < 1_000) {
            return millis + " ms";
        }
        long seconds = millis / 1_000;
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", millis / 1e3)
                : seconds < 3600
                        ? seconds / 60 + " min " + seconds % 60 + " s"
                        : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }

    private static long number(Map<?, ?> members, String name) {
        return members.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
