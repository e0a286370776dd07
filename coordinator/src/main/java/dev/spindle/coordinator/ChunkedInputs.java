package dev.spindle.coordinator;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.Items;
import dev.spindle.protocol.codec.ItemsWriter;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Takes inputs from an iterator, as many at a time as go into one message. One that is long goes alone. For one thread. */
final class ChunkedInputs {
    private final Iterator<?> inputs;
    private final ItemsWriter writer = new ItemsWriter();
    /** Taken and found too long for the chunk that was made up: the next. */
    private @Nullable RawJson large;

    /**
     * Inputs that were taken.
     *
     * @param json an array of all of them; where it is one, that input
     */
    record Taken(RawJson json, int count) {}

    ChunkedInputs(Iterator<?> inputs) {
        this.inputs = inputs;
    }

    boolean hasNext() {
        return large != null || writer.count() > 0 || inputs.hasNext();
    }

    /**
     * The next {@code most} inputs, or fewer; there is one at least.
     *
     * @throws IllegalArgumentException when an input cannot be written; those before it come with the next call
     */
    Taken next(int most) {
        RawJson waiting = large;
        large = null;
        while (waiting == null && large == null && writer.count() < most && inputs.hasNext()) {
            add(inputs.next());
            if (writer.length() > ChunkSize.MOST_BYTES) {
                break;
            }
        }
        if (waiting == null && writer.count() == 0) {
            waiting = large;
            large = null;
        }
        if (waiting != null) {
            return new Taken(waiting, 1);
        }
        int count = writer.count();
        RawJson array = writer.take();
        if (count > 1) {
            return new Taken(array, count);
        }
        Items one = Items.of(array);
        one.next();
        return new Taken(one.raw(), 1);
    }

    private void add(@Nullable Object input) {
        try {
            if (isShort(input)) {
                writer.add(input);
                return;
            }
            RawJson json = Values.write(input);
            if (json.length() > ChunkSize.MOST_BYTES) {
                large = json;
            } else {
                writer.addChecked(json);
            }
        } catch (ValueException e) {
            throw new IllegalArgumentException("the input of a job " + e.getMessage(), e);
        }
    }

    private static boolean isShort(@Nullable Object input) {
        return input == null
                || input instanceof Integer
                || input instanceof Long
                || input instanceof Boolean
                || (input instanceof String text && text.length() < ChunkSize.MOST_BYTES / 8);
    }
}
