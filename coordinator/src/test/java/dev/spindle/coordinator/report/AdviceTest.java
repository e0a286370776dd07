package dev.spindle.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.DeathReport.Kind;
import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.PoolConfig;
import dev.spindle.coordinator.PoolTimes;
import dev.spindle.coordinator.WorkerPool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each rule where it holds, and near by, where it does not. */
class AdviceTest {
    /** Workers that computed half of the time. */
    private static final PoolTimes PLAIN = times(20, 10, 0, 10, 0, 10);

    private static PoolTimes times(long alive, long busy, long decode, long run, long encode, long measured) {
        return new PoolTimes(
                Duration.ofSeconds(alive),
                Duration.ofSeconds(busy),
                Duration.ofSeconds(decode),
                Duration.ofSeconds(run),
                Duration.ofSeconds(encode),
                Duration.ofSeconds(measured));
    }

    private static PoolConfig config(Consumer<PoolBuilder> set) {
        PoolBuilder builder = WorkerPool.builder().workers(2);
        set.accept(builder);
        try (WorkerPool pool = builder.build()) {
            return pool.config();
        }
    }

    /** Ten seconds of two workers on four cores. */
    private static RunFigures run(
            PoolConfig config,
            double start,
            double read,
            boolean isFile,
            double cpu,
            long started,
            Map<Kind, Long> deaths,
            long timeouts,
            PoolTimes times) {
        return new RunFigures(config, 4, 10, start, read, isFile, cpu, started, deaths, 100_000, timeouts, 0, times);
    }

    private static RunFigures plain(PoolConfig config, PoolTimes times) {
        return run(config, 0.3, 9, true, 8, 2, Map.of(), 0, times);
    }

    private static List<String> of(RunFigures run) {
        return Advice.of(run, new Findings());
    }

    @Test
    void anOrdinaryRunNeedsNone() {
        PoolConfig config = config(builder -> {});
        assertThat(of(plain(config, PLAIN))).isEmpty();
        assertThat(of(plain(config, PoolTimes.NONE))).isEmpty();
        assertThat(of(new RunFigures(
                        config, 4, 0.5, 0.4, 0.5, false, 0.9, 20, Map.of(), 100, 0, 0, times(20, 10, 9, 1, 0, 10))))
                .as("it is over so soon")
                .isEmpty();
    }

    @Test
    void memory() {
        PoolConfig config = config(builder -> {});
        assertThat(of(run(config, 0.3, 9, true, 8, 4, Map.of(Kind.OUT_OF_MEMORY, 2L), 0, PLAIN)))
                .containsExactly("2 workers ran out of heap: try more with --memory");
        assertThat(of(run(config, 0.3, 9, true, 8, 4, Map.of(Kind.OOM_KILLED, 1L), 0, PLAIN)))
                .containsExactly(
                        "1 worker was ended by the kernel for want of memory: try fewer with -j, or a smaller heap for each with --memory");
        assertThat(of(run(config, 0.3, 9, true, 8, 3, Map.of(Kind.CRASH, 1L), 0, PLAIN)))
                .isEmpty();
    }

    @Test
    void timeLimits() {
        PoolConfig config = config(builder -> builder.timeout(Duration.ofSeconds(2)));
        RunFigures late = run(config, 0.3, 9, true, 8, 2, Map.of(), 3, PLAIN);
        Findings near = new Findings();
        near.ran(1, null, "t", "ok", 1, 1_900_000_000);
        assertThat(Advice.of(late, near))
                .containsExactly(
                        "3 jobs were ended at the limit of 2.00 s, and others needed up to 1.90 s: try a longer --timeout");
        assertThat(Advice.of(late, new Findings())).as("these rather hang").isEmpty();
    }

    @Test
    void retries() {
        RunFigures run = plain(config(builder -> {}), PLAIN);
        Findings vain = new Findings();
        for (int i = 0; i < 10; i++) {
            vain.ran(i, null, "t", "failed", 3, 1);
        }
        assertThat(Advice.of(run, vain))
                .containsExactly("none of the 10 jobs that were tried again ended ok: try --retries 0");
        vain.ran(11, null, "t", "ok", 2, 1);
        assertThat(Advice.of(run, vain)).isEmpty();
    }

    @Test
    void messages() {
        PoolTimes transport = times(20, 18, 1, 3, 1, 18);
        assertThat(of(plain(config(builder -> {}), transport)))
                .containsExactly("83 % of the time with a job went into messages, not into tasks: try --chunk auto");
        assertThat(of(plain(config(PoolBuilder::chunkAutomatically), transport)))
                .isEmpty();
        assertThat(of(plain(config(builder -> builder.retries(0)), transport)))
                .as("chunks are not sent then")
                .isEmpty();
        assertThat(of(plain(config(builder -> {}), times(20, 18, 9, 5, 1, 18))))
                .singleElement()
                .asString()
                .endsWith("try smaller inputs and results, as names of files instead of what is in them");
        assertThat(of(plain(config(builder -> {}), times(20, 18, 1, 12, 1, 18))))
                .isEmpty();
        assertThat(of(new RunFigures(
                        config(builder -> {}), 4, 10, 0.3, 9, true, 8, 2, Map.of(), 1000, 0, 0, transport)))
                .as("jobs of 18 ms gain nothing from it")
                .isEmpty();
    }

