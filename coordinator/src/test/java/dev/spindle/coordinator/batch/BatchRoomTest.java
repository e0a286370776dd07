package dev.spindle.coordinator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BatchRoomTest {
    private static CompletableFuture<Boolean> awaiting(BatchRoom room) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return room.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void assertWaits(CompletableFuture<Boolean> waiting) {
        assertThat(waiting).isNotDone();
    }

    @Test
    void thereIsRoomForAsManyAsMachinesNeedSoon() throws Exception {
        AtomicInteger slots = new AtomicInteger(2);
        BatchRoom room = new BatchRoom(slots::get, 1000);
        for (int i = 0; i < 6; i++) {
            assertThat(room.await()).isTrue();
            room.enter(1, 1);
        }
        CompletableFuture<Boolean> seventh = awaiting(room);
        assertWaits(seventh);
        slots.set(3);
        assertThat(seventh.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whateverItsSizeThereIsRoomForOne() throws Exception {
        BatchRoom room = new BatchRoom(() -> 100, 1000);
        assertThat(room.await()).isTrue();
        room.enter(1, 5000);
        CompletableFuture<Boolean> second = awaiting(room);
        assertWaits(second);
        room.leave(1, 5000);
        assertThat(second.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closedThereIsNone() throws Exception {
        BatchRoom room = new BatchRoom(() -> 100, 1000);
        room.enter(1, 5000);
        CompletableFuture<Boolean> second = awaiting(room);
        room.close();
        assertThat(second.get(30, TimeUnit.SECONDS)).isFalse();
        assertThat(room.await()).isFalse();
    }
}
