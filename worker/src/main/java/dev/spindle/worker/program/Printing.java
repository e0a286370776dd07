package dev.spindle.worker.program;

import dev.spindle.protocol.message.FromWorker;
import org.jspecify.annotations.Nullable;

/** The standard streams of the process, which somebody else has replaced. Thread-safe. */
public interface Printing {
    /** Who gets what is printed, instead of the coordinator. */
    interface Capture {
        /** Takes {@code text}, which the calling thread prints. */
        void take(FromWorker.Stream stream, String text);
    }

    /** From now on {@code capture} gets it; null for nobody. What waits for the rest of a character is handed over before. */
    void captureTo(@Nullable Capture capture);

    /** Makes {@link System}'s streams the process's own again, whatever they were set to. */
    void restore();
}
