package dev.spindle.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.HaltRule;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.QueueOrder;
import dev.spindle.coordinator.RetryOn;
import dev.spindle.coordinator.supervision.RetryPolicy;
import dev.spindle.protocol.message.ErrorObject;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GivingUpTest {
    private Bench bench = new Bench(1).ready();

    private static Bench halting(int workers, HaltRule rule) {
        RetryPolicy policy = new RetryPolicy(0, EnumSet.of(RetryOn.LOST), 0);
        return new Bench(Bench.settings(workers, policy, QueueOrder.FIFO, Bench.limits(0, 0), rule), Set.of()).ready();
    }

    private long count(Class<?> outcome) {
        return bench.outcomes.values().stream().filter(outcome::isInstance).count();
    }

    // ---- soon

    @Test
    void soonLetsWhatRunsEndAndCancelsWhatWaits() {
        bench.submitMany(5);
        bench.closeSoon(-1);
        assertThat(count(JobOutcome.Cancelled.class)).isEqualTo(4);

        bench.pass(60_000);
        bench.worker(0).answers();

        assertThat(bench.outcome(bench.submitted.get(0))).isInstanceOf(JobOutcome.Succeeded.class);
        assertThat(bench.worker(0).dismissed).isTrue();
    }

    @Test
    void soonAsksForWhatIsSentAndHasNotBegun() {
        SimulatedWorker worker = bench.worker(0);
        bench.submitMany(100);
        while (worker.held.size() < 4) {
            worker.answers();
        }
        Attempt runs = worker.held.getFirst();

        bench.closeSoon(-1);

        assertThat(worker.asked).hasSize(worker.held.size() - 1).doesNotContain(runs.id());
        Attempt waits = worker.held.getLast();
        worker.refuses(waits);
        assertThat(bench.outcome(waits.job()).attempts()).as("it never began").isZero();
    }

    @Test
    void soonTriesNothingAgain() {
        Ticket job = bench.submit();
        bench.closeSoon(-1);

        bench.worker(0).dies();

        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.WorkerLost.class);
        assertThat(bench.outcome(job).attempts()).isEqualTo(1);
        assertThat(bench.alive()).isEmpty();
    }

    @Test
    void soonEndsPatienceWithWhatStillRuns() {
        Ticket job = bench.submit();
        bench.closeSoon(700);

        bench.pass(699);
        assertThat(bench.worker(0).killedAt).isNull();
        bench.pass(1);
        assertThat(bench.worker(0).killedAt).isEqualTo(bench.now);
        bench.worker(0).dies();

        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.Cancelled.class);
    }

    @Test
    void theShortestPatienceCounts() {
        bench.submit();
        bench.closeSoon(700);
        bench.closeSoon(5_000);

        bench.pass(700);

        assertThat(bench.worker(0).killedAt).isEqualTo(bench.now);
    }

    // ---- by a rule

    @Test
    void aRuleCountsEveryKindOfFailureAndStopsExactlyThere() {
        bench = halting(1, HaltRule.after(4, false));
        bench.submit(50);
        bench.submitMany(10);
        bench.pass(60);
        bench.worker(0).answers(); // too late
        bench.worker(0).dies();
        bench.worker(0).starts();
        bench.worker(0).answers();
        bench.countFailure();
        assertThat(bench.dispatcher.halted()).isNull();

        bench.worker(0).fails(ErrorObject.TASK_FAILED);

        assertThat(bench.dispatcher.halted()).isEqualTo("4 jobs failed");
        assertThat(count(JobOutcome.Cancelled.class)).isEqualTo(7);
        assertThat(bench.outcomes).hasSize(11);
    }

    @Test
    void aRuleCountsATaskThatNoWorkerCanMakeAndStopsExactlyThere() {
        bench = halting(1, HaltRule.after(1, false));
        bench.submitClass("no.Such");
        bench.worker(0).dies(); // it was started before
        bench.submitMany(1);
        bench.worker(0).startsWith(Set.of());

        assertThat(bench.dispatcher.halted()).isEqualTo("1 job failed");
        assertThat(count(JobOutcome.Failed.class)).isEqualTo(1);
        assertThat(count(JobOutcome.Cancelled.class)).isEqualTo(1);
    }

    @Test
    void aRuleCountsATaskThatAnIdleWorkerCannotMake() {
        bench = halting(1, HaltRule.after(2, false));
        bench.submitClass("no.Such");
        bench.worker(0).dies();
        bench.worker(0).startsWith(Set.of());
        assertThat(bench.dispatcher.halted()).isNull();

        bench.submitClass("no.Such");

        assertThat(bench.dispatcher.halted()).isEqualTo("2 jobs failed");
    }

    @Test
    void aRuleHoldsWhenClosingEndsAPause() {
        bench = halting(1, HaltRule.after(1, false));
        bench.submitClass("no.Such");
        bench.worker(0).dies();
        bench.pause();
        bench.worker(0).startsWith(Set.of());
        bench.submitMany(1);

        bench.close();

        assertThat(count(JobOutcome.Cancelled.class)).isEqualTo(1);
        assertThat(bench.worker(0).dismissed).isTrue();
    }

    @Test
    void aRuleThatSaysNowKillsWhatRuns() {
        bench = halting(2, HaltRule.after(1, true));
        bench.submitMany(10);
        SimulatedWorker other = bench.worker(0);
        assertThat(other.held).hasSize(1);

        bench.worker(1).fails(ErrorObject.TASK_FAILED);

        assertThat(other.killedAt).isNotNull();
        other.dies();
        assertThat(count(JobOutcome.Failed.class)).isEqualTo(1);
        assertThat(count(JobOutcome.Cancelled.class)).isEqualTo(9);
    }

    @Test
    void aShareIsOfWhatHasEndedAndThreeAtLeast() {
        bench = halting(1, HaltRule.atPercent(25, false));
        bench.submitMany(100);
        for (int i = 0; i < 2; i++) {
            bench.worker(0).fails(ErrorObject.TASK_FAILED);
        }
        for (int i = 0; i < 10; i++) {
            bench.worker(0).answers();
        }
        bench.worker(0).fails(ErrorObject.TASK_FAILED);
        assertThat(bench.dispatcher.halted()).as("3 of 13").isNull();
        bench.worker(0).fails(ErrorObject.TASK_FAILED);

        assertThat(bench.dispatcher.halted()).isEqualTo("4 of 14 jobs failed");
    }

    @Test
    void withARuleAWorkerHoldsOneJob() {
        bench = halting(1, HaltRule.after(1_000, false));
        bench.submitMany(300);
        for (int i = 0; i < 200; i++) {
            bench.worker(0).answers();
            assertThat(bench.worker(0).held).hasSize(1);
        }
    }
}
