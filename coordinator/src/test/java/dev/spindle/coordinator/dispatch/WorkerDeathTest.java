package dev.spindle.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.RetryOn;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.Message;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkerDeathTest {
    private Bench bench = new Bench(1);

    /** A worker that holds four jobs, after four it answered at once. */
    private SimulatedWorker holdingFour() {
        bench.ready();
        SimulatedWorker worker = bench.worker(0);
        bench.submitMany(200);
        for (int i = 0; worker.held.size() != 4; i++) {
            assertThat(i).isLessThan(200);
            worker.answers();
        }
        return worker;
    }

    @Test
    void chargesOnlyTheOldestAndPutsTheOthersBackInOrder() {
        SimulatedWorker worker = holdingFour();
        List<Ticket> held = worker.jobs();

        worker.dies();

        assertThat(held).extracting(each -> each.attempts).containsExactly(1, 0, 0, 0);
        SimulatedWorker next = bench.worker(0);
        next.starts();
        for (Ticket each : held) {
            assertThat(next.jobs().get(0)).isEqualTo(each);
            next.answers();
        }
        assertThat(bench.outcome(held.get(0)).attempts()).isEqualTo(2);
        assertThat(bench.outcome(held.get(3)).attempts()).isEqualTo(1);
    }

    @Test
    void chargesNobodyAfterAGoodbyeWithNothingRunning() {
        SimulatedWorker worker = holdingFour();
        List<Ticket> held = worker.jobs();

        worker.saysGoodbye(Message.NO_ID);
        DeathReport told = worker.dies();

        assertThat(held).extracting(each -> each.attempts).containsExactly(0, 0, 0, 0);
        assertThat(told).isNotNull().extracting(DeathReport::job).isEqualTo(-1L);
    }

    @Test
    void chargesNobodyWhoseAttemptWasNotTheOneThatRan() {
        SimulatedWorker worker = holdingFour();
        List<Ticket> held = worker.jobs();

        worker.saysGoodbye(held.size() + 10_000L);
        worker.dies();

        assertThat(held).extracting(each -> each.attempts).containsExactly(0, 0, 0, 0);
    }

    @Test
    void believesThreeWorkersInTurnThatNothingRanAndNotAFourth() {
        Ticket job = bench.submit();
        for (int i = 0; i < 4; i++) {
            assertThat(job.attempts).isZero();
            SimulatedWorker worker = bench.worker(0);
            worker.starts();
            worker.saysGoodbye(i % 2 == 0 ? Message.NO_ID : Long.valueOf(10_000));
            worker.dies();
        }

        assertThat(job.attempts).isEqualTo(1);
    }

    @Test
    void chargesTheOneThatRanAtTheGoodbye() {
        SimulatedWorker worker = holdingFour();
        List<Ticket> held = worker.jobs();

        worker.saysGoodbye(worker.held.getFirst().id());
        bench.pass(7);
        DeathReport told = worker.dies();

        assertThat(held).extracting(each -> each.attempts).containsExactly(1, 0, 0, 0);
        assertThat(told).isNotNull().satisfies(death -> {
            assertThat(death.job()).isEqualTo(held.get(0).number());
            assertThat(death.ran()).isEqualTo(Duration.ofMillis(7));
        });
    }

    @Test
    void aGoodbyeThatDoesNotSayChargesTheOldest() {
        SimulatedWorker worker = holdingFour();
        List<Ticket> held = worker.jobs();

        worker.saysGoodbye(null);
        worker.dies();

        assertThat(held).extracting(each -> each.attempts).containsExactly(1, 0, 0, 0);
    }

    @Test
    void whenRetriesAreExhaustedTheJobIsLostWithTheLastReport() {
        Ticket job = bench.submit();
        for (int attempt = 1; attempt <= 3; attempt++) {
            SimulatedWorker worker = bench.worker(0);
            worker.starts();
            assertThat(worker.held.getFirst().number()).isEqualTo(attempt);
            worker.dies();
        }

        assertThat(bench.outcome(job)).isInstanceOfSatisfying(JobOutcome.WorkerLost.class, lost -> {
            assertThat(lost.attempts()).isEqualTo(3);
            assertThat(lost.death().generation()).isEqualTo(2);
            assertThat(lost.death().job()).isEqualTo(job.number());
        });
        assertThat(bench.alive()).isEmpty();
    }

    @Test
    void anIdleWorkerTakesOverWhatADeadOneLeaves() {
        bench = new Bench(2).ready();
        Ticket job = bench.submit();
        SimulatedWorker dead = bench.worker(1);
        assertThat(dead.jobs()).containsExactly(job);

        dead.dies();

        assertThat(bench.worker(0).jobs()).containsExactly(job);
    }

    @Test
    void withoutRetryOnLostTheFirstDeathDecides() {
        bench = new Bench(1, 5, EnumSet.of(RetryOn.FAILED), Set.of());
        Ticket job = bench.submit();
        bench.worker(0).starts();
        bench.worker(0).dies();

        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.WorkerLost.class);
        assertThat(bench.outcome(job).attempts()).isEqualTo(1);
    }

    @Test
    void failuresAreRetriedWhereThePolicySaysSo() {
        bench = new Bench(1, 1, EnumSet.of(RetryOn.FAILED), Set.of()).ready();
        Ticket job = bench.submit();
        bench.worker(0).fails(ErrorObject.TASK_FAILED);
        assertThat(bench.outcomes).isEmpty();
        bench.worker(0).fails(ErrorObject.TASK_FAILED);

        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.Failed.class);
        assertThat(bench.outcome(job).attempts()).isEqualTo(2);
    }

    @Test
    void failuresAreNotRetriedUnlessThePolicySaysSo() {
        bench.ready();
        Ticket job = bench.submit();
        bench.worker(0).fails(ErrorObject.TASK_FAILED);

        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.Failed.class);
        assertThat(bench.outcome(job).attempts()).isEqualTo(1);
    }

    @Test
    void whatComesFromAWorkerAfterItsEndChangesNothing() {
        bench.ready();
        SimulatedWorker worker = bench.worker(0);
        bench.submit();
        worker.dies();

        worker.closesItsOutput();
        worker.talksNonsense();

        assertThat(worker.worker.state()).isEqualTo(WorkerState.EXITED);
        assertThat(worker.killedAt).isNull();
    }
}
