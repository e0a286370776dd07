package dev.spindle.coordinator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The reader waits in {@link #messages}, as it would in a read. */
@Timeout(60)
class TurnTest {
    private final Turn turn = new Turn();
    private final Semaphore messages = new Semaphore(0);
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Thread reader = new Thread(this::readAll);

    @BeforeEach
    void start() throws InterruptedException {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "with one core nobody looks on");
        reader.start();
        begun.await();
    }

    @AfterEach
    void end() throws InterruptedException {
        over.set(true);
        messages.release(100);
        reader.join();
    }

    private void readAll() {
        turn.begin();
        begun.countDown();
        try {
            while (!over.get()) {
                messages.acquireUninterruptibly();
                read.incrementAndGet();
                turn.offer(true, over::get);
            }
        } finally {
            turn.end();
        }
    }

    /** As a caller does whose answer is there already. */
    private boolean take() {
        return turn.take(messages::tryAcquire);
    }

    @Test
    void whoFoundTheReaderAtItHasALaterTurn() {
        boolean taken = false;
        for (int sent = 1; !taken; sent++) {
            messages.release();
            taken = take();
            while (messages.availablePermits() > 0) {
                Thread.onSpinWait(); // the reader reads it within a glance
            }
            assertThat(read.get() + (taken ? 1 : 0)).isLessThanOrEqualTo(sent);
        }
    }

    @Test
    void theReaderReadsOnWhenNobodyComes() {
        assertThat(take()).isFalse();
        messages.release(); // after this one it stands back
        await().until(() -> read.get() == 1);

        messages.release();

        await().until(() -> read.get() == 2);
    }

    @Test
    void theReaderReadsOnAfterALookInVain() {
        assertThat(take()).isFalse();
        messages.release();
        await().until(() -> read.get() == 1);

        turn.take(() -> false);
        messages.release();

        await().until(() -> read.get() == 2);
    }
}
