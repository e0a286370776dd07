package dev.spindle.spark;

/** An executor cannot run batches; Spark brings this to the one who asked for a batch. */
final class BrokenPoolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message of one line, which names the host */
    BrokenPoolException(String message) {
        super(message, null, false, false);
    }
}
