package dev.spindle.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.JobOutcome;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private final Bench bench = new Bench(2);

    @Test
    void dismissesIdleWorkersAtOnce() {
        bench.ready().close();

        assertThat(bench.alive()).hasSize(2).allMatch(each -> each.dismissed);
    }

    @Test
    void lastsUntilEveryJobIsDone() {
        bench.ready();
        bench.submitMany(7);
        bench.close();
        int rounds = 0;
        while (bench.dispatcher.unsettled() > 0) {
            assertThat(++rounds).isLessThan(10);
            bench.alive().stream().filter(each -> !each.held.isEmpty()).forEach(each -> each.answersAfter(100));
        }

        assertThat(bench.outcomes.values()).hasSize(7).allMatch(each -> each instanceof JobOutcome.Succeeded);
        assertThat(bench.alive()).hasSize(2).allMatch(each -> each.dismissed);
    }

    @Test
    void stillReplacesAWorkerThatDiesWithJobsLeftAndTellsOfIt() {
        bench.ready();
        bench.submitMany(6);
        bench.close();

        assertThat(bench.worker(0).dies()).as("told as a loss").isNotNull();

        assertThat(bench.worker(0).worker.generation()).isEqualTo(1);
    }

    @Test
    void killsWhoIsStillStartingWithNothingToDo() {
        bench.dispatcher.prestart(2, bench.now, bench);

        bench.close();

        assertThat(bench.alive()).hasSize(2).allMatch(each -> each.killedAt != null);
        bench.alive().forEach(SimulatedWorker::dies);
        bench.pass(10_000);
        assertThat(bench.alive()).isEmpty();
    }

    @Test
    void aDismissedWorkerThatStaysGoesUpTheLadder() {
        bench.ready().close();
        SimulatedWorker worker = bench.worker(0);
        long start = bench.now;

        bench.pass(10_000);

        assertThat(worker.terminatedAt).isEqualTo(start + Bench.GRACE);
        assertThat(worker.killedAt).isEqualTo(start + Bench.GRACE + 300 * Bench.MILLI);
        assertThat(worker.dies()).as("told as a loss").isNull();
    }

    @Test
    void atOnceCancelsEveryJobAndKillsEveryWorker() {
        bench.submit();
        bench.worker(0).starts();
        bench.submitMany(5);
        SimulatedWorker busy = bench.worker(0);

        bench.closeNow();

        assertThat(bench.outcomes.values()).hasSize(6).allMatch(each -> each instanceof JobOutcome.Cancelled);
        assertThat(bench.outcome(bench.submitted.get(0)).attempts())
                .as("it ran")
                .isEqualTo(1);
        assertThat(bench.alive()).hasSize(2).allMatch(each -> each.killedAt != null);
        assertThat(busy.dies()).as("told as a loss").isNull();
        bench.worker(1).dies();
        bench.pass(10_000);
        assertThat(bench.alive()).isEmpty();
    }

    @Test
    void atOnceWorksAfterClosing() {
        bench.ready();
        bench.submitMany(5);
        bench.close();

        bench.closeNow();

        assertThat(bench.outcomes).hasSize(5);
        assertThat(bench.alive()).allMatch(each -> each.killedAt != null);
    }

    @Test
    void noWorkerIsStartedAfterwards() {
        bench.close();

        bench.dispatcher.prestart(2, bench.now, bench);

        assertThat(bench.launched).isEmpty();
    }
}
