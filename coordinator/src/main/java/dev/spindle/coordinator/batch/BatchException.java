package dev.spindle.coordinator.batch;

/** A pool cannot run batches: its workers do not start, or their code cannot be had. */
public final class BatchException extends Exception {
    private static final long serialVersionUID = 1L;

    public BatchException(String message) {
        super(message);
    }
}
