package dev.spindle.coordinator.loop;

import org.jspecify.annotations.Nullable;

/**
 * How far a coroutine has come: to its end, or to an await. Java 17 cannot stop in the middle of a method and go on later, so the method
 * ends at each await and hands over what is to follow, as a function. Between two steps a coroutine is nothing but that function: an
 * object, without a stack and without a thread.
 *
 * @param <T> what the coroutine returns in the end
 */
public sealed interface Step<T extends @Nullable Object> extends Awaitable<T> {
    /** The end. */
    record Done<T extends @Nullable Object>(T value) implements Step<T> {}

    /** The coroutine waits for {@code what}; {@code then} is the rest of it. */
    record Await<A extends @Nullable Object, T extends @Nullable Object>(Awaitable<A> what, Rest<A, T> then)
            implements Step<T> {}

    /** A coroutine from an await on, up to the next await or the end. */
    @FunctionalInterface
    interface Rest<A extends @Nullable Object, T extends @Nullable Object> {
        Step<T> resume(Awaited<A> awaited) throws Exception;
    }

    /** The last step of a coroutine that returns {@code value}. */
    static <T extends @Nullable Object> Step<T> done(T value) {
        return new Done<>(value);
    }

    /** The last step of a coroutine that returns nothing. */
    @SuppressWarnings("NullAway") // does not see that this T is nullable
    static Step<@Nullable Void> done() {
        return new Done<>(null);
    }

    /**
     * The step of a coroutine that waits. For a task or a sleep control goes back to the event loop. Another coroutine, in contrast, is
     * simply called: it runs on the spot, and the loop gets control only if that coroutine has to wait in its turn.
     */
    static <A extends @Nullable Object, T extends @Nullable Object> Step<T> await(Awaitable<A> what, Rest<A, T> then) {
        return new Await<>(what, then);
    }
}
