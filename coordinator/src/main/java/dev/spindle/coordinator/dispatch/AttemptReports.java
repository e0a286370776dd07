package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.AttemptReport;
import dev.spindle.coordinator.AttemptReport.End;
import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.RemoteError;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Spent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What there is to tell of an attempt that ran, once it is decided what becomes of its job. */
final class AttemptReports {
    private AttemptReports() {}

    /** It was answered. */
    static AttemptReport answered(PooledWorker worker, Attempt attempt, FromWorker answer, Outcomes.Ended how) {
        if (answer instanceof FromWorker.Result result) {
            End end = attempt.overran == null ? End.OK : End.TIMEOUT;
            return report(
                    worker, attempt, how, result.value().lengthInMessage(), end, overran(attempt), result.spent());
        }
        FromWorker.Failure failure = (FromWorker.Failure) answer;
        boolean cancelled = failure.error().code() == ErrorObject.CANCELLED;
        End end = attempt.overran != null ? End.TIMEOUT : cancelled ? End.CANCELLED : End.FAILED;
        String cause = attempt.overran == null ? cause(failure.error()) : overran(attempt);
        return report(worker, attempt, how, 0, end, cause, failure.spent());
    }

    /** Its worker died. */
    static AttemptReport died(PooledWorker worker, Attempt attempt, DeathReport death, Outcomes.Ended how) {
        return attempt.overran == null
                ? report(worker, attempt, how, 0, End.LOST, death.cause(), null)
                : report(worker, attempt, how, 0, End.TIMEOUT, overran(attempt), null);
    }

    private static @Nullable String overran(Attempt attempt) {
        Duration ran = attempt.overran;
        return ran == null ? null : "stopped after " + ran.toMillis() + " ms, past its time limit";
    }

    private static String cause(ErrorObject error) {
        RemoteError remote = RemoteError.of(error);
        return remote.message() == null ? remote.type() : remote.type() + ": " + remote.message();
    }

    private static AttemptReport report(
            PooledWorker worker,
            Attempt attempt,
            Outcomes.Ended how,
            long resultBytes,
            End end,
            @Nullable String cause,
            @Nullable Spent spent) {
        Ticket job = attempt.job();
        return new AttemptReport(
                job.number(),
                job.items(),
                attempt.task(),
                attempt.number(),
                worker.index(),
                worker.generation(),
                attempt.waitedSinceNanos,
                attempt.sentNanos,
                how.now() - how.nanos(),
                how.now(),
                job.input().lengthInMessage(),
                resultBytes,
                end,
                job.state != JobState.DONE || job.isDissolved,
                cause,
                spent);
    }
}
