package dev.spindle.worker.lab;

import java.util.function.BooleanSupplier;

/** What a job does beside another that measures how it fares. */
public enum Neighbour {
    /** There is none. */
    NONE,
    /** It computes, and allocates nothing. */
    COMPUTING,
    /** It makes objects as fast as it can and keeps some 32 MiB of them for a while, so that the collector has to move them. */
    GARBAGE;

    private static final int KEPT = 1 << 15;
    private static final int BYTES = 1000;

    /** Keeps the loops from being optimised away. */
    @SuppressWarnings("UnusedVariable") // what is written to a volatile field is never optimised away
    private static volatile long sink;

    /** As people say it. */
    public String label() {
        return switch (this) {
            case NONE -> "none";
            case COMPUTING -> "computing";
            case GARBAGE -> "garbage";
        };
    }

    /** Does it until {@code done}, which is asked every few tenths of a millisecond. */
    public void disturb(BooleanSupplier done) {
        switch (this) {
            case NONE -> {}
            case COMPUTING -> compute(done);
            case GARBAGE -> litter(done);
        }
    }

    private static void compute(BooleanSupplier done) {
        long value = 1;
        while (!done.getAsBoolean()) {
            value = Steady.step(value);
        }
        sink = value;
    }

    private static void litter(BooleanSupplier done) {
        byte[][] kept = new byte[KEPT][];
        long value = 1;
        while (!done.getAsBoolean()) {
            for (int i = 0; i < BYTES; i++) {
                value ^= value << 13;
                value ^= value >>> 7;
                value ^= value << 17;
                kept[(int) (value & (KEPT - 1))] = new byte[BYTES];
            }
        }
        sink = value + kept.length;
    }
}
