package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.RemoteError;
import dev.spindle.coordinator.RetryOn;
import dev.spindle.coordinator.supervision.RetryPolicy;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import java.time.Duration;

/** What becomes of a job whose attempt has ended: its outcome, once and for all, or another attempt. Guarded by the pool's lock. */
final class Outcomes {
    private final RetryPolicy retryPolicy;
    private final WaitingJobs waiting;
    private int unsettled;

    Outcomes(RetryPolicy retryPolicy, WaitingJobs waiting) {
        this.retryPolicy = retryPolicy;
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

    void answered(Ticket ticket, PooledWorker worker, FromWorker answer, Duration elapsed, Actions actions) {
        ticket.attempts++;
        if (answer instanceof FromWorker.Result result) {
            settle(
                    ticket,
                    new JobOutcome.Succeeded<>(result.value(), ticket.attempts, worker.index(), elapsed),
                    actions);
        } else if (answer instanceof FromWorker.Failure failure) {
            failed(ticket, failure.error(), worker, elapsed, actions);
        }
    }

    private void failed(Ticket ticket, ErrorObject error, PooledWorker worker, Duration elapsed, Actions actions) {
        if (error.code() == ErrorObject.CANCELLED) {
            cancelled(ticket, worker.index(), elapsed, actions);
        } else if (ticket.state != JobState.CANCELLING && retryPolicy.again(RetryOn.FAILED, ticket.attempts)) {
            waiting.putBack(ticket);
        } else {
            RemoteError remote = RemoteError.of(error);
            settle(ticket, new JobOutcome.Failed<>(remote, ticket.attempts, worker.index(), elapsed), actions);
        }
    }

    void timedOut(Ticket ticket, PooledWorker worker, Duration ran, Actions actions) {
        ticket.attempts++;
        if (retryPolicy.again(RetryOn.TIMEOUT, ticket.attempts)) {
            waiting.putBack(ticket);
        } else {
            Duration limit = Duration.ofNanos(ticket.timeoutNanos());
            settle(ticket, new JobOutcome.TimedOut<>(limit, ticket.attempts, worker.index(), ran), actions);
        }
    }

    /** Its worker died, and it was what ran. */
    void lost(Ticket ticket, PooledWorker worker, DeathReport death, Duration ran, Actions actions) {
        ticket.attempts++;
        if (ticket.state == JobState.CANCELLING) {
            cancelled(ticket, worker.index(), ran, actions);
        } else if (retryPolicy.again(RetryOn.LOST, ticket.attempts)) {
            waiting.putBack(ticket);
        } else {
            settle(ticket, new JobOutcome.WorkerLost<>(death, ticket.attempts, worker.index(), ran), actions);
        }
    }

    /** Its worker died, or is to, and something else ran. */
    void notRun(Ticket ticket, PooledWorker worker, Actions actions) {
        if (ticket.state == JobState.CANCELLING) {
            cancelled(ticket, worker.index(), Duration.ZERO, actions);
        } else {
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
        settle(ticket, new JobOutcome.Failed<>(error, 0, worker.index(), Duration.ZERO), actions);
    }

    void cancelled(Ticket ticket, int worker, Duration elapsed, Actions actions) {
        settle(ticket, new JobOutcome.Cancelled<>(ticket.attempts, worker, elapsed), actions);
    }

    private void settle(Ticket ticket, JobOutcome<RawJson> outcome, Actions actions) {
        ticket.state = JobState.DONE;
        ticket.worker = null;
        ticket.attempt = null;
        unsettled--;
        actions.settled(ticket, outcome);
    }
}
