package dev.spindle.coordinator;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.Thrown;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** From an outcome as it came to one with a result of the caller's type, and to what {@link java.util.concurrent.Future} makes of it. */
final class TypedOutcomes {
    private TypedOutcomes() {}

    /** The cases without a result do not depend on its type. */
    @SuppressWarnings("unchecked")
    static <O extends @Nullable Object> JobOutcome<O> withoutResult(JobOutcome<RawJson> notOk) {
        return (JobOutcome<O>) notOk;
    }

    // The codec reads no other type, and null only for JSON's null.
    @SuppressWarnings({"unchecked", "NullAway"})
    static <O extends @Nullable Object> JobOutcome<O> typed(JobOutcome<RawJson> settled, Type resultType) {
        if (!(settled instanceof JobOutcome.Succeeded<RawJson> ok)) {
            return withoutResult(settled);
        }
        try {
            O result = (O) Values.read(ok.result(), resultType);
            return new JobOutcome.Succeeded<>(result, ok.attempts(), ok.worker(), ok.elapsed());
        } catch (ValueException e) {
            return unreadable(resultType, e, ok.attempts(), ok.worker(), ok.elapsed());
        }
    }

    /** The outcome of a job whose result is no {@code type}. */
    static <O extends @Nullable Object> JobOutcome<O> unreadable(
            Type type, ValueException e, int attempts, int worker, Duration elapsed) {
        RemoteError error = RemoteError.of(new ErrorObject(
                ErrorObject.RESULT_NOT_SERIALIZABLE, "the result is no " + type.getTypeName(), Thrown.of(e)));
        return new JobOutcome.Failed<>(error, attempts, worker, elapsed);
    }

    /** The result, or what {@link Job#get} throws in its place. */
    static <O extends @Nullable Object> O resultOf(JobOutcome<O> outcome) throws ExecutionException {
        if (outcome instanceof JobOutcome.Succeeded<O> succeeded) {
            return succeeded.result();
        }
        if (outcome instanceof JobOutcome.Failed<O> failed) {
            throw new ExecutionException(new TaskFailedException(failed.error()));
        }
        if (outcome instanceof JobOutcome.TimedOut<O> timedOut) {
            throw new ExecutionException(new TaskTimeoutException(timedOut.limit()));
        }
        if (outcome instanceof JobOutcome.WorkerLost<O> lost) {
            throw new ExecutionException(new WorkerLostException(lost.death()));
        }
        throw new CancellationException("the job was cancelled");
    }
}
