package dev.spindle.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.Stop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecyclingTest {
    private static final long MIB = 1 << 20;

    private Bench bench = Bench.of(1, Bench.limits(3, 0)).ready();

    @Test
    void aWorkerGetsSoManyJobsAndAnotherTheRest() {
        bench.submitMany(8);
        for (int i = 0; i < 8; i++) {
            bench.alive().stream()
                    .filter(each -> each.worker.state() == WorkerState.STARTING)
                    .forEach(SimulatedWorker::starts);
            bench.alive().stream()
                    .filter(each -> !each.held.isEmpty())
                    .findFirst()
                    .orElseThrow()
                    .answers();
        }

        assertThat(bench.outcomes).hasSize(8);
        assertThat(bench.launched).extracting(each -> each.worker.given()).containsExactly(3, 3, 2);
    }

    @Test
    void theSuccessorStartsBeforeTheLastJobEndsAndWaitsForIt() {
        bench.submitMany(6);
        SimulatedWorker old = bench.worker(0);
        old.answersAfter(1_000);
        old.answersAfter(1_000);
        assertThat(old.held).as("the last it may have").hasSize(1);
        SimulatedWorker next = bench.latest(0);
        assertThat(next).isNotSameAs(old);

        next.starts();
        assertThat(next.worker.state()).isEqualTo(WorkerState.RESERVE);
        assertThat(next.held).as("one job at a time in one place").isEmpty();
        old.answersAfter(1_000);

        assertThat(old.dismissed).isTrue();
        assertThat(next.held).hasSize(1);
    }

    @Test
    void aSuccessorThatIsStillStartingHasThePlaceWhenTheOldOneLeaves() {
        bench.submitMany(6);
        SimulatedWorker old = bench.worker(0);
        old.answersAfter(1_000);
        old.answersAfter(1_000);
        old.answersAfter(1_000);
        SimulatedWorker next = bench.latest(0);
        assertThat(old.dismissed).isTrue();

        next.starts();

        assertThat(next.held).hasSize(1);
        old.dies();
        assertThat(next.held).hasSize(1);
    }

    @Test
    void theSuccessorOfAWorkerWithShortJobsStartsAheadOfItsLast() {
        bench = Bench.of(1, Bench.limits(100, 0));
        bench.submitMany(400);
        SimulatedWorker old = bench.worker(0);
        bench.pass(50);
        old.starts();
        while (bench.launched.size() == 1) {
            old.answersAfter(1);
        }

        assertThat(old.worker.given())
                .as("what is left takes as long as a start")
                .isBetween(45, 60);
    }

    @Test
    void noSuccessorStartsForWhatTheOldOneCanStillDo() {
        bench.submitMany(3);
        SimulatedWorker old = bench.worker(0);
        old.answers();
        old.answers();
        old.answers();

        assertThat(bench.launched).hasSize(1);
        assertThat(old.dismissed).isTrue();
        bench.submit();
        old.dies();
        assertThat(bench.latest(0)).isNotSameAs(old);
    }

    @Test
    void whoFollowsOneThatHasNothingToDoDoesNotWaitForItsEnd() {
        bench.submitMany(3);
        SimulatedWorker old = bench.worker(0);
        old.answers();
        old.answers();
        old.answers();
        assertThat(old.dismissed).isTrue();

        Ticket job = bench.submit();
        bench.latest(0).starts();

        assertThat(bench.latest(0).jobs()).containsExactly(job);
        old.dies();
        bench.latest(0).answers();
        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.Succeeded.class);
    }

    @Test
    void whenTheOldOneDiesWithItsLastJobThatRunsInTheSuccessor() {
        bench.submitMany(3);
        Ticket last = bench.submitted.get(2);
        SimulatedWorker old = bench.worker(0);
        old.answersAfter(1_000);
        old.answersAfter(1_000);
        bench.submit();
        SimulatedWorker next = bench.latest(0);
        next.starts();

        old.dies();

        assertThat(next.jobs()).containsExactly(last);
    }

    @Test
    void whenTheSuccessorDiesAnotherStarts() {
        bench.submitMany(6);
        SimulatedWorker old = bench.worker(0);
        old.answersAfter(1_000);
        old.answersAfter(1_000);
        bench.latest(0).dies();
        bench.pass(100);

        assertThat(bench.launched).hasSize(3);
        old.answers();
        bench.latest(0).starts();
        assertThat(bench.latest(0).held).hasSize(1);
    }

    @Test
    void aSuccessorThatWaitsForALongJobKeepsNoFreePlaceEmpty() {
        bench = Bench.of(2, Bench.limits(1, 0)).ready();
        bench.submitMany(3);
        SimulatedWorker soonDone = bench.worker(1);
        SimulatedWorker next = bench.latest(0);
        assertThat(next).as("a successor of one whose job goes on").isNotSameAs(bench.worker(0));
        next.starts();

        soonDone.answers();
        soonDone.dies();
        bench.worker(1).starts();

        assertThat(bench.worker(1).jobs()).containsExactly(bench.submitted.get(2));
    }

    @Test
    void closingLetsASuccessorGoThatIsNotNeeded() {
        bench.submitMany(4);
        SimulatedWorker old = bench.worker(0);
        old.answersAfter(1_000);
        old.answersAfter(1_000);
        SimulatedWorker next = bench.latest(0);
        next.starts();
        bench.cancel(bench.submitted.get(3));
        bench.close();
        old.answers();

        assertThat(next.dismissed).isTrue();
    }

    // ---- memory

    @Test
    void aWorkerThatIsTooLargeGetsNoMoreJobsAndHasTheGraceTime() {
        bench = Bench.of(1, Bench.limits(0, 100 * MIB)).ready();
        bench.submitMany(2);
        SimulatedWorker old = bench.worker(0);
        old.weighs(100 * MIB);
        assertThat(bench.launched).hasSize(1);

        old.weighs(101 * MIB);
        bench.latest(0).starts();
        bench.pass(500);
        old.answers();

        assertThat(bench.latest(0).held).hasSize(1);
        DeathReport end = old.dies();
        assertThat(old.worker.wasDismissed()).isTrue();
        assertThat(end.cause()).contains("101 MiB was over the limit of 100 MiB");
        assertThat(end.kind()).isEqualTo(DeathReport.Kind.STOPPED);
    }

    @Test
    void aJobInATooLargeWorkerStillHasItsTimeLimit() {
        bench = Bench.of(1, Bench.limits(0, 100 * MIB)).ready();
        Ticket job = bench.submit(50);
        SimulatedWorker old = bench.worker(0);
        old.weighs(101 * MIB);

        bench.pass(60);
        old.answers();

        assertThat(bench.outcome(job)).isInstanceOfSatisfying(JobOutcome.TimedOut.class, timedOut -> {
            assertThat(timedOut.stop()).isEqualTo(new Stop(Stop.By.REQUEST, Duration.ofMillis(10)));
            assertThat(timedOut.elapsed()).isEqualTo(Duration.ofMillis(50));
        });
    }

    @Test
    void aJobInATooLargeWorkerHasTheGraceTimeThoughTheOneBeforeWasCancelled() {
        bench = Bench.of(1, Bench.limits(0, 100 * MIB)).ready();
        SimulatedWorker old = bench.worker(0);
        bench.submitMany(100);
        while (old.held.size() < 4) {
            old.answers();
        }
        bench.cancel(old.jobs().get(0));
        bench.pass(900);
        old.weighs(101 * MIB);
        old.answers();

        bench.pass(999);
        assertThat(old.terminatedAt).isNull();
        bench.pass(1);
        assertThat(old.terminatedAt).isNotNull();
    }

    @Test
    void aJobThatKeepsATooLargeWorkerIsLostAfterTheGraceTime() {
        bench = Bench.of(1, Bench.limits(0, 100 * MIB)).ready();
        Ticket job = bench.submit();
        SimulatedWorker old = bench.worker(0);
        old.weighs(200 * MIB);
        old.weighs(201 * MIB);
        bench.pass(1_000 + 300);
        assertThat(old.killedAt).isNotNull();

        DeathReport death = old.dies();

        assertThat(job.attempts).isEqualTo(1);
        assertThat(death.stop()).isEqualTo(new Stop(Stop.By.SIGKILL, Duration.ofMillis(1_300)));
        assertThat(death.cause()).contains("200 MiB");
        bench.worker(0).starts();
        bench.worker(0).answers();
        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.Succeeded.class);
    }

    @Test
    void anIdleWorkerThatIsTooLargeIsLetGo() {
        bench = Bench.of(1, Bench.limits(0, 100 * MIB)).ready();
        bench.submit();
        SimulatedWorker worker = bench.worker(0);
        worker.answers();

        worker.weighs(101 * MIB);

        assertThat(worker.dismissed).isTrue();
    }

    @Test
    void aFreshWorkerRunsAJobBeforeItIsFoundTooLarge() {
        bench = Bench.of(1, Bench.limits(0, 100 * MIB)).ready();

        bench.worker(0).weighs(101 * MIB);

        assertThat(bench.worker(0).dismissed).isFalse();
    }
}
