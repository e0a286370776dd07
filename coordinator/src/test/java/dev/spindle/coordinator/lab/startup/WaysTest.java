package dev.spindle.coordinator.lab.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.coordinator.spin.VirtualThreads;
import dev.spindle.worker.lab.VirtualThreadStarts;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaysTest {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void noThreadIsLeft() {
        thread.shutdownNow();
    }

    @Test
    void eachJobIsTimed() throws Exception {
        List<Way> ways = List.of(
                new NewThread(Kind.THREAD, 17),
                new PooledThread(Kind.THREAD_POOL, 17, thread),
                new Coroutine(Kind.COROUTINE, 17));
        for (Way way : ways) {
            Times times = new Times();
            way.turn(times);
            way.turn(times);

            assertThat(times.samples()).isPositive().isEven();
            assertThat(times.start().median()).isPositive();
            assertThat(times.leave()).isNull();
        }
    }

    @Test
    void virtualThreadsWhereThereAreSome() throws Exception {
        if (VirtualThreads.areThere()) {
            assertThat(VirtualThreadStarts.time(3)).hasSize(3).doesNotContain(0);
        } else {
            assertThatThrownBy(() -> VirtualThreadStarts.time(3))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("this Java has no virtual threads");
        }
    }
}
