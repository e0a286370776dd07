package dev.spindle.worker.runtime;

import dev.spindle.protocol.codec.MessageWriter;
import dev.spindle.protocol.message.FromWorker;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that says at a fixed rate that the process lives, whatever its job does. Its message is made once, before any job runs:
 * so it neither stops where a job has used up the memory nor takes what was kept for that job's answer.
 */
final class Heartbeat implements Runnable {
    private final Outgoing outgoing;
    private final long intervalNanos;
    private final byte[] frame;
    private final CountDownLatch begun = new CountDownLatch(1);

    Heartbeat(Outgoing outgoing, long intervalMillis) {
        this.outgoing = outgoing;
        intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
        MessageWriter writer = new MessageWriter();
        writer.encode(new FromWorker.Heartbeat());
        frame = Arrays.copyOf(writer.bytes(), writer.length());
    }

    /** One that beats from {@link #begin} on until nobody can hear it any more; never where there is no interval. */
    static Heartbeat of(Outgoing outgoing, long intervalMillis) throws UnusableException {
        Heartbeat heartbeat = new Heartbeat(outgoing, intervalMillis);
        if (intervalMillis > 0) {
            WorkerMain.start(heartbeat, "heartbeat");
        }
        return heartbeat;
    }

    void begin() {
        begun.countDown();
    }

    @Override
    public void run() {
        awaitBegin();
        long due = System.nanoTime() + intervalNanos;
        boolean heard = true;
        while (heard) {
            try {
                await(due);
                heard = outgoing.beat(frame);
            } catch (OutOfMemoryError e) {
                // Only a recorded or a headed frame needs memory. One beat is left out, and the job that took the
                // memory
                // answers for it.
            }
            due += intervalNanos;
            long now = System.nanoTime();
            if (due - now < 0) {
                due = now + intervalNanos; // the process was stopped or the pipe full: nobody wants the beats of then
            }
        }
    }

    private void awaitBegin() {
        boolean waits = true;
        while (waits) {
            try {
                begun.await();
                waits = false;
            } catch (InterruptedException e) {
                // as below
            }
        }
    }

    private static void await(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            Thread.interrupted(); // a task that interrupts every thread it finds would keep this one from parking
            left = due - System.nanoTime();
        }
    }
}
