package dev.spindle.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.spindle.coordinator.AttemptReport;
import dev.spindle.coordinator.AttemptReport.End;
import dev.spindle.coordinator.PoolTimes;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Spent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttemptReportsTest {
    private static final long MILLI = Bench.MILLI;

    private final Bench bench = new Bench(1);

    private static void answers(SimulatedWorker worker, String result, @Nullable Spent spent) {
        long id = worker.held.getFirst().id();
        worker.answers(id, new FromWorker.Result(id, RawJson.of(result), spent));
    }

    @Test
    void tellOfEachTryThatRanAndOfNoOther() {
        bench.ready();
        Ticket lost = bench.submit();
        bench.pass(5);
        bench.worker(0).dies();
        bench.worker(0).starts();
        bench.pass(3);
        bench.worker(0).answers();

        assertThat(bench.reports(lost))
                .extracting(AttemptReport::attempt, AttemptReport::generation, AttemptReport::end, AttemptReport::again)
                .containsExactly(tuple(1, 0, End.LOST, true), tuple(2, 1, End.OK, false));
        assertThat(bench.reports(lost))
                .extracting(each -> each.endedNanos() - each.beganNanos())
                .containsExactly(5 * MILLI, 3 * MILLI);
    }

    @Test
    void aJobThatIsTriedAgainWaitsFromThenOn() {
        bench.ready();
        long submitted = bench.now;
        Ticket job = bench.submit();
        bench.pass(5);
        bench.worker(0).dies();
        long lost = bench.now;
        bench.pass(2);
        bench.worker(0).starts();
        bench.worker(0).answers();

        assertThat(bench.reports(job))
                .extracting(AttemptReport::waitedSinceNanos)
                .containsExactly(submitted, lost);
    }

    @Test
    void theJobsOfAChunkThatDissolvesGoOn() {
        bench.ready();
        Ticket chunk = bench.submit(bench.chunk(3, 0));
        bench.pass(5);
        bench.worker(0).dies();

        assertThat(bench.reports(chunk)).singleElement().satisfies(report -> {
            assertThat(report.jobs()).isEqualTo(3);
            assertThat(report.end()).isEqualTo(End.LOST);
            assertThat(report.again()).isTrue();
        });
    }

    @Test
    void saysNothingOfAJobThatWasCancelledBeforeItRan() {
        Ticket waiting = bench.submit();
        bench.cancel(waiting);

        assertThat(bench.reports(waiting)).isEmpty();
    }

    @Test
    void addUpWhatTheWorkersTookWhatTheyMeasuredStandingForTheRest() {
        bench.ready();
        SimulatedWorker worker = bench.worker(0);
        bench.pass(10);
        for (int i = 0; i < 4; i++) {
            bench.submit();
            bench.pass(1);
            answers(worker, "1", i < 3 ? null : new Spent(MILLI / 5, 2 * MILLI / 5, MILLI / 5));
        }

        PoolTimes times = bench.dispatcher.times(bench.now);

        assertThat(times)
                .isEqualTo(new PoolTimes(
                        Duration.ofMillis(14),
                        Duration.ofMillis(4),
                        Duration.ofNanos(800_000),
                        Duration.ofNanos(1_600_000),
                        Duration.ofNanos(800_000),
                        Duration.ofMillis(4)));
    }

    @Test
    void takesALongJobThatWasNotMeasuredForOneThatRanUnlessItIsLarge() {
        bench.ready();
        SimulatedWorker worker = bench.worker(0);
        bench.submit();
        bench.pass(1);
        answers(worker, "1", new Spent(0, MILLI, 0));
        bench.submit();
        bench.pass(50);
        answers(worker, "1", null);
        bench.submit();
        bench.pass(20);
        answers(worker, "\"" + "x".repeat(100_000) + "\"", null);

        PoolTimes times = bench.dispatcher.times(bench.now);

        assertThat(times.busy()).isEqualTo(Duration.ofMillis(71));
        assertThat(times.run()).isEqualTo(Duration.ofMillis(51));
        assertThat(times.measured()).isEqualTo(Duration.ofMillis(51));
    }

    @Test
    void knowsOnlyHowLongForeignWorkersWereBusy() {
        bench.ready();
        bench.submit();
        bench.pass(30);
        bench.worker(0).answers();
        bench.pass(10);

        PoolTimes times = bench.dispatcher.times(bench.now);

        assertThat(times.alive()).isEqualTo(Duration.ofMillis(40));
        assertThat(times.busy()).isEqualTo(Duration.ofMillis(30));
        assertThat(times.measured()).isZero();
    }
}
