package dev.spindle.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.RetryOn;
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
    void isDecidedAtTheLimitNotBefore() {
        Ticket job = bench.submit(50);

        bench.pass(49);
        assertThat(bench.outcomes).isEmpty();
        bench.pass(1);

        assertThat(bench.outcome(job)).isInstanceOfSatisfying(JobOutcome.TimedOut.class, timedOut -> {
            assertThat(timedOut.limit()).isEqualTo(Duration.ofMillis(50));
            assertThat(timedOut.elapsed()).isEqualTo(Duration.ofMillis(50));
            assertThat(timedOut.attempts()).isEqualTo(1);
        });
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
        assertThat(bench.outcomes).isEmpty();
        SimulatedWorker other = bench.worker(0);
        assertThat(other.jobs()).as("an idle worker has it at once").containsExactly(job);
        assertThat(other.held.getFirst().number()).isEqualTo(2);

        slow.answers(first, new FromWorker.Result(first, RawJson.of("\"late\"")));
        assertThat(bench.outcomes).isEmpty();
        bench.pass(50);
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
