package dev.spindle.protocol.channel;

import java.io.IOException;

/**
 * How long one who waits looks on before it goes to sleep. To look for as long as a sleep would cost is never much worse than the best
 * that could have been done (Karlin, Li, Manasse and Owicki, Empirical Studies of Competitive Spinning, 1991). But where waits are long
 * it still burns that much each time: so after a wait that took longer the next one is not looked on, then the next 3, 7, … 63, until
 * one is short again. For one thread at a time.
 */
public final class Patience {
    private static final int MOST_PASSED = 63;
    /** With one core, what is waited for cannot come while somebody looks. */
    private static final boolean IS_ALONE = Runtime.getRuntime().availableProcessors() == 1;

    private final long nanos;
    /** So many waits sleep at once after a wait that was too long. */
    private int passed;

    private int left;

    /** @param nanos how long to look on; never, for 0, and on a machine with one core */
    public Patience(long nanos) {
        this.nanos = IS_ALONE ? 0 : nanos;
    }

    /** What is waited for. */
    public interface Awaited {
        boolean isHere() throws IOException;
    }

    /** Whether it came in time; if not, or when it is not worth while to look, one should sleep. */
    boolean sees(Awaited awaited) throws IOException {
        return isWilling() && looksFor(awaited);
    }

    /** Whether it is worth while to look this time. Any thread may ask; where two do at a time, they may miscount by one. */
    public boolean isWilling() {
        int waits = left;
        if (waits > 0) {
            left = waits - 1;
        }
        return waits == 0 && nanos > 0;
    }

    /** Looks, and learns from what comes of it: false when it did not come in time. */
    public boolean looksFor(Awaited awaited) throws IOException {
        long began = System.nanoTime();
        do {
            Thread.onSpinWait();
            if (awaited.isHere()) {
                passed = 0;
                return true;
            }
        } while (System.nanoTime() - began < nanos);
        passed = Math.min(2 * passed + 1, MOST_PASSED);
        left = passed;
        return false;
    }
}