    @Test
    void slowInput() {
        PoolTimes idle = times(80, 16, 0, 16, 0, 16);
        PoolConfig four = config(builder -> builder.workers(4));
        assertThat(of(run(four, 0.3, 9.9, false, 8, 4, Map.of(), 0, idle)))
                .containsExactly("workers waited 80 % of the time, since the input came slowly: -j 1 would do");
        assertThat(of(run(four, 0.3, 9.9, true, 8, 4, Map.of(), 0, idle))).isEmpty();
        assertThat(of(run(four, 0.3, 2, false, 8, 4, Map.of(), 0, idle)))
                .as("one long job")
                .isEmpty();
        assertThat(of(new RunFigures(four, 4, 10, 0.3, 9.9, false, 8, 4, Map.of(), 100_000, 0, 6, idle)))
                .as("who reads the results is what is slow")
                .isEmpty();
    }

    @Test
    void starts() {
        PoolConfig config = config(builder -> {});
        assertThat(of(run(config, 7, 9, true, 8, 2, Map.of(), 0, PLAIN)))
                .singleElement()
                .asString()
                .startsWith("70 % of the run went by until the first worker was ready");
        PoolConfig recycled = config(builder -> builder.recycleAfter(10));
        assertThat(of(run(recycled, 0.3, 9, true, 8, 22, Map.of(), 0, PLAIN)))
                .containsExactly(
                        "20 workers were started again, about 30 % of the time of all: try a larger --recycle-after");
        assertThat(of(run(config, 0.3, 9, true, 8, 22, Map.of(Kind.CRASH, 20L), 0, PLAIN)))
                .singleElement()
                .asString()
                .endsWith("see why they died");
        assertThat(of(run(recycled, 0.3, 9, true, 8, 10, Map.of(), 0, PLAIN))).isEmpty();
    }

    @Test
    void cores() {
        assertThat(of(run(config(builder -> {}), 0.3, 9, true, 19, 2, Map.of(), 0, PLAIN)))
                .containsExactly("2 workers computed all the time, on 4 cores: try -j 4");
        PoolConfig many = config(builder -> builder.workers(16));
        assertThat(of(run(many, 0.3, 9, true, 38, 16, Map.of(), 0, PLAIN)))
                .containsExactly("16 workers kept all 4 cores busy: -j 4 does as much with less memory");
        assertThat(of(run(many, 0.3, 9, true, 20, 16, Map.of(), 0, PLAIN)))
                .as("they sleep")
                .isEmpty();
        assertThat(of(run(many, 0.3, 9, true, -1, 16, Map.of(), 0, PLAIN)))
                .as("nobody knows")
                .isEmpty();
    }

    @Test
    void noMoreThanTwoAtATime() {
        PoolConfig config = config(builder -> builder.recycleAfter(10));
        assertThat(of(run(config, 7, 9, true, 19, 22, Map.of(Kind.OUT_OF_MEMORY, 2L), 0, times(20, 18, 1, 3, 1, 18))))
                .hasSize(2);
    }

    @Test
    void sharesAreOfTheTimeThatWorkersWereThere() {
        assertThat(Shares.of(times(100, 50, 4, 28, 4, 40)).text())
                .isEqualTo("35 % compute, 5 % decode, 5 % encode, 5 % transport, 50 % waiting");
        assertThat(Shares.of(times(100, 90, 0, 0, 0, 0)).text()).isEqualTo("90 % busy, 10 % waiting");
        assertThat(Shares.of(times(100, 50, 0, 60, 0, 40)).text())
                .as("clocks that disagree")
                .isEqualTo("50 % compute, 50 % waiting");
        assertThat(Shares.of(times(100, 50, 2, 1, 2, 20)).text())
                .as("too little is known")
                .isEqualTo("50 % busy, 50 % waiting");
        assertThat(Shares.of(PoolTimes.NONE).text()).isEmpty();
    }

    @Test
    void spansHaveThreeDigits() {
        assertThat(
                        List.of(
                                        0L,
                                        870_000L,
                                        999_600L,
                                        35_140_000L,
                                        99_960_000_000L,
                                        245_000_000_000L,
                                        7_380_000_000_000L)
                                .stream()
                                .map(Spans::text))
                .containsExactly("0.00 µs", "870 µs", "1.00 ms", "35.1 ms", "1:40 min", "4:05 min", "2:03 h");
    }
}
