package dev.spindle.protocol.message;

import dev.spindle.protocol.RawJson;
import org.jspecify.annotations.Nullable;

/** What a coordinator says to a worker. An {@code id} is never used twice in a pool's life. */
public sealed interface ToWorker extends Message {
    /**
     * The first message.
     *
     * @param processId the coordinator's
     * @param index the worker's place in the pool, from 0
     * @param generation how many processes had this place before, from 0
     * @param maxFrameBytes the largest message either side may send
     * @param heartbeatMillis how often to send {@link FromWorker.Heartbeat}; 0 for never
     * @param blobs where blobs stand beside the messages; null for nowhere
     * @param spentEvery of so many answers to attempts one at least is to say where the time went: {@link Spent}; 0 for none
     */
    record Initialize(
            long id,
            int protocolVersion,
            long processId,
            int index,
            int generation,
            int maxFrameBytes,
            long heartbeatMillis,
            @Nullable BlobFiles blobs,
            int spentEvery)
            implements ToWorker {
        /** Without blobs beside the messages, and nothing is measured. */
        public Initialize(
                long id,
                int protocolVersion,
                long processId,
                int index,
                int generation,
                int maxFrameBytes,
                long heartbeatMillis) {
            this(id, protocolVersion, processId, index, generation, maxFrameBytes, heartbeatMillis, null, 0);
        }
    }

    /**
     * The files in which blobs stand beside the messages. Each has one side that makes and writes it, when it first has a blob.
     *
     * @param inputs the path of the coordinator's
     * @param results the path of the worker's
     * @param maxBytes how large each may get
     */
    record BlobFiles(String inputs, String results, long maxBytes) {}

    /**
     * Run one attempt of a job.
     *
     * @param id the attempt's
     * @param task a name that the worker announced
     * @param job the job's number in its pool
     * @param attempt 1 for the first try
     * @param signals so many {@link SetSignal} for it follow directly, which are to be set when it begins
     */
    record RunTask(long id, String task, RawJson input, long job, int attempt, int signals) implements ToWorker {
        /** Without signals. */
        public RunTask(long id, String task, RawJson input, long job, int attempt) {
            this(id, task, input, job, attempt, 0);
        }
    }

    /**
     * Run several jobs of one task, one after the other, and answer for all of them.
     *
     * @param id of the one attempt that they are together
     * @param task a name that the worker announced
     * @param inputs a JSON array with the input of each
     * @param job the number in its pool of the first; those of the others follow
     */
    record RunAll(long id, String task, RawJson inputs, long job) implements ToWorker {}

    /**
     * Ask the attempt {@code id} to stop; it still gets exactly one answer.
     *
     * @param rest of a chunk only those jobs that have not begun: the one that runs may end
     */
    record CancelRequest(long id, boolean rest) implements ToWorker {
        /** All of it. */
        public CancelRequest(long id) {
            this(id, false);
        }
    }

    /** Set the event {@code name} inside the running attempt {@code id}. */
    record SetSignal(long id, String name, @Nullable RawJson value) implements ToWorker {}

    /** Finish nothing new, answer null. */
    record Shutdown(long id) implements ToWorker {}

    /** Leave with status 0. */
    record Exit() implements ToWorker {}

    /** A request this version does not know: it is answered with {@link ErrorObject#METHOD_NOT_FOUND}. */
    record UnknownRequest(long id, String method) implements ToWorker {}

    /** A notification this version does not know, or a stray response: it is ignored. */
    record Ignored() implements ToWorker {}
}
