package dev.spindle.coordinator;

import dev.spindle.coordinator.dispatch.Ticket;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.Items;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Jobs of one task that travel in one message and are answered by one: {@link WorkerPool#submitAll}. Each of them ends in exactly one outcome
 * all the same. When the worker dies, the time limit passes for all of them together, or their answer cannot be used, the chunk dissolves: those
 * without an outcome go on as jobs by themselves, before all that waits, and are not charged. Thread-safe.
 *
 * @param <O> the type of their results
 */
public final class Chunk<O extends @Nullable Object> {
    private final Engine engine;
    private final JobRequest<O> each;
    private final RawJson inputs;
    private final long timeoutNanos;
    private final Owner<O> owner;
    private final Ticket ticket;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile List<@Nullable Job<O>> alone = List.of();
    private volatile @Nullable ChunkOutcome outcome;
    /** Guarded by the pool's lock. */
    private boolean cancelled;

    /**
     * Who asked for a chunk. Nothing here may wait. Jobs are named by their place in it, from 0.
     *
     * @param <O> the type of the results
     */
    public interface Owner<O extends @Nullable Object> {
        /** Who writes down the attempts of a job; null for nobody. */
        default @Nullable JobLog log(int index) {
            return null;
        }

        /** The jobs that {@code outcome} has are over. Called once at most: a chunk that dissolves before it was answered has no outcome. */
        void answered(ChunkOutcome outcome);

        /** A job that went on by itself is over. */
        void ended(int index, Job<O> job);
    }

    /** @param each what all of the jobs are, but for their inputs and logs */
    Chunk(
            Engine engine,
            long firstNumber,
            JobRequest<O> each,
            RawJson inputs,
            int count,
            long timeoutNanos,
            Owner<O> owner) {
        this.engine = engine;
        this.each = each;
        this.inputs = inputs;
        this.timeoutNanos = timeoutNanos;
        this.owner = owner;
        this.ticket = Ticket.chunk(
                firstNumber, each.taskName(), each.taskClass(), inputs, count, timeoutNanos, new TicketOwner());
    }

    Ticket ticket() {
        return ticket;
    }

    /** How many jobs it is. */
    public int count() {
        return ticket.items();
    }

    /** Waits until it is answered, or has dissolved. */
    void await() throws InterruptedException {
        done.await();
    }

    /** What it was answered; null when it has dissolved before, or is not done yet. */
    @Nullable
    ChunkOutcome outcome() {
        return outcome;
    }

    /** The job {@code index}, which goes on by itself. */
    Job<O> alone(int index) {
        Job<O> job = alone.get(index);
        if (job == null) {
            throw new IllegalStateException("job " + index + " was answered with its chunk");
        }
        return job;
    }

    /** Gives all of its jobs up, as {@link Job#cancel()} does one. */
    public void cancel() {
        engine.cancel(ticket, () -> cancelled = true);
        for (Job<O> job : alone) {
            if (job != null) {
                job.cancel();
            }
        }
    }

    /** Under the pool's lock. */
    private List<Ticket> goOn(BitSet which) {
        List<@Nullable Job<O>> jobs = new ArrayList<>(count());
        List<Ticket> tickets = new ArrayList<>();
        Items items = Items.of(inputs);
        for (int i = 0; items.next(); i++) {
            if (!which.get(i)) {
                jobs.add(null);
                continue;
            }
            int index = i;
            JobLog log = owner.log(i);
            JobRequest<O> request = log == null ? each : each.withLog(log);
            Job<O> job = new Job<>(
                    engine,
                    ticket.number() + i,
                    request,
                    items.raw(),
                    timeoutNanos,
                    ended -> owner.ended(index, ended));
            job.ticket().waitsAs(ticket);
            if (ticket.givenUp().get(i)) {
                job.ticket().giveUp();
            }
            jobs.add(job);
            tickets.add(job.ticket());
            if (log != null) {
                log.waitsAgain(job.ticket().earlierAttempts());
            }
        }
        alone = jobs;
        return tickets;
    }

    private final class TicketOwner implements Ticket.Owner {
        @Override
        public void begins(int attempt, int worker, int generation) {
            for (int i = 0; i < count(); i++) {
                JobLog log = owner.log(i);
                if (log != null) {
                    log.beginsInChunk(ticket.number(), worker, generation);
                }
            }
        }

        @Override
        public void waitsAgain(int attempts) {
            for (int i = 0; i < count(); i++) {
                JobLog log = owner.log(i);
                if (log != null) {
                    log.waitsAgain(attempts);
                }
            }
        }

        @Override
        public List<Ticket> dissolved() {
            BitSet all = new BitSet(count());
            all.set(0, count());
            List<Ticket> jobs = goOn(all);
            done.countDown();
            return jobs;
        }

        @Override
        public void settled(JobOutcome<RawJson> settled) {
            ChunkOutcome told = ChunkOutcome.of(settled, count(), timeoutNanos, ticket.givenUp());
            if (settled instanceof JobOutcome.Succeeded) {
                engine.submitLeft(() -> {
                    if (cancelled) {
                        told.cancelLeft();
                    }
                    return cancelled || told.left().isEmpty() ? List.of() : goOn(told.left());
                });
            }
            outcome = told;
            done.countDown();
            owner.answered(told);
        }
    }
}
