package dev.spindle.coordinator;

import dev.spindle.coordinator.dispatch.Actions;
import dev.spindle.coordinator.dispatch.Attempt;
import dev.spindle.coordinator.dispatch.PooledWorker;
import dev.spindle.coordinator.dispatch.Ticket;
import dev.spindle.coordinator.process.WorkerProcess;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.ToWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes note of what a step wants done while the lock is held, and does it afterwards. Messages are put into the worker's outbox under the
 * lock, so that they leave in the order of the steps; they are written afterwards.
 */
abstract class StepActions implements Actions {
    /** What may stand in a pipe without a write ever waiting for its reader: half of Linux's 64 KiB. */
    private static final long PIPE_BYTES = 32 << 10;

    /** Beyond any attempt's: the largest id there may be. */
    private static final long SHUTDOWN_ID = (1L << 53) - 1;

    private final Function<PooledWorker, @Nullable WorkerProcess> processes;
    private final WriteAhead writeAhead;
    private final AttemptListener attemptListener;
    /** Most steps are about one worker: it is looked up once. */
    private @Nullable PooledWorker latest;

    private @Nullable WorkerProcess ofLatest;
    private @Nullable WorkerProcess toFlush;
    private boolean wontBlock;
    private @Nullable List<Runnable> later;
    private @Nullable List<Settled> settled;
    private @Nullable List<AttemptReport> attempts;

    private record Settled(Ticket ticket, JobOutcome<RawJson> outcome) {}

    StepActions(
            Function<PooledWorker, @Nullable WorkerProcess> processes,
            WriteAhead writeAhead,
            AttemptListener attemptListener) {
        this.processes = processes;
        this.writeAhead = writeAhead;
        this.attemptListener = attemptListener;
    }

    boolean isEmpty() {
        return toFlush == null && later == null && settled == null && attempts == null;
    }

    /** Whether more is to be done than to write messages. */
    boolean tells() {
        return settled != null || later != null || attempts != null;
    }

    void later(Runnable action) {
        if (later == null) {
            later = new ArrayList<>();
        }
        later.add(action);
    }

    @Override
    public void send(PooledWorker worker, Attempt attempt) {
        Ticket job = attempt.job();
        job.owner().begins(attempt.number(), worker.index(), worker.generation());
        RawJson input = worker.takesBlobs() ? job.input() : withBlobsWithin(job.input());
        ToWorker message = job.isChunk()
                ? new ToWorker.RunAll(attempt.id(), attempt.task(), input, job.number())
                : new ToWorker.RunTask(
                        attempt.id(), attempt.task(), input, job.number(), attempt.number(), attempt.signals());
        put(worker, message, worker.bytesInTransit() <= PIPE_BYTES);
    }

    /** For a worker of an older Spindle, which somebody's class path may have. */
    abstract RawJson withBlobsWithin(RawJson input);

    @Override
    public void cancel(PooledWorker worker, long attempt) {
        put(worker, new ToWorker.CancelRequest(attempt), false);
    }

    @Override
    public void cancelRest(PooledWorker worker, long attempt) {
        put(worker, new ToWorker.CancelRequest(attempt, true), false);
    }

    @Override
    public void signal(PooledWorker worker, long attempt, String name, @Nullable RawJson value) {
        put(worker, new ToWorker.SetSignal(attempt, name, value), false);
    }

    @Override
    public void askStack(PooledWorker worker, long id) {
        put(worker, new ToWorker.TellStack(id), false);
    }

    @Override
    public void dismiss(PooledWorker worker) {
        put(worker, new ToWorker.Shutdown(SHUTDOWN_ID), true);
        put(worker, new ToWorker.Exit(), true);
    }

    /** Refuses what the worker asked; it is ended when it reads no such answers. */
    void answer(PooledWorker worker, FromWorker.Failure answer) {
        WorkerProcess process = processOf(worker);
        if (process == null) {
            return;
        }
        if (process.answer(answer)) {
            toBeFlushed(process, false);
        } else {
            later(process::readsNoAnswer);
        }
    }

    private void put(PooledWorker worker, Message message, boolean fits) {
        WorkerProcess process = processOf(worker);
        if (process == null) {
            return;
        }
        process.send(message);
        toBeFlushed(process, fits);
    }

    private void toBeFlushed(WorkerProcess process, boolean fits) {
        if (toFlush != null && toFlush != process) {
            flushLater();
        }
        wontBlock = fits && (toFlush == null || wontBlock);
        toFlush = process;
    }

    private @Nullable WorkerProcess processOf(PooledWorker worker) {
        if (worker != latest) {
            latest = worker;
            ofLatest = processes.apply(worker);
        }
        return ofLatest;
    }

    private void flushLater() {
        WorkerProcess process = toFlush;
        boolean fits = wontBlock;
        if (process != null) {
            later(() -> process.flush(fits));
        }
        toFlush = null;
    }

    @Override
    public void terminate(PooledWorker worker) {
        WorkerProcess process = processOf(worker);
        if (process != null) {
            later(process::terminate);
        }
    }

    @Override
    public void kill(PooledWorker worker) {
        WorkerProcess process = processOf(worker);
        if (process != null) {
            later(process::kill);
        }
    }

    @Override
    public void abandon(PooledWorker worker) {
        WorkerProcess process = processOf(worker);
        if (process != null) {
            later(process::abandon);
        }
    }

    @Override
    public boolean watchesAttempts() {
        return attemptListener != AttemptListener.NONE;
    }

    @Override
    public void attemptEnded(AttemptReport report) {
        if (attempts == null) {
            attempts = new ArrayList<>();
        }
        attempts.add(report);
    }

    @Override
    public void settled(Ticket ticket, JobOutcome<RawJson> outcome) {
        if (settled == null) {
            settled = new ArrayList<>();
        }
        settled.add(new Settled(ticket, outcome));
    }

    /**
     * After the lock is released: workers first, so that they are busy while the callers are told. What is written ahead is to stand in the
     * order in which it was, though: outcomes before what the same worker begins next.
     */
    void carryOut() {
        if (attempts != null) {
            attempts.forEach(each -> attempt(() -> attemptListener.attemptEnded(each)));
        }
        boolean outcomesFirst = writeAhead != WriteAhead.NONE;
        if (outcomesFirst) {
            tellOutcomes();
        }
        flushLater();
        if (later != null) {
            later.forEach(StepActions::attempt);
        }
        if (!outcomesFirst) {
            tellOutcomes();
        } else if (settled != null) {
            writeAhead.commit();
        }
    }

    private void tellOutcomes() {
        if (settled != null) {
            for (Settled each : settled) {
                tell(each);
            }
        }
    }

    /** What fails here, as a flush for want of memory, must not keep the rest of the step from being done. */
    private static void attempt(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            NewsQueue.uncaught(e);
        }
    }

    /** What one owner throws must not keep the others, nor the thread that reads for all of them, from going on. */
    private static void tell(Settled each) {
        try {
            each.ticket().owner().settled(each.outcome());
        } catch (RuntimeException | Error e) {
            NewsQueue.uncaught(e);
        }
    }
}
