package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.JobOutcome;
import dev.spindle.protocol.RawJson;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A job as the dispatcher knows it. What is not final is guarded by the pool's lock. */
public final class Ticket {
    private final long number;
    private final @Nullable String taskName;
    private final @Nullable String taskClass;
    private final RawJson input;
    private final long timeoutNanos;
    private final Consumer<JobOutcome<RawJson>> owner;

    JobState state = JobState.QUEUED;
    /** Attempts charged to the job so far; one that was sent and put back is not. */
    int attempts;
    /** Who has it, while it is sent. */
    @Nullable
    PooledWorker worker;

    @Nullable
    Attempt attempt;

    /**
     * @param number the job's in its pool
     * @param taskName what workers call the task; null when {@code taskClass} says which it is
     * @param timeoutNanos limit of an attempt; 0 for none
     * @param owner told of the outcome, once
     */
    public Ticket(
            long number,
            @Nullable String taskName,
            @Nullable String taskClass,
            RawJson input,
            long timeoutNanos,
            Consumer<JobOutcome<RawJson>> owner) {
        this.number = number;
        this.taskName = taskName;
        this.taskClass = taskClass;
        this.input = input;
        this.timeoutNanos = timeoutNanos;
        this.owner = owner;
    }

    public long number() {
        return number;
    }

    public @Nullable String taskName() {
        return taskName;
    }

    public @Nullable String taskClass() {
        return taskClass;
    }

    public RawJson input() {
        return input;
    }

    long timeoutNanos() {
        return timeoutNanos;
    }

    /** Tells the owner; not under the pool's lock. */
    public void tell(JobOutcome<RawJson> outcome) {
        owner.accept(outcome);
    }
}
