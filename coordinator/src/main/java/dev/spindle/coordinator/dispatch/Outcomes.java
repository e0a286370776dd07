package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.HaltRule;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.RemoteError;
import dev.spindle.coordinator.RetryOn;
import dev.spindle.coordinator.Stop;
import dev.spindle.coordinator.supervision.RetryPolicy;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a job whose attempt has ended: its outcome, once and for all, or another attempt. Guarded by the pool's lock. */
final class Outcomes {
    private final RetryPolicy retryPolicy;
    private final @Nullable HaltRule haltRule;
    private final WaitingJobs waiting;
    private int unsettled;
    private long ended;
    private long failed;
    private boolean noMore;

    Outcomes(RetryPolicy retryPolicy, @Nullable HaltRule haltRule, WaitingJobs waiting) {
        this.retryPolicy = retryPolicy;
        this.haltRule = haltRule;
        this.waiting = waiting;
    }

    /** Jobs without an outcome. */
    int unsettled() {
        return unsettled;
    }

    /** There is one job more that must have an outcome. */
    void expect() {
        unsettled++;
    }

    /** No attempt is made again from now on: what ends is over, what did not run is cancelled. */
    void noMoreAttempts() {
        noMore = true;
    }

    /** So much has failed that it is time to give up. */
    boolean isTimeToHalt() {
        return haltRule != null && haltRule.isDue(failed, ended);
    }

    /** Why it is; null when it is not. */
    @Nullable
    String reasonToHalt() {
        return haltRule != null && haltRule.isDue(failed, ended) ? haltRule.reason(failed, ended) : null;
    }

    /** Something that was to be a job failed before it could become one. */
    void countFailure() {
        ended++;
        failed++;
    }

    // ---- what an attempt may come to

    void answered(Ticket ticket, PooledWorker worker, FromWorker answer, Ended how, Actions actions) {
        if (answer instanceof FromWorker.Result result) {
            ticket.attempts++;
            settle(
                    ticket,
                    new JobOutcome.Succeeded<>(result.value(), ticket.attempts, worker.index(), how.ran()),
                    actions);
        } else if (ticket.isChunk()) {
            notAnswered(ticket, worker, how, actions);
        } else if (answer instanceof FromWorker.Failure failure) {
            failed(ticket, failure.error(), worker, how, actions);
        }
    }

    private void failed(Ticket ticket, ErrorObject error, PooledWorker worker, Ended how, Actions actions) {
        boolean refused = error.code() == ErrorObject.CANCELLED && !how.hadBegun();
        ticket.attempts += refused ? 0 : 1;
        if (error.code() == ErrorObject.CANCELLED) {
            cancelled(ticket, worker.index(), how, actions);
        } else if (ticket.state != JobState.CANCELLING && again(RetryOn.FAILED, ticket)) {
            runAgain(ticket, how.now());
        } else {
            RemoteError remote = RemoteError.of(error);
            settle(ticket, new JobOutcome.Failed<>(remote, ticket.attempts, worker.index(), how.ran()), actions);
        }
    }

    /** Its time was over after {@code ran}, and now it has stopped. */
    void timedOut(Ticket ticket, PooledWorker worker, Duration ran, Ended how, Actions actions) {
        ticket.attempts++;
        boolean again = again(RetryOn.TIMEOUT, ticket);
        if (ticket.isGivenUp) { // it might have run again then, whatever the pool came to since
            cancelled(ticket, worker.index(), how, actions);
        } else if (again) {
            runAgain(ticket, how.now());
        } else {
            Duration limit = Duration.ofNanos(ticket.timeoutNanos());
            Stop stop = how.stop() == null ? new Stop(Stop.By.REQUEST, Duration.ZERO) : how.stop();
            settle(ticket, new JobOutcome.TimedOut<>(limit, stop, ticket.attempts, worker.index(), ran), actions);
        }
    }

    /** Whether a job that is being stopped because its time is over will run again, unless somebody gives it up. */
    boolean mayRunAgain(Ticket ticket) {
        boolean again = ticket.isChunk() || retryPolicy.again(RetryOn.TIMEOUT, ticket.attempts + 1);
        return !ticket.isGivenUp && !noMore && again;
    }

    /** A chunk came to nothing: its jobs run by themselves, unless nobody wants them any more. */
    private void notAnswered(Ticket chunk, PooledWorker worker, Ended how, Actions actions) {
        if (chunk.state == JobState.CANCELLING || chunk.isGivenUp || noMore) {
            chunk.attempts += how.hadBegun() ? 1 : 0;
            cancelled(chunk, worker.index(), how, actions);
        } else {
            dissolve(chunk, actions);
        }
    }

    /** From now on the jobs of the chunk, which nobody has, are what waits: each by itself, and not charged. */
    void dissolve(Ticket chunk, Actions actions) {
        List<Ticket> jobs = chunk.owner().dissolved();
        over(chunk);
        chunk.isDissolved = true;
        left(jobs, actions);
    }

