package dev.spindle.coordinator;

import java.time.Duration;

/**
 * How a job or a worker that was to stop came to its end.
 *
 * @param by what it took
 * @param took from the request to stop until it had
 */
public record Stop(By by, Duration took) {
    /** The means, from the mildest to the last. */
    public enum By {
        /** Asked by a message, a job was also interrupted. */
        REQUEST,
        /** SIGTERM to the worker's whole process tree. */
        SIGTERM,
        /** SIGKILL to the worker's whole process tree. */
        SIGKILL,
        /** Not even SIGKILL had an effect in time: the process was left alone and may live on. */
        NOTHING;

        /** As people and result lines say it. */
        public String text() {
            return switch (this) {
                case REQUEST -> "request";
                case NOTHING -> "nothing";
                case SIGTERM, SIGKILL -> name();
            };
        }
    }
}
