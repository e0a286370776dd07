package dev.spindle.coordinator.lab.serialization;

import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import dev.spindle.worker.Task;
import java.util.Objects;

/**
 * Data that is handed over.
 *
 * @param shape what it is, in a word
 * @param value what the caller has and the task gets
 * @param type of the value
 * @param task one that takes such a value and returns it
 * @param items of how many numbers, characters, documents or records it is
 * @param bytes of its JSON
 */
record Payload<T>(String shape, T value, Class<T> type, Class<? extends Task<T, T>> task, int items, int bytes) {
    static <T> Payload<T> of(String shape, T value, Class<T> type, Class<? extends Task<T, T>> task, int items) {
        return new Payload<>(shape, value, type, task, items, length(value));
    }

    /** The bytes of {@code value} as JSON. */
    static int length(Object value) {
        try {
            return Values.write(value).length();
        } catch (ValueException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Whether it equals this one's, whatever arrays there are. */
    boolean hasValue(Object other) {
        return Objects.deepEquals(value, other);
    }
}
