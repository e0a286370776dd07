package dev.spindle.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.JobOutcome;
import org.junit.jupiter.api.Test;

class StartFailureTest {
    private final Bench bench = new Bench(1);

    private void failedStart() {
        bench.worker(0).dies();
        bench.pass(1_000);
    }

    @Test
    void threeInARowBreakThePoolWithTheFirstReport() {
        Ticket job = bench.submit();
        failedStart();
        failedStart();
        assertThat(bench.dispatcher.broken()).isNull();
        failedStart();

        assertThat(bench.dispatcher.broken()).isNotNull();
        assertThat(bench.outcome(job)).isInstanceOfSatisfying(JobOutcome.WorkerLost.class, lost -> {
            assertThat(lost.death().generation()).isZero();
            assertThat(lost.attempts()).isZero();
        });
        bench.pass(100_000);
        assertThat(bench.launched).hasSize(3);
    }

    @Test
    void aSuccessInBetweenForgetsThem() {
        bench.submit();
        failedStart();
        failedStart();
        bench.worker(0).starts();
        bench.worker(0).dies();
        failedStart();
        failedStart();

        assertThat(bench.dispatcher.broken()).isNull();
        bench.worker(0).starts();
        bench.worker(0).answers();
        assertThat(bench.outcomes).hasSize(1);
    }

    @Test
    void delayTheNextStartMoreEachTime() {
        bench.submit();
        bench.worker(0).dies();
        assertThat(bench.alive()).isEmpty();
        bench.pass(49);
        assertThat(bench.alive()).isEmpty();
        bench.pass(1);
        bench.worker(0).dies();
        bench.pass(99);
        assertThat(bench.alive()).isEmpty();
        bench.pass(1);
        assertThat(bench.alive()).hasSize(1);
    }

    @Test
    void aWorkerThatWorksKeepsThePoolAlive() {
        Bench two = new Bench(2);
        two.submit();
        two.worker(0).starts();
        two.submitMany(3);
        for (int i = 0; i < 3; i++) {
            two.worker(1).dies();
            two.pass(1_000);
        }

        assertThat(two.dispatcher.broken()).isNull();
        for (int i = 0; i < 4; i++) {
            two.worker(0).answers();
        }
        assertThat(two.outcomes).hasSize(4);
    }

    @Test
    void whileAWorkerWorksAnotherStartIsTriedNowAndThen() {
        Bench two = new Bench(2);
        two.submit();
        two.worker(0).starts();
        two.submitMany(3);
        for (int i = 0; i < 10; i++) {
            two.worker(1).dies();
            two.pass(5_000);
        }

        two.worker(1).starts();

        assertThat(two.worker(1).held).isNotEmpty();
    }

    @Test
    void aStartThatTakesForEverIsEndedAndCounts() {
        bench.submit();
        for (int i = 0; i < 3; i++) {
            SimulatedWorker worker = bench.worker(0);
            bench.pass(59_000);
            assertThat(worker.killedAt).isNull();
            bench.pass(1_000);
            assertThat(worker.killedAt).isNotNull();
            worker.starts(); // too late
            assertThat(worker.held).isEmpty();
            worker.dies();
            bench.pass(500);
        }

        assertThat(bench.dispatcher.broken()).isNotNull();
    }

    @Test
    void whileClosingStillEndWithTheJobsLost() {
        Ticket job = bench.submit();
        bench.close();
        for (int i = 0; i < 3; i++) {
            failedStart();
        }

        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.WorkerLost.class);
        assertThat(bench.alive()).isEmpty();
    }

    @Test
    void ofAWorkerStartedAheadOfJobsAreTriedAgain() {
        bench.prestart(1);
        failedStart();
        failedStart();
        failedStart();

        assertThat(bench.dispatcher.broken()).isNotNull();
        assertThat(bench.launched).hasSize(3);
    }
}
