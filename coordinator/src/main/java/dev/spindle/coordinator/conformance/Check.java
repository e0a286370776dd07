package dev.spindle.coordinator.conformance;

import java.io.IOException;

/**
 * One thing that a worker is to do.
 *
 * @param name what people call it
 * @param shows what is known of a worker that passes, a line
 * @param section of docs/protocol.md that asks for it
 */
public record Check(String name, String shows, String section, Procedure procedure) {
    /** Talks with a worker process that was just started; one that comes to its end has passed. */
    interface Procedure {
        void run(Peer peer) throws NotMet, NotTried, IOException, InterruptedException;
    }
}
