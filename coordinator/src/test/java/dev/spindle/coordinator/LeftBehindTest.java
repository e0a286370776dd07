package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a worker has started is gone when the worker is. */
@ExtendWith(NothingLeft.class)
class LeftBehindTest {
    private static ProcessHandle child(WorkerPool pool) throws Exception {
        long pid = pool.submit("fault.fork", null, Long.class).get();
        ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
        assertThat(child.isAlive()).isTrue();
        return child;
    }

    private static void isGone(ProcessHandle child) {
        await().atMost(Duration.ofSeconds(20)).until(() -> !child.isAlive());
    }

    @Test
    void whenThePoolIsClosed() throws Exception {
        ProcessHandle child;
        try (WorkerPool pool = Pools.small().workers(1).build()) {
            child = child(pool);
        }
        isGone(child);
    }

    @Test
    void whenTheWorkerEndsByItself() throws Exception {
        try (WorkerPool pool = Pools.small().workers(1).retries(0).build()) {
            ProcessHandle child = child(pool);
            pool.submit("fault.halt", 1, JsonNode.class).outcome();
            isGone(child);
        }
    }

    @Test
    void whenTheWorkerIsKilled() throws Exception {
        News news = new News();
        try (WorkerPool pool = Pools.small().workers(1).listener(news).build()) {
            ProcessHandle child = child(pool);
            await().atMost(Pools.PATIENCE).until(() -> news.latestProcess(0) != 0);
            ProcessHandle.of(news.latestProcess(0)).orElseThrow().destroyForcibly();
            isGone(child);
        }
    }
}
