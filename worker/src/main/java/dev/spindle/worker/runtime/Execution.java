package dev.spindle.worker.runtime;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Thrown;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** One attempt's way from its input to its answer: read, run, write. Whatever is thrown on the way becomes the answer. */
final class Execution {
    // Made before they are needed: there will be no memory then.
    private static final ErrorObject FAILED_UNSAID =
            new ErrorObject(ErrorObject.TASK_FAILED, "out of memory, and too little left to say more", null);
    private static final ErrorObject RESULT_UNSAID =
            new ErrorObject(ErrorObject.RESULT_NOT_SERIALIZABLE, "out of memory while the result was written", null);

    private final Attempt attempt;
    private final TaskRegistry registry;
    private final JobQueue queue;
    private final MemoryReserve reserve;
    private final JobBlobs blobs;
    private final Stopwatch stopwatch;
    private boolean fatal;

    Execution(
            Attempt attempt,
            TaskRegistry registry,
            JobQueue queue,
            MemoryReserve reserve,
            JobBlobs blobs,
            Stopwatch stopwatch) {
        this.attempt = attempt;
        this.registry = registry;
        this.queue = queue;
        this.reserve = reserve;
        this.blobs = blobs;
        this.stopwatch = stopwatch;
    }

    /** Whether the JVM should run nothing more. */
    boolean wasFatal() {
        return fatal;
    }

    /** Whether no other job is to run in this JVM. */
    boolean isLast() {
        return fatal || registry.isSpent();
    }

    /** Whether {@code thrown} puts the JVM itself in doubt. */
    static boolean isFatal(Throwable thrown) {
        return thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
    }

    /** The error of an attempt whose answer could not be made or written because of {@code thrown}. */
    ErrorObject unsaid(Throwable thrown) {
        if (isFatal(thrown)) {
            return fatal ? FAILED_UNSAID : RESULT_UNSAID;
        }
        return new ErrorObject(ErrorObject.INTERNAL_ERROR, "the answer cannot be written", describe(thrown));
    }

    /** The attempt's task; null when there is none, of which {@link #unknownTask()} tells. */
    @Nullable
    RegisteredTask task() {
        return registry.find(attempt.task());
    }

    FromWorker unknownTask() {
        ended();
        return failure(ErrorObject.INVALID_PARAMS, registry.unknown(attempt.task()), null);
    }

    /** From here on the attempt can be cancelled no more. */
    void ended() {
        queue.ended();
    }

    /** Of this attempt. */
    Stopwatch stopwatch() {
        return stopwatch;
    }

    FromWorker run() {
        stopwatch.begin(false);
        RegisteredTask task = task();
        if (task == null) {
            return unknownTask();
        }
        Object input;
        try {
            Thread.currentThread().setContextClassLoader(task.loader());
            input = blobs.read(attempt.input(), task.inputType());
            stopwatch.decoded();
        } catch (Throwable e) {
            queue.ended();
            return failure(ErrorObject.INVALID_PARAMS, task.name() + " cannot read its input: ", e);
        }
        Object result;
        try {
            if (attempt.isCancelled()) {
                throw new CancellationException("cancelled before it started");
            }
            result = task.run(input, attempt);
            queue.ended();
            stopwatch.ran();
        } catch (Throwable e) {
            queue.ended();
            stopwatch.ran();
            return failure(codeOf(e), "", e);
        }
        try {
            RawJson value = blobs.write(result);
            stopwatch.encoded();
            return new FromWorker.Result(attempt.id(), value, stopwatch.spent());
        } catch (Throwable e) {
            return failure(ErrorObject.RESULT_NOT_SERIALIZABLE, "the result cannot be written: ", e);
        }
    }

    /** What the error of a task that threw {@code e} is. */
    int codeOf(Throwable e) {
        return attempt.isCancelled() && isCancellation(e) ? ErrorObject.CANCELLED : ErrorObject.TASK_FAILED;
    }

    private static boolean isCancellation(Throwable thrown) {
        return thrown instanceof InterruptedException
                || thrown instanceof CancellationException
                || thrown instanceof ClosedByInterruptException;
    }

    private FromWorker failure(int code, String text, @Nullable Throwable thrown) {
        ErrorObject error = thrown == null ? new ErrorObject(code, text, null) : error(code, text, thrown);
        return new FromWorker.Failure(attempt.id(), error, stopwatch.spent());
    }

    /** An error that says what was thrown, behind {@code text}; no further job runs after some. */
    ErrorObject error(int code, String text, Throwable thrown) {
        if (isFatal(thrown)) {
            fatal = true;
            reserve.release();
        }
        Thrown data = describe(thrown);
        String message = data.message() == null || data.message().isEmpty() ? data.type() : data.message();
        return new ErrorObject(code, text.concat(message), data);
    }

    /** A user's exception may itself throw when asked what it is: then its class has to do. */
    private static Thrown describe(Throwable thrown) {
        try {
            return Thrown.of(thrown);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return new Thrown(thrown.getClass().getName(), null, List.of(), null, List.of());
        }
    }
}
