package dev.spindle.worker.runtime;

import org.jspecify.annotations.Nullable;

/** How the process ends; a seam, so that the loops can be tested within one JVM. Thread-safe. */
interface Departure {
    int DONE = 0;
    int NOT_SHUT_DOWN = 1;
    int UNUSABLE = 2;
    int OUT_OF_MEMORY = 3;
    int CHANNEL_BROKEN = 4;
    int SPENT = 5;

    /**
     * Ends the process and its descendants in bounded time, whatever its other threads do and hold. Does not return.
     *
     * @param line for people, on the process's own stderr
     */
    void atOnce(int status, @Nullable String line);
}
