package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.JobOutcome;
import dev.spindle.protocol.RawJson;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job as the dispatcher knows it. What is not final is guarded by the pool's lock. */
public final class Ticket {
    private static final int MOST_SPARED = 3;

    private final long number;
    private final @Nullable String taskName;
    private final @Nullable String taskClass;
    private final RawJson input;
    private final long timeoutNanos;
    private final int priority;
    private final int items;
    private final Owner owner;
    /** What was signalled so far, in that order; every attempt is told. */
    private @Nullable Map<String, @Nullable RawJson> signals;

    /** How often it was what should have run when its worker left, saying that it did not. */
    private int spared;

    JobState state = JobState.QUEUED;
    /** Attempts charged to the job so far; one that was sent and put back is not. */
    int attempts;
    /** Who has it, while it is sent. */
    @Nullable
    PooledWorker worker;

    @Nullable
    Attempt attempt;

    /** Since when it waits for its next attempt: accepted then, or the attempt before was over. */
    long waitsSinceNanos;

    /** It is a chunk whose jobs go on by themselves. */
    boolean isDissolved;

    /** It waits until {@link #notBefore}, and then for a worker. */
    boolean isDelayed;

    long notBefore;
    /** Somebody cancelled it. */
    boolean isGivenUp;

    /** Those jobs of a chunk that somebody cancelled, by their places in it. */
    private final BitSet givenUp = new BitSet(0);

    /**
     * @param number the job's in its pool
     * @param taskName what workers call the task; null when {@code taskClass} says which it is
     * @param timeoutNanos limit of an attempt; 0 for none
     * @param priority the higher comes first, where that counts
     * @param earlierAttempts charged to the job before this pool had it
     */
    public Ticket(
            long number,
            @Nullable String taskName,
            @Nullable String taskClass,
            RawJson input,
            long timeoutNanos,
            int priority,
            int earlierAttempts,
            Owner owner) {
        this(number, taskName, taskClass, input, timeoutNanos, priority, earlierAttempts, 1, owner);
    }

    private Ticket(
            long number,
            @Nullable String taskName,
            @Nullable String taskClass,
            RawJson input,
            long timeoutNanos,
            int priority,
            int earlierAttempts,
            int items,
            Owner owner) {
        this.number = number;
        this.taskName = taskName;
        this.taskClass = taskClass;
        this.input = input;
        this.timeoutNanos = timeoutNanos;
        this.priority = priority;
        this.attempts = earlierAttempts;
        this.items = items;
        this.owner = owner;
    }

    /**
     * Several jobs of one task that travel in one message. It is never charged nor tried again: where it would be, its jobs go on by
     * themselves.
     *
     * @param number of the first of them; those of the others follow
     * @param inputs an array with the input of each
     * @param items how many there are
     * @param timeoutNanos limit of all of it; 0 for none
     */
    public static Ticket chunk(
            long number,
            @Nullable String taskName,
            @Nullable String taskClass,
            RawJson inputs,
            int items,
            long timeoutNanos,
            Owner owner) {
        return new Ticket(number, taskName, taskClass, inputs, timeoutNanos, 0, 0, items, owner);
    }

    /** A job that goes on by itself has waited as long as its {@code chunk}. */
    public void waitsAs(Ticket chunk) {
        waitsSinceNanos = chunk.waitsSinceNanos;
    }

    /** How many jobs it is. */
    public int items() {
        return items;
    }

    public boolean isChunk() {
        return items > 1;
    }

    /** Whether the job of that number is this, or one of this chunk's. */
    boolean has(long job) {
        return number <= job && job < number + items;
    }

    /** Somebody cancelled this job, which nobody has: it is over as soon as its chunk is. */
    public void giveUp() {
        isGivenUp = true;
    }

    /** Somebody cancelled that job of this chunk. */
    void giveUp(long job) {
        givenUp.set((int) (job - number));
    }

    boolean hasGivenUp() {
        return !givenUp.isEmpty();
    }

    /** Those jobs of this chunk that somebody cancelled, by their places; not to be changed. */
    public BitSet givenUp() {
        return givenUp;
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

    int priority() {
        return priority;
    }

    /** How many attempts were charged to the job before this pool had it; of one that has not run yet. */
    public int earlierAttempts() {
        return attempts;
    }

    /** Whoever asked for the job. */
    public Owner owner() {
        return owner;
    }

    /**
     * Whether to believe a worker that leaves and says that this job, the next, did not run: so often and not for ever, lest a job that no
     * worker can even read be tried for ever.
     */
    boolean isSpared() {
        return ++spared <= MOST_SPARED;
    }

    /** Sets the event {@code name}, whose first value stays; false when it was set before. */
    boolean keepSignal(String name, @Nullable RawJson value) {
        if (signals == null) {
            signals = new LinkedHashMap<>();
        }
        if (signals.containsKey(name)) {
            return false;
        }
        signals.put(name, value);
        return true;
    }

    /** What was signalled so far. */
    Map<String, @Nullable RawJson> signals() {
        return signals == null ? Map.of() : signals;
    }

    /** Who asked for a job. Nothing here may wait. */
    public interface Owner {
        /** The job has its outcome; called once, not under the pool's lock. A chunk with an answer is settled by {@link Dispatcher#submitLeft}. */
        void settled(JobOutcome<RawJson> outcome);

        /** The attempt, counted from 1, is about to be sent; called under the pool's lock. */
        default void begins(int attempt, int worker, int generation) {}

        /**
         * The jobs of this chunk, in order, each by itself from now on; called once, under the pool's lock. The chunk has no outcome then.
         */
        default List<Ticket> dissolved() {
            throw new UnsupportedOperationException("this is one job");
        }

        /** It is over without an outcome, and so many are charged to the job now; called under the pool's lock. */
        default void waitsAgain(int attempts) {}

        /** The running attempt printed {@code text}; called under the pool's lock, in order; {@link #tellNews} follows. */
        default void printed(boolean stderr, String text) {}

        /** The running attempt told how far it is; called under the pool's lock, in order; {@link #tellNews} follows. */
        default void progressed(RawJson value) {}

        /** The lock is released: whoever listens may be told. */
        default void tellNews() {}
    }
}
