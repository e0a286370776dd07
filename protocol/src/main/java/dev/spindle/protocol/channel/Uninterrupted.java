package dev.spindle.protocol.channel;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/** An interrupt closes the channel in which its thread is; callers and jobs are interrupted at any time. */
final class Uninterrupted {
    private Uninterrupted() {}

    /** Opens, uses and closes channels of its own. */
    interface Use<T> {
        T channels() throws IOException;
    }

    /** Begins again after an interrupt, which the thread finds set afterwards. */
    static <T> T call(Use<T> use) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return use.channels();
                } catch (ClosedByInterruptException e) {
                    interrupted = true;
                    Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
