package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.spin.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the spinners cost, side by side, in 80 columns. */
final class SpinTable {
    private SpinTable() {}

    static List<String> lines(List<Report> reports) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(row("unit", "started by", "stopped by", "start ms", "stop ms", "bytes"));
        for (Report report : reports) {
            lines.add(row(
                    report.unit(),
                    report.startedBy(),
                    report.stoppedBy(),
                    report.startNanos() < 0 ? "never" : millis(report.startNanos()),
                    millis(report.stopNanos()),
                    Long.toString(report.bytes())));
        }
        lines.add("");
        lines.add("start: from the call that starts the spinner to its first frame, with a cold JVM");
        lines.add("stop:  from the call that stops it until it is known to be gone");
        lines.add("bytes: how many crossed a process boundary");
        return lines;
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-10s %-22s %-22s %8s %7s %6s", cells);
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
    }
}
