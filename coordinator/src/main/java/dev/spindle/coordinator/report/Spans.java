package dev.spindle.coordinator.report;

import java.util.Locale;

/** Lengths of time as people read them: with three digits, in the unit that fits. */
public final class Spans {
    private Spans() {}

    /** As in {@code 870 µs}, {@code 1.20 ms}, {@code 35.1 s}, {@code 4:05 min}. */
    public static String text(long nanos) {
        if (nanos < 999_500) {
            return digits(nanos / 1e3) + " µs";
        }
        if (nanos < 999_500_000L) {
            return digits(nanos / 1e6) + " ms";
        }
        if (nanos < 99_950_000_000L) {
            return digits(nanos / 1e9) + " s";
        }
        long seconds = Math.round(nanos / 1e9);
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d h", seconds / 3600, seconds / 60 % 60);
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value);
    }
}
