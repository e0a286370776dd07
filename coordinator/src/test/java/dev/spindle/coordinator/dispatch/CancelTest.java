package dev.spindle.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.Stop;
import dev.spindle.protocol.message.ErrorObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancelTest {
    private final Bench bench = new Bench(1);

    /** A worker whose window holds many jobs. */
    private SimulatedWorker withAWideWindow() {
        bench.ready();
        SimulatedWorker worker = bench.worker(0);
        bench.submitMany(100);
        while (worker.held.size() < 4) {
            worker.answers();
        }
        return worker;
    }

    @Test
    void ofAJobThatWaitsEndsItAtOnce() {
        Ticket job = bench.submit();

        assertThat(bench.cancel(job)).isTrue();

        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.Cancelled.class);
        assertThat(bench.outcome(job).attempts()).isZero();
        bench.worker(0).starts();
        assertThat(bench.worker(0).held).isEmpty();
    }

    @Test
    void ofAJobThatIsDoneIsRefused() {
        bench.ready();
        Ticket job = bench.submit();
        bench.worker(0).answers();

        assertThat(bench.cancel(job)).isFalse();
        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.Succeeded.class);
    }

    @Test
    void ofARunningJobAsksItsWorkerOnce() {
        bench.ready();
        Ticket job = bench.submit();
        SimulatedWorker worker = bench.worker(0);

        assertThat(bench.cancel(job)).isTrue();
        assertThat(bench.cancel(job)).isTrue();
        assertThat(worker.asked).containsExactly(worker.held.getFirst().id());
        assertThat(bench.outcomes).isEmpty();
        worker.fails(ErrorObject.CANCELLED);

        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.Cancelled.class);
        assertThat(bench.outcome(job).attempts()).isEqualTo(1);
        assertThat(worker.worker.state()).isEqualTo(WorkerState.IDLE);
    }

    @Test
    void thatComesTooLateLeavesTheResult() {
        bench.ready();
        Ticket job = bench.submit();
        bench.cancel(job);
        bench.worker(0).answers();

        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.Succeeded.class);
    }

    @Test
    void ofAJobThatIsSentAndWaitsLeavesTheRunningOneAlone() {
        SimulatedWorker worker = withAWideWindow();
        Attempt last = worker.held.getLast();

        bench.cancel(last.job());
        bench.pass(60_000);
        assertThat(worker.terminatedAt).isNull();
        worker.refuses(last);

        assertThat(bench.outcome(last.job())).isInstanceOf(JobOutcome.Cancelled.class);
    }

    @Test
    void ofAJobThatIsSentAndWaitsGoesUpTheLadderWhenItsTurnCame() {
        SimulatedWorker worker = withAWideWindow();
        Attempt second = new ArrayList<>(worker.held).get(1);
        bench.cancel(second.job());
        bench.pass(60_000);
        long turn = bench.now;
        worker.answers();

        bench.pass(60_000);

        assertThat(worker.terminatedAt).isEqualTo(turn + Bench.GRACE);
    }

    @Test
    void ofADeafJobEndsItsWorkerAndNoOther() {
        SimulatedWorker worker = withAWideWindow();
        List<Ticket> held = worker.jobs();
        Ticket deaf = held.get(0);
        long start = bench.now;

        bench.cancel(deaf);
        bench.pass(10_000);
        assertThat(worker.terminatedAt).isEqualTo(start + Bench.GRACE);
        assertThat(worker.killedAt).isEqualTo(start + Bench.GRACE + 300 * Bench.MILLI);
        worker.dies();

        assertThat(bench.outcome(deaf)).isInstanceOf(JobOutcome.Cancelled.class);
        assertThat(bench.outcome(deaf).attempts()).as("it ran").isEqualTo(1);
        assertThat(held.subList(1, held.size()))
                .extracting(each -> each.attempts)
                .containsOnly(0);
    }

    @Test
    void ofAJobThatNeverBeganTookARequestWhateverItTookForTheOneThatRuns() {
        SimulatedWorker worker = withAWideWindow();
        bench.cancel(worker.jobs().get(0));
        bench.pass(1_100);
        assertThat(worker.terminatedAt).isNotNull();
        Attempt waits = worker.held.getLast();

        bench.cancel(waits.job());
        worker.refuses(waits);

        assertThat(bench.outcome(waits.job()))
                .isInstanceOfSatisfying(JobOutcome.Cancelled.class, cancelled -> assertThat(cancelled.stop())
                        .isEqualTo(new Stop(Stop.By.REQUEST, Duration.ZERO)));
    }

    @Test
    void ofAJobWhoseWorkerWasToEndAlreadyCountsFromTheCancel() {
        bench.ready();
        Ticket job = bench.submit();
        SimulatedWorker worker = bench.worker(0);
        worker.closesItsOutput();
        bench.pass(400);
        bench.cancel(job);
        bench.pass(610);

        assertThat(worker.dies().stop()).isEqualTo(new Stop(Stop.By.SIGTERM, Duration.ofMillis(610)));
    }

    @Test
    void ofAJobWhoseWorkerDiesMeanwhileIsCancelledNotRetried() {
        bench.ready();
        Ticket job = bench.submit();
        bench.cancel(job);

        bench.worker(0).dies();

        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.Cancelled.class);
    }

    @Test
    void ofManyJobsThatWaitKeepsNoneOfThem() {
        bench.ready();
        Ticket running = bench.submit();
        for (int i = 0; i < 1_000; i++) {
            bench.cancel(bench.submit());
        }

        assertThat(bench.dispatcher.queueLength()).isLessThan(100);
        bench.worker(0).answers();
        assertThat(bench.outcome(running)).isInstanceOf(JobOutcome.Succeeded.class);
    }
}
