package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a worker has started is gone when the worker is. */
@ExtendWith(NothingLeft.class)
class LeftBehindTest {
    private static ProcessHandle leftBehind(WorkerPool pool, @Nullable String how) throws Exception {
        long pid = pool.submit("fault.fork", how, Long.class).get();
        ProcessHandle left = ProcessHandle.of(pid).orElseThrow();
        assertThat(left.isAlive()).isTrue();
        return left;
    }

    private static void isGone(ProcessHandle left) {
        await().atMost(Duration.ofSeconds(20)).until(() -> !left.isAlive());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "detached")
    void whenThePoolIsClosed(@Nullable String how) throws Exception {
        ProcessHandle left;
        try (WorkerPool pool = Pools.small().workers(1).build()) {
            left = leftBehind(pool, how);
        }
        isGone(left);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "detached")
    void whenThePoolIsShutDownNow(@Nullable String how) throws Exception {
        try (WorkerPool pool = Pools.small().workers(1).build()) {
            ProcessHandle left = leftBehind(pool, how);
            pool.shutdownNow();
            isGone(left);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "detached")
    void whenTheWorkerEndsByItself(@Nullable String how) throws Exception {
        try (WorkerPool pool = Pools.small().workers(1).retries(0).build()) {
            ProcessHandle left = leftBehind(pool, how);
            pool.submit("fault.halt", 1, JsonNode.class).outcome();
            isGone(left);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "detached")
    void whenTheWorkerIsKilled(@Nullable String how) throws Exception {
        News news = new News();
        try (WorkerPool pool = Pools.small().workers(1).listener(news).build()) {
            ProcessHandle left = leftBehind(pool, how);
            await().atMost(Pools.PATIENCE).until(() -> news.latestProcess(0) != 0);
            ProcessHandle.of(news.latestProcess(0)).orElseThrow().destroyForcibly();
            isGone(left);
        }
    }

    /** Else the tests above would say nothing. */
    @Test
    void whatIsDetachedHasNoParentAndIsInASessionOfItsOwn() throws Exception {
        News news = new News();
        try (WorkerPool pool = Pools.small().workers(1).listener(news).build()) {
            ProcessHandle left = leftBehind(pool, "detached");
            await().atMost(Pools.PATIENCE).until(() -> news.latestProcess(0) != 0);

            ProcessHandle worker = ProcessHandle.of(news.latestProcess(0)).orElseThrow();
            assertThat(worker.descendants()).doesNotContain(left);
            String stat = Files.readString(Path.of("/proc", Long.toString(left.pid()), "stat"));
            assertThat(stat).contains(" " + left.pid() + " " + left.pid() + " "); // its group and its session
        }
    }
}
