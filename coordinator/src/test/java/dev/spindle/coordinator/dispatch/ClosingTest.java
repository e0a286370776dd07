package dev.spindle.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.QueueOrder;
import dev.spindle.coordinator.RetryOn;
import dev.spindle.coordinator.Stop;
import dev.spindle.coordinator.supervision.RetryPolicy;
import dev.spindle.protocol.message.ErrorObject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private final Bench bench = new Bench(2);

    @Test
    void dismissesIdleWorkersAtOnce() {
        bench.ready().close();

        assertThat(bench.alive()).hasSize(2).allMatch(each -> each.dismissed);
    }

    /** One place, whose worker is idle and has a successor that is ready; the only job waits for its next attempt. */
    private static Bench withASuccessor() {
        RetryPolicy policy = new RetryPolicy(1, EnumSet.of(RetryOn.FAILED), 60_000 * Bench.MILLI);
        Bench one = new Bench(Bench.settings(1, policy, QueueOrder.FIFO, Bench.limits(10, 0), null), Set.of());
        one.submitMany(20);
        SimulatedWorker old = one.worker(0);
        one.pass(50);
        old.starts();
        old.answersAfter(1); // the nine that are left take no longer than a start
        one.latest(0).starts();
        one.submitted.stream().filter(each -> each.state == JobState.QUEUED).forEach(one::cancel);
        old.fails(ErrorObject.TASK_FAILED);
        while (!old.held.isEmpty()) {
            old.answers();
        }
        one.close();
        assertThat(one.alive())
                .extracting(each -> each.worker.state())
                .containsExactly(WorkerState.IDLE, WorkerState.RESERVE);
        return one;
    }

    private static void cancelTheDelayed(Bench one) {
        one.submitted.stream().filter(each -> each.isDelayed).toList().forEach(one::cancel);
    }

    @Test
    void dismissesTheSuccessorOfAnIdleWorkerToo() {
        Bench one = withASuccessor();

        cancelTheDelayed(one);

        assertThat(one.alive()).hasSize(2).allMatch(each -> each.dismissed);
    }

    @Test
    void dismissesTheSuccessorOfAWorkerThatIsBeingEnded() {
        Bench one = withASuccessor();
        one.worker(0).talksNonsense();

        cancelTheDelayed(one);

        assertThat(one.latest(0).dismissed).isTrue();
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

        SimulatedWorker dead = bench.worker(0);
        dead.dies();
        assertThat(dead.worker.wasDismissed()).isFalse();

        assertThat(bench.worker(0).worker.generation()).isEqualTo(1);
    }

    @Test
    void killsWhoIsStillStartingWithNothingToDo() {
        bench.prestart(2);

        bench.close();

        assertThat(bench.alive()).hasSize(2).allMatch(each -> each.killedAt != null && each.worker.wasDismissed());
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
        worker.dies();
        assertThat(worker.worker.wasDismissed()).isTrue();
    }

    @Test
    void atOnceCancelsEveryJobAndKillsEveryWorker() {
        bench.submit();
        bench.worker(0).starts();
        bench.submitMany(5);
        SimulatedWorker busy = bench.worker(0);

        bench.closeNow();

        assertThat(bench.outcomes).as("what ran is waited for").hasSize(5);
        assertThat(bench.alive()).hasSize(2).allMatch(each -> each.killedAt != null && each.worker.wasDismissed());
        bench.pass(3);
        busy.dies();
        assertThat(bench.outcomes.values()).hasSize(6).allMatch(each -> each instanceof JobOutcome.Cancelled);
        assertThat(bench.outcome(bench.submitted.get(0)))
                .isInstanceOfSatisfying(JobOutcome.Cancelled.class, cancelled -> {
                    assertThat(cancelled.attempts()).as("it ran").isEqualTo(1);
                    assertThat(cancelled.stop()).isEqualTo(new Stop(Stop.By.SIGKILL, Duration.ofMillis(3)));
                });
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

        assertThat(bench.alive()).allMatch(each -> each.killedAt != null);
        bench.alive().forEach(SimulatedWorker::dies);
        assertThat(bench.outcomes).hasSize(5);
    }

    @Test
    void noWorkerIsStartedAfterwards() {
        bench.close();

        bench.prestart(2);

        assertThat(bench.launched).isEmpty();
    }
}
