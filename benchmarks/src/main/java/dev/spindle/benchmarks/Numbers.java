package dev.spindle.benchmarks;

import dev.spindle.benchmarks.Standing.Spread;
import java.math.BigDecimal;
import java.util.Locale;

/** Figures for people: three digits that count, and thousands told apart. */
final class Numbers {
    private Numbers() {}

    static String brief(double value) {
        double size = Math.abs(value);
        if (size >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", round(value));
        }
        int decimals = 2 - (int) Math.floor(Math.log10(size));
        return String.format(Locale.ROOT, "%." + Math.min(decimals, 6) + "f", value);
    }

    /** Ten to that power, for an axis. */
    static String powerOfTen(double power) {
        return power < 0 ? BigDecimal.ONE.movePointRight((int) power).toPlainString() : exact(Math.pow(10, power));
    }

    /** A whole number. */
    static String exact(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static double round(double value) {
        double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(value)))) - 2));
        return Math.abs(value) < 10_000 ? value : Math.rint(value / unit) * unit;
    }

    static String spread(Spread spread) {
        return spread.least() == spread.most()
                ? brief(spread.median())
                : brief(spread.median()) + " (" + brief(spread.least()) + "–" + brief(spread.most()) + ")";
    }
}
