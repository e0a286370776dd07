package dev.spindle.protocol.message;

import dev.spindle.protocol.RawJson;
import org.jspecify.annotations.Nullable;

/** What a worker says to its coordinator. */
public sealed interface FromWorker extends Message {
    /**
     * The result of the request {@code id}.
     *
     * @param spent where the attempt's time went; null where the worker does not say
     */
    record Result(long id, RawJson value, @Nullable Spent spent) implements FromWorker {
        /** Without a word on time. */
        public Result(long id, RawJson value) {
            this(id, value, null);
        }
    }

    /**
     * The error of the request {@code id}, {@link Message#NO_ID} where it could not be read.
     *
     * @param spent as in {@link Result}
     */
    record Failure(long id, ErrorObject error, @Nullable Spent spent) implements FromWorker {
        /** Without a word on time. */
        public Failure(long id, ErrorObject error) {
            this(id, error, null);
        }
    }

    /** Stands for the item of an attempt that is one job, or of a worker that does not say which. */
    int NO_ITEM = -1;

    /**
     * News from inside the running attempt {@code token}.
     *
     * @param item which job of a chunk, from 0; or {@link #NO_ITEM}
     */
    record Progress(long token, int item, RawJson value) implements FromWorker {
        /** Of an attempt that is one job. */
        public Progress(long token, RawJson value) {
            this(token, NO_ITEM, value);
        }
    }

    /**
     * What the running attempt {@code token} printed through its language's streams.
     *
     * @param item which job of a chunk, from 0; or {@link #NO_ITEM}
     */
    record Output(long token, int item, Stream stream, String text) implements FromWorker {
        /** Of an attempt that is one job. */
        public Output(long token, Stream stream, String text) {
            this(token, NO_ITEM, stream, text);
        }
    }

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
