package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.Stop;
import dev.spindle.coordinator.supervision.Rung;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One try of a job by one worker. Guarded by the pool's lock but for what is final. */
public final class Attempt {
    private final long id;
    private final String task;
    private final Ticket sent;
    private final int number;
    private final int signals;
    final long sentNanos;
    /** Since when the job had waited for it. */
    final long waitedSinceNanos;

    /** The worker was asked to stop it, at {@link #askedNanos}. */
    boolean asked;

    long askedNanos;
    /** How long it had run when its time was over; null while it was not. Whatever it answers afterwards, that decides. */
    @Nullable
    Duration overran;

    Attempt(long id, String task, Ticket ticket, int signals, long sentNanos) {
        this.id = id;
        this.task = task;
        this.sent = ticket;
        this.number = ticket.attempts + 1;
        this.signals = signals;
        this.sentNanos = sentNanos;
        this.waitedSinceNanos = ticket.waitsSinceNanos;
    }

    /** Never used twice in a pool's life. */
    public long id() {
        return id;
    }

    /** What the worker calls the task. */
    public String task() {
        return task;
    }

    /** The job it is an attempt of. */
    public Ticket job() {
        return sent;
    }

    /** Whether the job still waits for this attempt. */
    public boolean isAwaited() {
        return overran == null && sent.attempt == this;
    }

    /** From now on it is to stop; if it was already, that was the beginning. */
    void isToStop(long now) {
        if (!asked) {
            asked = true;
            askedNanos = now;
        }
    }

    /** How it stopped, when a worker that had been pushed so far now has. */
    Stop stop(Rung rung, long now) {
        return new Stop(rung.by(), Duration.ofNanos(Math.max(0, now - askedNanos)));
    }

    /** How many signals are sent with it. */
    public int signals() {
        return signals;
    }

    /** 1 for the job's first. */
    public int number() {
        return number;
    }
}
