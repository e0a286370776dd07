package dev.spindle.protocol.codec;

/** Decimal digits without a string. */
public final class Decimal {
    private Decimal() {}

    /** How many digits {@code number} has, which is not negative. */
    public static int digits(long number) {
        int digits = 1;
        for (long bound = 10; digits < 19 && number >= bound; bound *= 10) {
            digits++;
        }
        return digits;
    }

    /** Writes the digits of {@code number}, which is not negative, so that they end before {@code end}. */
    public static void put(long number, byte[] bytes, int end) {
        long rest = number;
        int at = end;
        do {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
    }
}
