package dev.spindle.coordinator.lab;

import dev.spindle.coordinator.loop.EventLoop;
import org.jspecify.annotations.Nullable;

/** The event loop of coroutines that are measured. */
public final class Loop {
    private Loop() {}

    /**
     * Runs {@code main} in an event loop of its own, in the caller's thread.
     *
     * @param what as for {@link UnmeasuredException#of}, should it fail
     * @return what {@code main} returned
     */
    public static <T extends @Nullable Object> T run(Object what, EventLoop.Main<T> main)
            throws UnmeasuredException, InterruptedException {
        try {
            return EventLoop.run(main, line -> {});
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw UnmeasuredException.of(what, e);
        }
    }
}
