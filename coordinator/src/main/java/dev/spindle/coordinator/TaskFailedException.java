package dev.spindle.coordinator;

/** The task threw, could not read its input, or its result could not be written. */
public final class TaskFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient RemoteError error;

    TaskFailedException(RemoteError error) {
        super(error.toString());
        this.error = error;
    }

    /** What is known of it. */
    public RemoteError error() {
        return error;
    }
}
