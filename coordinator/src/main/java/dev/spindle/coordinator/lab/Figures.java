package dev.spindle.coordinator.lab;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them. */
public final class Figures {
    private static final int DIGITS = 3;
    private static final MathContext PRECISION = new MathContext(DIGITS);

    private Figures() {}

    /** Three significant digits, no exponent: {@code 0.0123}, {@code 1.20}, {@code 12300}. */
    public static String of(double number) {
        BigDecimal rounded = BigDecimal.valueOf(number).round(PRECISION);
        if (rounded.signum() == 0) {
            return "0";
        }
        int whole = rounded.precision() - rounded.scale();
        return rounded.setScale(Math.max(0, DIGITS - whole), RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** Nanoseconds as microseconds, without the unit. */
    public static String micros(double nanos) {
        return of(nanos / 1e3);
    }

    /** Nanoseconds with the unit that suits them. */
    public static String time(double nanos) {
        if (nanos < 1e6) {
            return micros(nanos) + " µs";
        }
        return nanos < 1e9 ? of(nanos / 1e6) + " ms" : of(nanos / 1e9) + " s";
    }

    /** Roughly: {@code 3 bytes}, {@code 1 KiB}, {@code 1.5 MiB}. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes == 1 ? "1 byte" : bytes + " bytes";
        }
        return bytes < 1000 << 10 ? rough(bytes / 1024.0) + " KiB" : rough(bytes / 1048576.0) + " MiB";
    }

    private static String rough(double number) {
        BigDecimal rounded = BigDecimal.valueOf(number).setScale(number < 10 ? 1 : 0, RoundingMode.HALF_UP);
        return rounded.stripTrailingZeros().toPlainString();
    }

    /** A share of 1 as a percentage. */
    public static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
