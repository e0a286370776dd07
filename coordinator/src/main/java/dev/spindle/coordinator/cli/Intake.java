package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.CompletionQueue;
import dev.spindle.coordinator.JobRequest;
import dev.spindle.coordinator.PoolBrokenException;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.protocol.RawJson;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines and submits their jobs, in a thread of its own: nothing interrupts the read of an input that pauses, and a run that is
 * given up meanwhile must not wait for it.
 */
final class Intake implements Runnable {
    private final JobLines lines;
    private final WorkerPool pool;
    private final CompletionQueue<Line.Ended> ended;
    private final InFlight inFlight;
    private final JobSeqs seqs;
    private final Progress progress;

    private long read;
    private boolean over;
    private @Nullable String problem;

    Intake(
            JobLines lines,
            WorkerPool pool,
            CompletionQueue<Line.Ended> ended,
            InFlight inFlight,
            JobSeqs seqs,
            Progress progress) {
        this.lines = lines;
        this.pool = pool;
        this.ended = ended;
        this.inFlight = inFlight;
        this.seqs = seqs;
        this.progress = progress;
    }

    @Override
    public void run() {
        String why = null;
        try {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                if (!accept(line)) {
                    break;
                }
            }
        } catch (IOException e) {
            why = "cannot read the input: " + e.getMessage();
        } catch (PoolBrokenException e) {
            why = e.getMessage();
        } catch (InterruptedException e) {
            why = "the intake was interrupted";
        } catch (RuntimeException | Error e) {
            why = "cannot go on reading the input: " + e;
        }
        end(why);
    }

    /** Ends the intake: what is read from now on counts no more. Of several reasons the first is kept. */
    synchronized void end(@Nullable String why) {
        if (problem == null) {
            problem = why;
        }
        if (!over) {
            over = true;
            ended.add(Line.Ended.endOfInput(read));
        }
    }

    /** Why the run could not be brought to its end; null when it could. */
    synchronized @Nullable String problem() {
        return problem;
    }

    /** False when the run is over before its time; a line that counts has its result all the same. */
    private boolean accept(Line line) throws InterruptedException {
        long charge = inFlight.enter(line.bytes());
        if (charge == InFlight.GIVEN_UP || !count()) {
            return false;
        }
        if (line.task() == null) {
            ended.add(new Line.Ended(line, null, charge));
            return true;
        }
        JobRequest<RawJson> request = JobRequest.of(line.task(), line.input(), RawJson.class);
        if (line.timeout() != null) {
            request = request.withTimeout(line.timeout());
        }
        seqs.submitted(line.seq());
        try {
            ended.submit(pool, request, job -> new Line.Ended(line, job, charge));
            return true;
        } catch (RuntimeException | Error e) {
            ended.add(new Line.Ended(line, null, charge));
            if (e instanceof RejectedExecutionException && !(e instanceof PoolBrokenException)) {
                return false; // the run was given up meanwhile
            }
            throw e;
        }
    }

    private synchronized boolean count() {
        if (!over) {
            progress.expect(++read);
        }
        return !over;
    }
}
