package dev.spindle.coordinator.dispatch;

import org.jspecify.annotations.Nullable;

/** One try of a job by one worker. Guarded by the pool's lock but for what is final. */
public final class Attempt {
    private final long id;
    private final String task;
    private final Ticket sent;
    private final int number;
    private final int signals;
    final long sentNanos;

    /** The job that waits for this attempt; null once its outcome was decided without it. */
    @Nullable
    Ticket ticket;

    /** The worker was asked to stop it. */
    boolean asked;

    Attempt(long id, String task, Ticket ticket, int signals, long sentNanos) {
        this.id = id;
        this.task = task;
        this.sent = ticket;
        this.number = ticket.attempts + 1;
        this.signals = signals;
        this.sentNanos = sentNanos;
        this.ticket = ticket;
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
        return ticket != null;
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
