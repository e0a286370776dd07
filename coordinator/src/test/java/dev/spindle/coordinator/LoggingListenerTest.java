package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.worker.tasks.Prime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a pool logs, by way of SLF4J, into the JDK's logging. */
@ExtendWith(NothingLeft.class)
class LoggingListenerTest {
    private static final Logger SPINDLE = Logger.getLogger("dev.spindle");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        SPINDLE.setLevel(Level.ALL);
        SPINDLE.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        SPINDLE.removeHandler(handler);
        SPINDLE.setLevel(null);
    }

    private List<String> logged(String logger, Level level) {
        return records.stream()
                .filter(each ->
                        each.getLoggerName().equals(logger) && each.getLevel().equals(level))
                .map(LogRecord::getMessage)
                .toList();
    }

    private List<String> ofPool(Level level) {
        return logged("dev.spindle.coordinator.WorkerPool", level);
    }

    @Test
    void aPoolWithoutAListenerLogsItsWorkersAndWhatTheyPrint() throws Exception {
        Job<JsonNode> lost;
        try (WorkerPool pool = Pools.small().workers(1).retries(0).build()) {
            pool.submit("fault.print", 1, JsonNode.class).get();
            lost = pool.submit("fault.halt", 5, JsonNode.class);
        }
        assertThat(ofPool(Level.FINE)).hasSize(1).first().asString().matches("worker 0 \\(process \\d+\\) is ready");
        assertThat(ofPool(Level.WARNING))
                .hasSize(1)
                .first()
                .asString()
                .matches("worker 0 \\(process \\d+\\): .*status 5.*; it ran job " + lost.number() + ", for \\d+ ms");
        assertThat(logged("dev.spindle.worker.output", Level.FINE))
                .contains("worker 0, job 1: line 1 on stdout", "worker 0, job 1: line 1 on stderr");
        assertThat(logged("dev.spindle.worker.stderr", Level.INFO))
                .anyMatch(each -> each.endsWith(": line 1 below Java"))
                .allMatch(each -> each.startsWith("worker 0"));
    }

    @Test
    void aBrokenPoolIsAnErrorAndToldOnce() throws Exception {
        try (WorkerPool pool = Pools.small().jvmArguments(List.of("-Xmx1k")).build()) {
            pool.submit(Prime.class, 7L).outcome();
            pool.prestart(1);
        }
        assertThat(ofPool(Level.SEVERE)).hasSize(1).first().asString().contains("Too small maximum heap");
        assertThat(ofPool(Level.WARNING)).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aPoolThatGivesUpSaysWhy() throws Exception {
        try (WorkerPool pool = Pools.small().haltWhen(HaltRule.after(1, false)).build()) {
            pool.submit("fault.throw", null, JsonNode.class).outcome();
        }
        assertThat(ofPool(Level.WARNING)).containsExactly("the pool was halted: 1 job failed");
    }

    @Test
    void aListenerThatExtendsItHearsBesideTheLog() throws Exception {
        List<Integer> heard = new CopyOnWriteArrayList<>();
        PoolListener beside = new LoggingListener() {
            @Override
            public void workerStarted(int worker, int generation, long processId) {
                super.workerStarted(worker, generation, processId);
                heard.add(worker);
            }
        };
        try (WorkerPool pool = Pools.small().listener(beside).build()) {
            pool.submit(Prime.class, 7L).get();
        }
        assertThat(heard).containsExactly(0);
        assertThat(ofPool(Level.FINE)).hasSize(2).last().asString().endsWith(" has left, given 1 job");
    }

    @Test
    void anyOtherListenerTakesThePlaceOfTheLog() throws Exception {
        News news = new News();
        try (WorkerPool pool = Pools.small().retries(0).listener(news).build()) {
            pool.submit("fault.halt", 5, JsonNode.class).outcome();
        }
        assertThat(news.deaths()).hasSize(1);
        assertThat(records).isEmpty();
    }
}
