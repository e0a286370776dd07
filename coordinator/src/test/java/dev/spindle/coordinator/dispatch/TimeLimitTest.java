package dev.spindle.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.RetryOn;
import dev.spindle.coordinator.Stop;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.FromWorker;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    private Bench bench = new Bench(1).ready();

    @Test
    void isDecidedAtTheLimitNotBeforeAndToldWhenTheJobHasStopped() {
        Ticket job = bench.submit(50);

        bench.pass(49);
        assertThat(bench.worker(0).asked).isEmpty();
        bench.pass(1);
        assertThat(bench.worker(0).asked).hasSize(1);
        assertThat(bench.worker(0).held.getFirst().isAwaited()).isFalse();
        bench.pass(7);
        assertThat(bench.outcomes).isEmpty();
        bench.worker(0).answers();

        assertThat(bench.outcome(job)).isInstanceOfSatisfying(JobOutcome.TimedOut.class, timedOut -> {
            assertThat(timedOut.limit()).isEqualTo(Duration.ofMillis(50));
            assertThat(timedOut.elapsed()).isEqualTo(Duration.ofMillis(50));
            assertThat(timedOut.attempts()).isEqualTo(1);
            assertThat(timedOut.stop()).isEqualTo(new Stop(Stop.By.REQUEST, Duration.ofMillis(7)));
        });
    }

    @Test
    void saysWhichRungWorkedAndHowLongThatTook() {
        Ticket gentle = bench.submit(50);
        bench.pass(50 + 1_000 + 20);
        DeathReport death = bench.worker(0).dies();
        assertThat(death.stop()).isEqualTo(new Stop(Stop.By.SIGTERM, Duration.ofMillis(1_020)));
        assertThat(death.cause()).contains("exceeded its time limit");
        Ticket deaf = bench.submit(50);
        bench.worker(0).starts();
        bench.pass(50 + 1_000 + 300 + 30);
        bench.worker(0).dies();

        assertThat(stop(gentle)).isEqualTo(new Stop(Stop.By.SIGTERM, Duration.ofMillis(1_020)));
        assertThat(stop(deaf)).isEqualTo(new Stop(Stop.By.SIGKILL, Duration.ofMillis(1_330)));
    }

    private Stop stop(Ticket job) {
        return ((JobOutcome.TimedOut<RawJson>) bench.outcome(job)).stop();
    }

    @Test
    void aProcessThatSurvivesSigkillIsGivenUp() {
        Ticket job = bench.submit(50);
        Ticket next = bench.submit();
        SimulatedWorker immortal = bench.worker(0);

        bench.pass(50 + 1_000 + 300 + 9_999);
        assertThat(bench.outcomes).isEmpty();
        bench.pass(1);

        assertThat(stop(job).by()).isEqualTo(Stop.By.NOTHING);
        assertThat(immortal.isAbandoned).isTrue();
        bench.worker(0).starts();
        bench.worker(0).answers();
        assertThat(bench.outcome(next)).isInstanceOf(JobOutcome.Succeeded.class);
    }

    @Test
    void aCoordinatorThatWasStoppedReadsFirstWhatCameMeanwhile() {
        Ticket job = bench.submit(50);

        bench.stall(60_000);
        assertThat(bench.worker(0).asked).isEmpty();
        bench.pass(100);
        bench.worker(0).answers();

        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.Succeeded.class);
        Ticket slow = bench.submit(50);
        bench.stall(60_000);
        bench.pass(200);
        assertThat(bench.worker(0).asked).hasSize(1);
        bench.worker(0).answers();
        assertThat(bench.outcome(slow)).isInstanceOf(JobOutcome.TimedOut.class);
    }

    @Test
    void aCancelWhileTheJobIsBeingStoppedIsTooLate() {
        Ticket job = bench.submit(50);
        bench.pass(60);

        assertThat(bench.cancel(job)).isFalse();
        bench.worker(0).answers();

        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.TimedOut.class);
    }

    @Test
    void aCancelWhileTheJobIsBeingStoppedKeepsItFromRunningAgain() {
        bench = new Bench(1, 1, EnumSet.of(RetryOn.TIMEOUT), Set.of()).ready();
        Ticket job = bench.submit(50);
        bench.pass(60);

        assertThat(bench.cancel(job)).isTrue();
        assertThat(bench.cancel(job)).isTrue();
        bench.worker(0).answers();

        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.Cancelled.class);
    }

    @Test
    void aCancelThatWasInTimeHoldsThoughThePoolGivesUpAfterwards() {
        bench = new Bench(1, 1, EnumSet.of(RetryOn.TIMEOUT), Set.of()).ready();
        Ticket job = bench.submit(50);
        bench.pass(60);
        assertThat(bench.cancel(job)).isTrue();

        bench.closeSoon(-1);
        bench.worker(0).answers();

        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.Cancelled.class);
    }

    @Test
    void aCancelAfterThePoolGaveUpIsTooLate() {
        bench = new Bench(1, 1, EnumSet.of(RetryOn.TIMEOUT), Set.of()).ready();
        Ticket job = bench.submit(50);
        bench.pass(60);
        bench.closeSoon(-1);

        assertThat(bench.cancel(job)).isFalse();
        bench.worker(0).answers();

        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.TimedOut.class);
    }

    @Test
    void goesUpTheLadder() {
        bench.submit(50);
        SimulatedWorker worker = bench.worker(0);
        long attempt = worker.held.getFirst().id();
        long start = bench.now;
        bench.pass(50);
        assertThat(worker.asked).containsExactly(attempt);
        assertThat(worker.terminatedAt).isNull();

        bench.pass(10_000);

        assertThat(worker.terminatedAt).isEqualTo(start + 50 * Bench.MILLI + Bench.GRACE);
        assertThat(worker.killedAt).isEqualTo(start + 350 * Bench.MILLI + Bench.GRACE);
    }

    @Test
    void countsFromWhenTheJobBeganNotFromWhenItWasSent() {
        SimulatedWorker worker = bench.worker(0);
        bench.submitMany(10);
        Ticket limited = bench.submit(50);
        bench.submitMany(10);
        while (!worker.jobs().contains(limited)) {
            worker.answers();
        }
        assertThat(worker.jobs().get(0)).isNotEqualTo(limited);
        worker.answersAfter(1_000);
        while (worker.jobs().get(0) != limited) {
            worker.answers();
        }

        bench.pass(49);
        assertThat(bench.outcomes).doesNotContainKey(limited);
        worker.answers();

        assertThat(bench.outcome(limited)).isInstanceOf(JobOutcome.Succeeded.class);
    }

    @Test
    void theLateAnswerIsDroppedAndTheWorkerGoesOn() {
        Ticket job = bench.submit(50);
        Ticket next = bench.submit();
        SimulatedWorker worker = bench.worker(0);
        bench.pass(60);

        worker.answers();
        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.TimedOut.class);
        bench.pass(100_000);
        worker.answers();

        assertThat(bench.outcome(next)).isInstanceOf(JobOutcome.Succeeded.class);
        assertThat(worker.terminatedAt).isNull();
    }

    @Test
    void neighboursAreNotChargedWhenTheWorkerIsEnded() {
        SimulatedWorker worker = bench.worker(0);
        bench.submitMany(300);
        Ticket limited = bench.submit(50);
        bench.submitMany(400);
        while (!worker.jobs().contains(limited) || worker.jobs().get(0) != limited) {
            worker.answers();
        }
        List<Ticket> neighbours = worker.jobs().subList(1, worker.jobs().size());
        assertThat(neighbours).isNotEmpty();

        bench.pass(50 + 1_000 + 300);
        worker.dies();

        assertThat(neighbours).extracting(each -> each.attempts).containsOnly(0);
        assertThat(neighbours).extracting(each -> each.state).containsOnly(JobState.QUEUED);
    }

    @Test
    void aNeighbourThatBeganWhileTheWorkerWasBeingEndedIsNotCharged() {
        SimulatedWorker worker = bench.worker(0);
        bench.submitMany(300);
        Ticket limited = bench.submit(50);
        bench.submitMany(400);
        while (!worker.jobs().contains(limited) || worker.jobs().get(0) != limited) {
            worker.answers();
        }
        bench.pass(50 + 1_000);
        assertThat(worker.terminatedAt).isNotNull();

        worker.answers(); // late, and the next begins
        Ticket begun = worker.jobs().get(0);
        worker.dies();

        assertThat(begun.attempts).isZero();
        assertThat(begun.state).isEqualTo(JobState.QUEUED);
    }

    @Test
    void isRetriedWhereThePolicySaysSo() {
        bench = new Bench(2, 1, EnumSet.of(RetryOn.TIMEOUT), Set.of()).ready();
        Ticket job = bench.submit(50);
        SimulatedWorker slow = bench.worker(1);
        long first = slow.held.getFirst().id();

        bench.pass(50);
        assertThat(bench.worker(0).held).as("it may still run").isEmpty();
        slow.answers(first, new FromWorker.Result(first, RawJson.of("\"late\"")));
        assertThat(bench.outcomes).isEmpty();
        assertThat(slow.jobs()).containsExactly(job);
        assertThat(slow.held.getFirst().number()).isEqualTo(2);

        bench.pass(50);
        slow.answers();
        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.TimedOut.class);
        assertThat(bench.outcome(job).attempts()).isEqualTo(2);
    }

    @Test
    void aWorkerThatClosedItsOutputHasTheGraceTimeToEnd() {
        Ticket job = bench.submit();
        SimulatedWorker worker = bench.worker(0);
        long start = bench.now;

        worker.closesItsOutput();
        bench.pass(5_000);
        assertThat(worker.terminatedAt).isEqualTo(start + Bench.GRACE);
        worker.dies();

        assertThat(job.attempts).isEqualTo(1);
    }

    @Test
    void aWorkerThatTalksNonsenseIsKilledAtOnce() {
        bench.worker(0).talksNonsense();

        assertThat(bench.worker(0).killedAt).isEqualTo(bench.now);
    }
}
