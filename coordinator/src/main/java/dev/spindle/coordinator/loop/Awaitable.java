package dev.spindle.coordinator.loop;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a coroutine can await: another coroutine, that is, the step it has come to; a task; a sleep.
 *
 * @param <T> what the await gives
 */
public sealed interface Awaitable<T extends @Nullable Object> permits Step, LoopTask, Awaitable.Sleep {
    /** A pause, which begins when it is awaited. */
    record Sleep(Duration length) implements Awaitable<@Nullable Void> {}
}
