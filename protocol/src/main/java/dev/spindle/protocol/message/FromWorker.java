package dev.spindle.protocol.message;

import dev.spindle.protocol.RawJson;
import org.jspecify.annotations.Nullable;

/** What a worker says to its coordinator. */
public sealed interface FromWorker extends Message {
    /** The result of the request {@code id}. */
    record Result(long id, RawJson value) implements FromWorker {}

    /** The error of the request {@code id}, {@link Message#NO_ID} where it could not be read. */
    record Failure(long id, ErrorObject error) implements FromWorker {}

    /** News from inside the running attempt {@code token}. */
    record Progress(long token, RawJson value) implements FromWorker {}

    /** What the running attempt {@code token} printed through its language's streams. */
    record Output(long token, Stream stream, String text) implements FromWorker {}

    /** The process lives, even while a job computes. */
    record Heartbeat() implements FromWorker {}

    /**
     * The worker ends on purpose.
     *
     * @param code the exit status to come
     * @param running the attempt that was running then, {@link Message#NO_ID} for none, null when the worker does not say
     */
    record Goodbye(int code, @Nullable Long running) implements FromWorker {}

    /** A request the coordinator does not serve: it is answered with {@link ErrorObject#METHOD_NOT_FOUND}. */
    record UnknownRequest(long id, String method) implements FromWorker {}

    /** A notification this version does not know: it is ignored. */
    record Ignored() implements FromWorker {}

    /** Where a job printed. */
    enum Stream {
        STDOUT,
        STDERR
    }
}
