package dev.spindle.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.Stop;
import dev.spindle.coordinator.supervision.WorkerLimits;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private final Bench bench = new Bench(1);

    private SimulatedWorker beating(boolean beats) {
        bench.prestart(1);
        SimulatedWorker worker = bench.worker(0);
        worker.beats = beats;
        worker.starts();
        return worker;
    }

    @Test
    void aWorkerThatStopsBeatingIsKilledAndItsJobRunsElsewhere() {
        SimulatedWorker worker = beating(true);
        Ticket job = bench.submit();
        bench.pass(60_000);
        assertThat(worker.killedAt).isNull();

        worker.isStopped = true;
        bench.pass(9_000);
        assertThat(worker.killedAt).isNull();
        bench.pass(1_000);
        assertThat(worker.killedAt).isEqualTo(bench.now);
        DeathReport death = worker.dies();

        assertThat(death.cause()).contains("no sign of life for 10000 ms");
        assertThat(death.stop()).extracting(Stop::by).isEqualTo(Stop.By.SIGKILL);
        assertThat(death.job()).isEqualTo(job.number());
        bench.worker(0).starts();
        assertThat(bench.worker(0).jobs()).containsExactly(job);
        assertThat(job.attempts).isEqualTo(1);
    }

    @Test
    void anIdleWorkerIsWatchedToo() {
        SimulatedWorker worker = beating(true);
        worker.isStopped = true;

        bench.pass(10_000);

        assertThat(worker.killedAt).isNotNull();
    }

    @Test
    void whoNeverBeatsIsNotWatched() {
        SimulatedWorker worker = beating(false);
        bench.submit();

        bench.pass(3_600_000);

        assertThat(worker.killedAt).isNull();
    }

    @Test
    void aCoordinatorThatWasStoppedBlamesNobody() {
        SimulatedWorker worker = beating(true);
        bench.submit();

        bench.stall(60_000);
        bench.pass(5_000);

        assertThat(worker.killedAt).isNull();
    }

    @Test
    void aShortStopOfTheCoordinatorCountsWhereSilenceMayBeShort() {
        WorkerLimits limits = new WorkerLimits(Bench.GRACE, 60_000 * Bench.MILLI, 200 * Bench.MILLI, 0, 0);
        Bench impatient = Bench.of(1, limits);
        impatient.submit();
        SimulatedWorker worker = impatient.worker(0);
        worker.beats = true;
        worker.starts();

        impatient.stall(500);
        impatient.pass(10_000);

        assertThat(worker.killedAt).isNull();
    }
}
