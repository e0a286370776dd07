package dev.spindle.coordinator;

/** What a job does now cannot be told; {@link #reason()} says why, and the message says it for people. */
public final class NoStackException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final int worker;
    private final long processId;

    /** Why there is no stack. */
    public enum Reason {
        /** There is no such job: any more, or yet. */
        UNKNOWN,
        /** It waits in the queue, or at its worker behind another. */
        WAITS,
        /** Its worker does not know the question, or has no answer. */
        CANNOT_TELL,
        /** Its worker gave no answer in time: its process may be stopped, or hang. */
        NO_ANSWER,
        /** It began or ended just when its worker answered, or its worker has ended. */
        ENDED
    }

    NoStackException(Reason reason, String message, int worker, long processId) {
        super(message);
        this.reason = reason;
        this.worker = worker;
        this.processId = processId;
    }

    /** Why there is none. */
    public Reason reason() {
        return reason;
    }

    /** The place in the pool of the worker that has the job, from 0; -1 when none has. */
    public int worker() {
        return worker;
    }

    /** The operating system's id of that worker; -1 when there is none. */
    public long processId() {
        return processId;
    }
}
