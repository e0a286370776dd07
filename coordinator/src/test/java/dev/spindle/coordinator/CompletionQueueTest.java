package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.worker.tasks.Prime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
@Timeout(120)
class CompletionQueueTest {
    private static final int PRODUCERS = 3;
    private static final int ITEMS = 30_000;

    @Test
    void losesNothingAndNoWakeUp() throws Exception {
        CompletionQueue<Integer> queue = new CompletionQueue<>();
        List<Thread> producers = new ArrayList<>();
        for (int p = 0; p < PRODUCERS; p++) {
            int from = p * ITEMS;
            Thread producer = new Thread(() -> {
                for (int i = 0; i < ITEMS; i++) {
                    queue.add(from + i);
                    if (i % 64 == 0) {
                        LockSupport.parkNanos(1_000); // so that the consumer gets to wait now and then
                    }
                }
            });
            producers.add(producer);
            producer.start();
        }
        Set<Integer> taken = new HashSet<>();
        while (taken.size() < PRODUCERS * ITEMS) {
            assertThat(taken.add(queue.take())).isTrue();
        }
        for (Thread each : producers) {
            each.join();
        }
        assertThat(queue.poll()).isNull();
    }

    @Test
    void canBeInterruptedWhileItWaits() {
        CompletionQueue<Integer> queue = new CompletionQueue<>();
        Thread.currentThread().interrupt();

        assertThatThrownBy(queue::take).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void takesNoteOfEveryJobOnce() throws Exception {
        CompletionQueue<Job<Boolean>> done = new CompletionQueue<>();
        Set<Long> numbers = new HashSet<>();
        try (WorkerPool pool = Pools.small().build()) {
            for (long number : Pools.numbers(300)) {
                done.submit(pool, JobRequest.of(Prime.class, number), job -> job);
            }
            for (int i = 0; i < 300; i++) {
                Job<Boolean> job = done.take();
                assertThat(job.isDone()).isTrue();
                assertThat(numbers.add(job.number())).isTrue();
            }
        }
        assertThat(done.poll()).isNull();
    }

    @Test
    void oneThatThrowsHoldsUpNoOther() throws Exception {
        CompletionQueue<Long> done = new CompletionQueue<>();
        try (Uncaught uncaught = new Uncaught();
                WorkerPool pool = Pools.small().build()) {
            for (long number : Pools.numbers(40)) {
                done.submit(pool, JobRequest.of(Prime.class, number), job -> {
                    if (number % 2 == 0) {
                        throw new IllegalStateException("its own fault");
                    }
                    return number;
                });
            }
            for (int i = 0; i < 20; i++) {
                assertThat(done.take() % 2).isEqualTo(1);
            }
            assertThat(uncaught.messages()).containsOnly("its own fault");
        }
    }
}
