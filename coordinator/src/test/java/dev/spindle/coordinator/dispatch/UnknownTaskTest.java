package dev.spindle.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.RetryOn;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Jobs of a task class that some workers do not know. */
class UnknownTaskTest {
    private static final String MINE = "my.Task";
    private Bench bench = new Bench(1).ready();

    @Test
    void aWorkerIsToldOfTheClassWhenItStarts() {
        bench = new Bench(1, 2, EnumSet.noneOf(RetryOn.class), Set.of("first.Task"));
        bench.submitClass(MINE);
        SimulatedWorker worker = bench.worker(0);

        assertThat(worker.worker.taskClasses()).containsExactlyInAnyOrder("first.Task", MINE);
        worker.starts();
        assertThat(worker.held.getFirst().task()).isEqualTo("name of " + MINE);
    }

    @Test
    void anIdleWorkerThatDoesNotKnowItIsReplaced() {
        Ticket job = bench.submitClass(MINE);
        SimulatedWorker old = bench.worker(0);
        assertThat(old.dismissed).isTrue();

        old.dies();
        assertThat(old.worker.wasDismissed()).isTrue();
        bench.worker(0).starts();
        bench.worker(0).answers();

        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.Succeeded.class);
        assertThat(bench.outcome(job).attempts()).isEqualTo(1);
    }

    @Test
    void aBusyWorkerThatDoesNotKnowItFinishesFirst() {
        Ticket before = bench.submit();
        bench.submitClass(MINE);
        Ticket after = bench.submit();
        SimulatedWorker old = bench.worker(0);
        assertThat(old.dismissed).isFalse();

        old.answers();
        assertThat(old.dismissed).isTrue();
        assertThat(bench.outcome(before)).isInstanceOf(JobOutcome.Succeeded.class);
        assertThat(after.state).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aBusyWorkerWithRoomForAJobThatItDoesNotKnowIsFollowedAtOnce() {
        bench.submitMany(100);
        SimulatedWorker old = bench.worker(0);
        while (bench.dispatcher.unsettled() > 2) {
            old.answers();
        }
        Ticket job = bench.submitClass(MINE);
        bench.submitMany(10);

        old.answers();

        assertThat(old.worker.state()).isEqualTo(WorkerState.DRAINING);
        SimulatedWorker next = bench.latest(0);
        next.starts();
        old.answers();
        assertThat(next.jobs()).startsWith(job);
    }

    @Test
    void withSeveralIdleWorkersTheJobDoesNotWaitForAnother() {
        bench = new Bench(3).ready();
        Ticket job = bench.submitClass(MINE);
        bench.alive().stream().filter(each -> each.dismissed).forEach(SimulatedWorker::dies);

        assertThat(bench.alive()).isNotEmpty();
        bench.alive().forEach(SimulatedWorker::starts);
        assertThat(bench.alive()).anyMatch(each -> each.jobs().contains(job));
    }

    @Test
    void anIdleWorkerThatKnowsItHasIt() {
        bench = new Bench(2);
        bench.submit();
        bench.worker(0).starts();
        bench.submitClass(MINE);
        bench.worker(1).starts();
        bench.worker(1).answers();
        bench.worker(0).answers(); // the idle worker that was used last does not know the class

        Ticket job = bench.submitClass(MINE);

        assertThat(bench.worker(1).jobs()).containsExactly(job);
    }

    @Test
    void aClassThatAWorkerWasToldOfAndDoesNotHaveFailsTheJob() {
        Ticket job = bench.submitClass(MINE);
        bench.worker(0).dies();
        bench.worker(0).startsWith(Set.of());

        assertThat(bench.outcome(job)).isInstanceOfSatisfying(JobOutcome.Failed.class, failed -> {
            assertThat(failed.error().message()).contains(MINE);
            assertThat(failed.attempts()).isZero();
        });
        assertThat(bench.worker(0).worker.state()).isEqualTo(WorkerState.IDLE);
    }

    @Test
    void attemptsBeforeAWorkerThatDoesNotHaveTheClassCount() {
        bench = new Bench(1, 2, EnumSet.of(RetryOn.LOST), Set.of(MINE)).ready();
        Ticket job = bench.submitClass(MINE);
        bench.worker(0).dies();
        bench.worker(0).startsWith(Set.of());

        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.Failed.class);
        assertThat(bench.outcome(job).attempts()).isEqualTo(1);
    }
}