    /**
     * Jobs of a chunk without an outcome: they are the next to run, each by itself; cancelled where nothing is tried again, or where somebody
     * gave this one up.
     */
    void left(List<Ticket> jobs, Actions actions) {
        unsettled += jobs.size() - 1;
        List<Ticket> wanted = new ArrayList<>(jobs);
        wanted.removeIf(each -> noMore || each.isGivenUp);
        waiting.putBack(wanted);
        for (Ticket job : jobs) {
            if (noMore || job.isGivenUp) {
                givenUp(job, actions);
            }
        }
    }

    /** Its worker died, and it was what ran. */
    void lost(Ticket ticket, PooledWorker worker, DeathReport death, Ended how, Actions actions) {
        if (ticket.isChunk()) {
            notAnswered(ticket, worker, how, actions);
            return;
        }
        ticket.attempts++;
        if (ticket.state == JobState.CANCELLING) {
            cancelled(ticket, worker.index(), how, actions);
        } else if (again(RetryOn.LOST, ticket)) {
            runAgain(ticket, how.now());
        } else {
            settle(ticket, new JobOutcome.WorkerLost<>(death, ticket.attempts, worker.index(), how.ran()), actions);
        }
    }

    /** Its worker died, or is to, and something else ran. */
    void notRun(Ticket ticket, PooledWorker worker, Actions actions) {
        if (ticket.state == JobState.CANCELLING || noMore) {
            settle(
                    ticket,
                    new JobOutcome.Cancelled<>(null, ticket.attempts, worker.index(), Duration.ZERO, ticket.isGivenUp),
                    actions);
        } else if (ticket.hasGivenUp()) {
            dissolve(ticket, actions);
        } else {
            ticket.owner().waitsAgain(ticket.attempts);
            waiting.putBack(ticket);
        }
    }

    /** There is no worker for it and will not be one. */
    void neverRun(Ticket ticket, DeathReport firstFailedStart, Actions actions) {
        settle(ticket, new JobOutcome.WorkerLost<>(firstFailedStart, ticket.attempts, -1, Duration.ZERO), actions);
    }

    /** No worker can make an instance of its task. */
    void unusableTask(Ticket ticket, PooledWorker worker, Actions actions) {
        String message = "the workers cannot make a task of class " + ticket.taskClass()
                + ": it must be on their class path, public, with a public no-argument constructor";
        RemoteError error = RemoteError.of(new ErrorObject(ErrorObject.INVALID_PARAMS, message, null));
        settle(ticket, new JobOutcome.Failed<>(error, ticket.attempts, worker.index(), Duration.ZERO), actions);
    }

    /** Nobody has it, and nobody wants it any more. */
    void givenUp(Ticket ticket, Actions actions) {
        settle(ticket, new JobOutcome.Cancelled<>(null, ticket.attempts, -1, Duration.ZERO, ticket.isGivenUp), actions);
    }

    private void cancelled(Ticket ticket, int worker, Ended how, Actions actions) {
        settle(
                ticket,
                new JobOutcome.Cancelled<>(how.stop(), ticket.attempts, worker, how.ran(), ticket.isGivenUp),
                actions);
    }

    private boolean again(RetryOn what, Ticket ticket) {
        return !noMore && retryPolicy.again(what, ticket.attempts);
    }

    private void runAgain(Ticket ticket, long now) {
        long delay = retryPolicy.delayNanosAfter(ticket.attempts);
        ticket.owner().waitsAgain(ticket.attempts);
        ticket.waitsSinceNanos = now;
        if (delay == 0) {
            waiting.putBack(ticket);
        } else {
            waiting.putBack(ticket, now + delay);
        }
    }

    private void settle(Ticket ticket, JobOutcome<RawJson> outcome, Actions actions) {
        over(ticket);
        // Of a chunk with an answer it is not known yet whether all of its jobs are in there.
        unsettled -= ticket.isChunk() && outcome instanceof JobOutcome.Succeeded ? 0 : 1;
        ended++;
        if (!(outcome instanceof JobOutcome.Succeeded || outcome instanceof JobOutcome.Cancelled)) {
            failed++;
        }
        actions.settled(ticket, outcome);
    }

    private static void over(Ticket ticket) {
        ticket.state = JobState.DONE;
        ticket.worker = null;
        ticket.attempt = null;
    }

    /**
     * An attempt that is over.
     *
     * @param nanos for how long it ran
     * @param hadBegun false when it still waited behind another
     * @param stop how it was stopped; null when nobody asked it to
     */
    record Ended(long nanos, boolean hadBegun, @Nullable Stop stop, long now) {
        Duration ran() {
            return Duration.ofNanos(nanos);
        }
    }
}
