package dev.spindle.coordinator.lines;

/**
 * Bounds what a run holds in memory between reading a line and writing its result: so many lines, and so many bytes of input and result
 * together. The size of a result to come is taken to be that of those before. Thread-safe.
 */
public final class InFlight {
    /** Enough to keep many workers' windows full; with {@code -k} the number of results that may be held back. */
    public static final int MAX_LINES = 4096;

    static final long GIVEN_UP = -1;
    /** There is no room now. */
    static final long FULL = -2;

    private static final long MOST_BYTES = 64 << 20;
    /** What a result is taken to be before any has been seen. */
    private static final long FIRST_GUESS = 64 << 10;

    private final int maxLines;
    private final long maxBytes = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 5);
    private long expectedResult = FIRST_GUESS;
    private int lines;
    private long bytes;
    private long heldNanos;
    private boolean givenUp;

    public InFlight() {
        this(MAX_LINES);
    }

    /** @param maxLines so many lines at most */
    public InFlight(int maxLines) {
        this.maxLines = maxLines;
    }

    /** As {@link #enter}, but {@link #FULL} where that would wait. */
    synchronized long tryEnter(int inputBytes) {
        return givenUp ? GIVEN_UP : mustWait(inputBytes) ? FULL : charge(inputBytes);
    }

    /**
     * Waits until one more line with {@code inputBytes} may be in memory.
     *
     * @return what it is charged with, for {@link #leave}; {@link #GIVEN_UP} when the run was given up meanwhile
     */
    synchronized long enter(int inputBytes) throws InterruptedException {
        long began = System.nanoTime();
        while (!givenUp && mustWait(inputBytes)) {
            wait();
        }
        heldNanos += System.nanoTime() - began;
        return givenUp ? GIVEN_UP : charge(inputBytes);
    }

    private boolean mustWait(int inputBytes) {
        return lines > 0 && (lines >= maxLines || bytes + needed(inputBytes) > maxBytes);
    }

    private long charge(int inputBytes) {
        long charge = needed(inputBytes);
        lines++;
        bytes += charge;
        return charge;
    }

    /** Waits until no more than {@code few} lines are in memory, or the run was given up. */
    synchronized void awaitAtMost(int few) throws InterruptedException {
        while (!givenUp && lines > few) {
            wait();
        }
    }

    /** The input stands in a message as well. */
    private long needed(int inputBytes) {
        return 2L * inputBytes + expectedResult;
    }

    /** The results of {@code written} lines are out, which were charged with {@code charged} bytes; the largest had so many. */
    synchronized void leave(int written, long charged, long largestResult) {
        lines -= written;
        bytes -= charged;
        expectedResult = Math.max(largestResult, expectedResult - expectedResult / 8);
        if (lines <= maxLines * 3 / 4) {
            notifyAll();
        }
    }

    /** How long {@link #enter} has waited in all. */
    public synchronized long heldNanos() {
        return heldNanos;
    }

    /** Nobody waits any more: the run ends. */
    public synchronized void giveUp() {
        givenUp = true;
        notifyAll();
    }
}
