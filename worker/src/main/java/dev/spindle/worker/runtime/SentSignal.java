package dev.spindle.worker.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import dev.spindle.worker.Signal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A signal that the coordinator sets by a message. Thread-safe. */
final class SentSignal implements Signal {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final CountDownLatch unset = new CountDownLatch(1);
    private @Nullable RawJson sent;
    private @Nullable JsonNode value;

    /** Sets the signal, the first time. */
    synchronized void set(@Nullable RawJson with) {
        if (!isSet()) {
            sent = with;
            unset.countDown();
        }
    }

    @Override
    public boolean await(Duration limit) throws InterruptedException {
        long nanos = limit.compareTo(LONGEST) < 0 ? limit.toNanos() : Long.MAX_VALUE;
        return unset.await(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean isSet() {
        return unset.getCount() == 0;
    }

    /** Read only when asked for: few tasks want more than the event, and the tree model is slow to load. */
    @Override
    public synchronized @Nullable JsonNode value() {
        if (value == null && sent != null) {
            try {
                value = (JsonNode) Values.read(sent, JsonNode.class);
            } catch (ValueException e) {
                throw new IllegalStateException("the signal's value cannot be read: " + e.getMessage(), e);
            }
        }
        return value;
    }
}
