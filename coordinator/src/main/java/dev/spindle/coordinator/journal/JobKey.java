package dev.spindle.coordinator.journal;

import java.util.HexFormat;

/**
 * What a job is known by from run to run: the first 128 bits of the SHA-256 of its content, plus how often equal content came before it in
 * the input.
 */
record JobKey(long high, long low) {
    /** In characters, as {@link #toString()} gives it. */
    static final int LENGTH = 32;

    /** The key of the job with the same content that comes {@code places} later. */
    JobKey later(long places) {
        return new JobKey(high, low + places);
    }

    /** @throws IllegalArgumentException when the slice holds none */
    static JobKey parse(byte[] text, int from) {
        return new JobKey(parseLong(text, from), parseLong(text, from + LENGTH / 2));
    }

    private static long parseLong(byte[] text, int from) {
        long value = 0;
        for (int i = from; i < from + LENGTH / 2; i++) {
            value = value << 4 | HexFormat.fromHexDigit(text[i]);
        }
        return value;
    }

    /** Lower-case hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
