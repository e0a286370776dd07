package dev.spindle.coordinator.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final InFlight inFlight = new InFlight();

    /** Enters in a thread of its own, as often as it is let, and counts. */
    private Thread enterAlways(int inputBytes, AtomicInteger entered, ConcurrentLinkedQueue<Long> charges) {
        Thread thread = new Thread(() -> {
            try {
                for (long charge = inFlight.enter(inputBytes);
                        charge != InFlight.GIVEN_UP;
                        charge = inFlight.enter(inputBytes)) {
                    charges.add(charge);
                    entered.incrementAndGet();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }

    private static void awaitWaiting(Thread thread) {
        await().atMost(Duration.ofSeconds(20)).until(() -> thread.getState() == Thread.State.WAITING);
    }

    @Test
    void linesAreBounded() throws Exception {
        for (int warmUp = 0; warmUp < 200; warmUp++) {
            inFlight.leave(1, inFlight.enter(0), 0); // it learns that results are small
        }
        AtomicInteger entered = new AtomicInteger();
        ConcurrentLinkedQueue<Long> charges = new ConcurrentLinkedQueue<>();
        Thread thread = enterAlways(10, entered, charges);
        awaitWaiting(thread);
        assertThat(entered).hasValue(InFlight.MAX_LINES);

        int half = InFlight.MAX_LINES / 2;
        long charged = 0;
        for (int i = 0; i < half; i++) {
            charged += charges.remove();
        }
        inFlight.leave(half, charged, 1);

        await().atMost(Duration.ofSeconds(20)).until(() -> entered.get() == InFlight.MAX_LINES + half);
        inFlight.giveUp();
        thread.join();
    }

    @Test
    void bytesAreBounded() throws Exception {
        AtomicInteger entered = new AtomicInteger();
        Thread thread = enterAlways(1 << 20, entered, new ConcurrentLinkedQueue<>());
        awaitWaiting(thread);

        long most = Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 5);
        assertThat(entered.get() * (1L << 20)).isBetween(1L, most);
        inFlight.giveUp();
        thread.join();
    }

    @Test
    void oneHugeLineAloneIsAlwaysLetIn() throws Exception {
        for (int round = 0; round < 3; round++) {
            long charge = inFlight.enter(Integer.MAX_VALUE);
            assertThat(charge).isGreaterThanOrEqualTo(Integer.MAX_VALUE);
            CompletableFuture<Long> next = CompletableFuture.supplyAsync(() -> {
                try {
                    return inFlight.enter(1);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            inFlight.leave(1, charge, Integer.MAX_VALUE);
            long second = next.get(20, TimeUnit.SECONDS);
            inFlight.leave(1, second, 1);
        }
    }

    @Test
    void giveUpLetsEverybodyGo() throws Exception {
        long charge = inFlight.enter(Integer.MAX_VALUE);
        AtomicReference<Long> waited = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                waited.set(inFlight.enter(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        awaitWaiting(thread);

        inFlight.giveUp();

        thread.join();
        assertThat(waited).hasValue(InFlight.GIVEN_UP);
        inFlight.leave(1, charge, 1);
        assertThat(inFlight.enter(1)).isEqualTo(InFlight.GIVEN_UP);
    }
}
