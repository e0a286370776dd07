package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.spindle.worker.tasks.Prime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Workers that do not start: said at once, with the first cause, and nothing hangs. */
@ExtendWith(NothingLeft.class)
class BrokenPoolTest {
    private static PoolBuilder withoutHeap() {
        return Pools.small().jvmArguments(List.of("-Xmx1k"));
    }

    @Test
    void quotesWhatTheJvmSaid() throws Exception {
        try (WorkerPool pool = withoutHeap().build()) {
            Job<Boolean> job = pool.submit(Prime.class, 7L);

            assertThat(job.outcome()).isInstanceOfSatisfying(JobOutcome.WorkerLost.class, lost -> {
                assertThat(lost.death().cause()).contains("Too small maximum heap");
                assertThat(lost.attempts()).isZero();
            });
            assertThatThrownBy(() -> pool.submit(Prime.class, 7L))
                    .isInstanceOf(PoolBrokenException.class)
                    .hasMessageContaining("Too small maximum heap")
                    .satisfies(e -> assertThat(((PoolBrokenException) e).first().generation())
                            .isZero());
            assertThatThrownBy(() -> pool.trySubmit(Prime.class, 7L)).isInstanceOf(PoolBrokenException.class);
        }
    }

    @Test
    void endsThoseWhoAskForItsTasks() {
        try (WorkerPool pool = withoutHeap().build()) {
            assertThatThrownBy(pool::tasks).isInstanceOf(PoolBrokenException.class);
        }
    }

    @Test
    void endsAStreamOfResults() {
        try (WorkerPool pool = withoutHeap().build()) {
            Throwable thrown = catchThrowable(
                    () -> pool.map(Prime.class, Pools.numbers(5_000).stream()).toList());

            assertThat(thrown).hasStackTraceContaining("Too small maximum heap");
        }
    }

    @Test
    void endsASubmitterThatWaits() throws Exception {
        try (WorkerPool pool = withoutHeap().queueCapacity(2).build()) {
            Throwable thrown = catchThrowable(() -> {
                while (true) {
                    pool.submit(Prime.class, 7L);
                }
            });

            assertThat(thrown).isInstanceOf(PoolBrokenException.class);
        }
    }

    @Test
    void canBeClosedWithJobsThatWait() throws Exception {
        Job<Boolean> job;
        try (WorkerPool pool = withoutHeap().build()) {
            job = pool.submit(Prime.class, 7L);
        }
        assertThat(job.isDone()).isTrue();
        assertThat(job.outcome()).isInstanceOf(JobOutcome.WorkerLost.class);
    }

    @Test
    void aFolderWithoutJavaIsRefusedWhenThePoolIsBuilt(@TempDir Path folder) {
        assertThatThrownBy(() -> Pools.small().javaHome(folder).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void aProgramThatIsNoJavaBreaksThePool(@TempDir Path folder) throws Exception {
        try (WorkerPool pool = Pools.small()
                .javaHome(Pools.scriptAsJava(folder, "echo 'I am no java' >&2; exit 7"))
                .build()) {
            assertThat(pool.submit(Prime.class, 7L).outcome())
                    .isInstanceOfSatisfying(JobOutcome.WorkerLost.class, lost -> {
                        assertThat(lost.death().cause())
                                .contains("I am no java")
                                .contains("status 7");
                        assertThat(lost.death().stderr()).containsExactly("I am no java");
                    });
        }
    }

    @Test
    void aProgramThatTalksOtherwiseBreaksThePool(@TempDir Path folder) throws Exception {
        try (WorkerPool pool = Pools.small()
                .javaHome(Pools.scriptAsJava(folder, "echo 'hello there' >&4; exec sleep 600"))
                .build()) {
            assertThat(pool.submit(Prime.class, 7L).outcome())
                    .isInstanceOfSatisfying(
                            JobOutcome.WorkerLost.class,
                            lost -> assertThat(lost.death().cause()).contains("is no message"));
        }
    }

    @Test
    void aProgramThatIsNeverReadyBreaksThePoolInTime(@TempDir Path folder) throws Exception {
        try (WorkerPool pool = Pools.small()
                .startTimeout(Duration.ofMillis(300))
                .javaHome(Pools.scriptAsJava(folder, "echo 'let me think' >&2; exec sleep 600"))
                .build()) {
            assertThat(pool.submit(Prime.class, 7L).outcome())
                    .isInstanceOfSatisfying(JobOutcome.WorkerLost.class, lost -> {
                        assertThat(lost.death().cause())
                                .contains("not ready within 300 ms")
                                .contains("let me think");
                        assertThat(lost.death().stop()).extracting(Stop::by).isEqualTo(Stop.By.SIGKILL);
                    });
        }
    }

    @Test
    void aProgramThatSaysNothingCanBeClosed(@TempDir Path folder) throws Exception {
        WorkerPool pool = Pools.small()
                .javaHome(Pools.scriptAsJava(folder, "exec sleep 600"))
                .build();
        Job<Boolean> job = pool.submit(Prime.class, 7L);
        await().atMost(Pools.PATIENCE)
                .until(() -> ProcessHandle.current().descendants().findAny().isPresent());
        job.cancel();
        pool.close();

        assertThat(job.isCancelled()).isTrue();
    }
}
