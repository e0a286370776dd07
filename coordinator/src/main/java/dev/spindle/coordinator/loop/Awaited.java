package dev.spindle.coordinator.loop;

import org.jspecify.annotations.Nullable;

/**
 * What an await gave: a value, or something thrown.
 *
 * @param <T> the value
 */
public sealed interface Awaited<T extends @Nullable Object> {
    /**
     * The value.
     *
     * @throws Exception the very object that what was awaited threw, errors included; a
     *     {@link java.util.concurrent.CancellationException} when the waiting task was cancelled meanwhile
     */
    T get() throws Exception;

    /** All went well. */
    record Returned<T extends @Nullable Object>(T value) implements Awaited<T> {
        @Override
        public T get() {
            return value;
        }
    }

    /** It did not. */
    record Thrown<T extends @Nullable Object>(Throwable error) implements Awaited<T> {
        @Override
        public T get() throws Exception {
            if (error instanceof Error fatal) {
                throw fatal;
            }
            throw (Exception) error;
        }
    }
}
