package dev.spindle.coordinator.batch;

import java.io.IOException;

/** Runs batches on the pools of other machines. Thread-safe. */
public interface BatchEngine extends AutoCloseable {
    /** Who hears how batches end, in threads of the engine's; each batch that was submitted ends once. */
    interface Listener {
        /** A batch has its result, which may be that of its first jobs only. */
        void ended(Batch batch, BatchResult result);

        /** A batch has no result, as who had it died each time. */
        void lost(Batch batch, String why);

        /** No batch can be run any more, this one among them. */
        void broken(Batch batch, String why);
    }

    /** How many jobs can run at a time now, on all machines together; 0 while there is none. */
    int slots();

    /** Takes a batch, and returns before it has run. */
    void submit(Batch batch);

    /** Gives up all batches, of which nobody hears any more. */
    void cancel();

    /**
     * Writes a file beside the parts that have the results; to be called where the plan asks for parts.
     *
     * @throws IOException when that cannot be
     */
    void write(String file, byte[] bytes) throws IOException;

    /** Lets go of the machines; nothing of the engine is left when this returns. */
    @Override
    void close();
}
