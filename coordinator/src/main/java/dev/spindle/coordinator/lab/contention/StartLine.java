package dev.spindle.coordinator.lab.contention;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Where threads meet before they increment, and how often each then does. A loop that looks here before each turn is one of which the
 * compiler does not know the end: else it would do some turns at once, and under one lock. Thread-safe.
 */
final class StartLine {
    /** Far from each other and from the ends: what is written next to this must not slow down those who read it. */
    private static final int LIMIT = 32;

    private static final int ARRIVED = 64;
    private static final int WORDS = 96;

    private static final int PATIENT_LOOKS = 1000;

    private final AtomicLongArray words = new AtomicLongArray(WORDS);
    private final int contenders;

    StartLine(int contenders, long each) {
        this.contenders = contenders;
        words.set(LIMIT, each);
    }

    /** Whether there is a turn after {@code done}. */
    boolean goOn(long done) {
        return done < words.get(LIMIT);
    }

    /** Returns to all at the same moment, without the wake-up that a sleeping thread would need; on one core, they let each other run. */
    @SuppressWarnings("ThreadPriorityCheck") // on one core the others have to run first
    void awaitAll() throws InterruptedException {
        words.incrementAndGet(ARRIVED);
        for (int looks = 0; words.get(ARRIVED) < contenders; looks++) {
            if (looks < PATIENT_LOOKS) {
                Thread.onSpinWait();
            } else if (Thread.interrupted()) {
                throw new InterruptedException();
            } else {
                Thread.yield();
            }
        }
    }
}
