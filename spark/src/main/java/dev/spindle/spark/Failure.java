package dev.spindle.spark;

import org.jspecify.annotations.Nullable;

/** Reads what Spark says of a job that failed. */
final class Failure {
    private static final String MARK = BrokenPoolException.class.getName() + ": ";
    private static final String RECENT = "ost recent failure:"; // with either M
    private static final String ABORTED = "Job aborted due to stage failure: ";

    private Failure() {}

    /** What is wrong with the pool that made a job fail; null when it was something else. */
    static @Nullable String ofPool(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof BrokenPoolException) {
                return each.getMessage();
            }
        }
        String text =
                String.valueOf(thrown.getMessage()); // where no executor was left to try, Spark keeps but the text
        int at = text.indexOf(MARK);
        return at < 0 ? null : firstLine(text.substring(at + MARK.length()));
    }

    /** In one line: the cause, where Spark says what it does about it first. */
    static String line(Throwable thrown) {
        String message = thrown.getMessage();
        int cause = message == null ? -1 : message.indexOf(RECENT);
        if (message != null
                && cause >= 0
                && !message.substring(cause + RECENT.length()).isBlank()) {
            return firstLine(message.substring(cause + RECENT.length()));
        }
        if (message == null || message.isBlank()) {
            return thrown.getClass().getSimpleName();
        }
        return firstLine(message.startsWith(ABORTED) ? message.substring(ABORTED.length()) : message);
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("").strip();
    }
}
