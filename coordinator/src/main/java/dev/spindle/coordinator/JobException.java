package dev.spindle.coordinator;

/** Thrown by a stream of results at the element whose job did not succeed; the cause is what {@link Job#get()} would tell. */
public final class JobException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
