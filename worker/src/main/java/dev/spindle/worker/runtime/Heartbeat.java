package dev.spindle.worker.runtime;

import dev.spindle.protocol.codec.MessageWriter;
import dev.spindle.protocol.message.FromWorker;
import java.util.Arrays;
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

    Heartbeat(Outgoing outgoing, long intervalMillis) {
        this.outgoing = outgoing;
        intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
        MessageWriter writer = new MessageWriter();
        writer.encode(new FromWorker.Heartbeat());
        frame = Arrays.copyOf(writer.bytes(), writer.length());
    }

    /** Beats from now on until nobody can hear it any more; never where there is no interval. */
    static void start(Outgoing outgoing, long intervalMillis) {
        if (intervalMillis > 0) {
            Thread thread = new Thread(null, new Heartbeat(outgoing, intervalMillis), "heartbeat");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void run() {
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

    private static void await(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            Thread.interrupted(); // a task that interrupts every thread it finds would keep this one from parking
            left = due - System.nanoTime();
        }
    }
}
