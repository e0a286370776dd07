package dev.spindle.coordinator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.WriteAhead;
import dev.spindle.protocol.channel.FrameSink;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.ToWorker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class OutboxTest {
    private static final int MESSAGES = 20_000;

    private final ExecutorService writers = Executors.newCachedThreadPool();
    private final AtomicInteger broken = new AtomicInteger();
    private final Outbox outbox = new Outbox(WriteAhead.NONE, writers, broken::incrementAndGet, null);
    private final Recording sink = new Recording();

    /** A sink that keeps what it got, may be held up, and may be broken. */
    private static final class Recording implements FrameSink {
        final List<String> frames = Collections.synchronizedList(new ArrayList<>());
        final AtomicInteger inside = new AtomicInteger();
        volatile boolean overlapped;
        volatile boolean closed;
        volatile CountDownLatch gate = new CountDownLatch(0);

        @Override
        public void put(byte[] bytes, int offset, int length) throws IOException {
            overlapped |= inside.incrementAndGet() > 1;
            try {
                if (!gate.await(60, TimeUnit.SECONDS) || closed) {
                    throw new IOException("closed");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            frames.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
            inside.decrementAndGet();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @AfterEach
    void end() {
        writers.shutdownNow();
    }

    private static Message message(long number) {
        return new ToWorker.CancelRequest(number);
    }

    private void allArrive(int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> sink.frames.size() == count);
    }

    @Test
    void keepsWhatCameBeforeItWasOpened() {
        outbox.add(message(1));
        outbox.flush(true);
        outbox.open(sink);
        outbox.add(message(2));
        outbox.flush(true);

        assertThat(sink.frames).hasSize(2);
        assertThat(sink.frames.get(0)).contains("\"id\":1");
    }

    @Test
    void leavesNothingBehindWhoeverFlushes() throws Exception {
        outbox.open(sink);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            int from = t * MESSAGES;
            boolean wontBlock = t > 0;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < MESSAGES; i++) {
                    outbox.add(message(from + i));
                    outbox.flush(wontBlock);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread each : threads) {
            each.join();
        }
        allArrive(3 * MESSAGES);
        assertThat(sink.overlapped).as("two threads wrote at once").isFalse();
        long previous = -1;
        for (String frame : List.copyOf(sink.frames)) {
            long id = Long.parseLong(frame.replaceAll(".*\"id\":(\\d+).*", "$1"));
            if (id < MESSAGES) {
                assertThat(id).as("in the order of one thread").isGreaterThan(previous);
                previous = id;
            }
        }
    }

    @Test
    void doesNotHoldUpAFlusherWhileAnotherIsStuck() {
        sink.gate = new CountDownLatch(1);
        outbox.open(sink);
        outbox.add(message(1));
        outbox.flush(false);
        await().atMost(Duration.ofSeconds(60)).until(() -> sink.inside.get() == 1);

        outbox.add(message(2));
        outbox.flush(true); // would never return

        sink.gate.countDown();
        allArrive(2);
    }

    @Test
    void saysOnceThatTheOtherSideTakesNoMore() {
        sink.closed = true;
        outbox.open(sink);
        outbox.add(message(1));
        outbox.flush(true);
        outbox.add(message(2));
        outbox.flush(true);

        assertThat(broken).hasValue(1);
        assertThat(sink.frames).isEmpty();
    }
}
