package dev.spindle.coordinator;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Has the workers weighed, again and again, as long as there are jobs; a pool at rest costs nothing. */
final class Scales implements Runnable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final BooleanSupplier hasJobs;
    private final Runnable weighing;
    private volatile @Nullable Thread thread;
    private volatile boolean resting;
    private volatile boolean closed;

    /** @param weighing may take its time */
    Scales(BooleanSupplier hasJobs, Runnable weighing) {
        this.hasJobs = hasJobs;
        this.weighing = weighing;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        while (!closed) {
            resting = true; // before the look: a job that comes after it finds this thread resting
            if (!hasJobs.getAsBoolean() && !closed) {
                LockSupport.park(this);
                continue;
            }
            resting = false;
            LockSupport.parkNanos(this, PAUSE_NANOS);
            if (!closed) {
                weighing.run();
            }
        }
    }

    /** There is a job. */
    void wake() {
        if (resting) {
            resting = false;
            LockSupport.unpark(thread);
        }
    }

    void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
