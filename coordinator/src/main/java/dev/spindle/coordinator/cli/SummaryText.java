package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.report.Failures;
import dev.spindle.coordinator.report.Latencies;
import dev.spindle.coordinator.report.Shares;
import dev.spindle.coordinator.report.SlowJobs;
import dev.spindle.coordinator.report.Spans;
import dev.spindle.coordinator.report.Summary;
import java.util.ArrayList;
import java.util.List;

/**
 * What people are told below the first line of the summary: causes of failures; where a run of some jobs took a second, what the workers did
 * with them, and which jobs were slow; advice. Of most runs, nothing.
 */
record SummaryText(Summary summary, int workers, double seconds) {
    private static final int CAUSES = 5;
    private static final int SLOWEST = 3;
    private static final int ENOUGH_JOBS = 10;
    private static final long SLOW_NANOS = 100_000_000;
    private static final double LONG_RUN = 1;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        failures(lines);
        boolean isLong = seconds >= LONG_RUN && summary.latencies().count() >= ENOUGH_JOBS;
        if (isLong && summary.latencies().max() >= SLOW_NANOS) {
            lines.add("  " + slowest());
        }
        String shares = isLong ? Shares.of(summary.times()).text() : "";
        if (!shares.isEmpty()) {
            lines.add("  time of " + workers + (workers == 1 ? " worker: " : " workers: ") + shares);
        }
        for (String each : summary.advice()) {
            lines.add("  advice: " + each);
        }
        return lines;
    }

    private void failures(List<String> lines) {
        List<Failures.Group> causes = summary.failures();
        for (Failures.Group each : causes.subList(0, Math.min(CAUSES, causes.size()))) {
            // What matters most comes first, since a narrow terminal cuts the end.
            lines.add("  " + each.count() + " " + each.status() + (each.count() == 1 ? ", line " : ", first line ")
                    + each.line() + ": " + reason(each));
        }
        int more = causes.size() - CAUSES;
        if (more > 0) {
            lines.add("  and " + more + (more == 1 ? " more cause" : " more causes"));
        }
    }

    /** A line that is invalid says which it is, which was said. */
    private static String reason(Failures.Group group) {
        String line = "line " + group.line() + ", ";
        String reason = group.reason();
        return reason.startsWith(line) ? reason.substring(line.length()) : reason;
    }

    private String slowest() {
        List<String> named = new ArrayList<>();
        List<SlowJobs.Slow> slow = summary.slowest();
        boolean manyTasks = slow.stream().map(SlowJobs.Slow::task).distinct().count() > 1;
        for (SlowJobs.Slow each : slow.subList(0, Math.min(SLOWEST, slow.size()))) {
            named.add("line " + each.line() + (each.id() == null ? "" : " (" + each.id() + ")")
                    + (manyTasks ? " " + each.task() : "") + " " + Spans.text(each.nanos()));
        }
        Latencies all = summary.latencies();
        return "jobs took " + Spans.text(all.within(0.5)) + " in the median, 99 % up to " + Spans.text(all.within(0.99))
                + "; slowest: " + String.join(", ", named);
    }
}
