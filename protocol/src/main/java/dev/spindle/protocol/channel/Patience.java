package dev.spindle.protocol.channel;

import java.io.IOException;

/**
 * How long one who waits looks on before it goes to sleep. To look for as long as a sleep would cost is never much worse than the best
 * that could have been done (Karlin, Li, Manasse and Owicki, Empirical Studies of Competitive Spinning, 1991). But where waits are long
 * it still burns that much each time: so after a wait that took longer the next one is not looked on, then the next 3, 7, … 63, until
 * one is short again. For one thread at a time.
 */
final class Patience {
    private static final int MOST_PASSED = 63;

    private final long nanos;
    /** So many waits sleep at once after a wait that was too long. */
    private int passed;

    private int left;

    /** @param nanos how long to look on; never, for 0 */
    Patience(long nanos) {
        this.nanos = nanos;
    }

    /** What is waited for. */
    interface Awaited {
        boolean isHere() throws IOException;
    }

    /** Whether it came in time; if not, or when it is not worth while to look, one should sleep. */
    boolean sees(Awaited awaited) throws IOException {
        if (nanos == 0) {
            return false;
        }
        if (left > 0) {
            left--;
            return false;
        }
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
