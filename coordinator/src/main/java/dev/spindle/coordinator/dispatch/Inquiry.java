package dev.spindle.coordinator.dispatch;

import dev.spindle.protocol.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * A question after what a job does now.
 *
 * @param worker who has the job; null when none has
 * @param id of the request to it, if it was asked
 * @param attempt the job's, or that of the chunk which it is in; null when there is none under way
 */
public record Inquiry(
        Standing standing,
        @Nullable PooledWorker worker,
        long id,
        @Nullable Attempt attempt) {
    static final Inquiry UNKNOWN = new Inquiry(Standing.UNKNOWN, null, Message.NO_ID, null);

    /** How the job stands, which decides whether there is anybody to ask. */
    public enum Standing {
        /** There is no such job: any more, or yet. */
        UNKNOWN,
        /** It waits, in the queue or at its worker behind another. */
        WAITS,
        /** Its worker knows no such question. */
        CANNOT_TELL,
        /** Its worker was asked. */
        ASKED
    }
}
