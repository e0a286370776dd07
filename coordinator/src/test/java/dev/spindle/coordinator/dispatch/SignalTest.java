package dev.spindle.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import org.junit.jupiter.api.Test;

/** {@link Bench} checks after every step that each attempt was told each signal once; here is when. */
class SignalTest {
    private static final RawJson ONE = RawJson.of("1");

    private final Bench bench = new Bench(1);

    @Test
    void toAJobThatWaitsIsKeptUntilItIsSent() {
        Ticket job = bench.submit();

        assertThat(bench.signal(job, "done", ONE)).isTrue();
        bench.worker(0).starts();

        SimulatedWorker worker = bench.worker(0);
        assertThat(worker.signals(worker.held.getFirst()))
                .containsOnlyKeys("done")
                .containsValue(ONE);
    }

    @Test
    void toAJobThatWasSentIsSentAtOnce() {
        bench.ready();
        Ticket job = bench.submit();
        SimulatedWorker worker = bench.worker(0);
        assertThat(worker.signals(worker.held.getFirst())).isEmpty();

        bench.signal(job, "done", null);

        assertThat(worker.signals(worker.held.getFirst()))
                .containsOnlyKeys("done")
                .containsValue(null);
    }

    @Test
    void isSentOnceAndByItsFirstValue() {
        bench.ready();
        Ticket job = bench.submit();

        assertThat(bench.signal(job, "done", ONE)).isTrue();
        assertThat(bench.signal(job, "done", RawJson.of("2"))).isTrue();

        SimulatedWorker worker = bench.worker(0);
        assertThat(worker.signals(worker.held.getFirst()))
                .containsOnlyKeys("done")
                .containsValue(ONE);
    }

    @Test
    void isToldAgainToTheAttemptThatFollowsADeath() {
        bench.ready();
        Ticket job = bench.submit();
        bench.signal(job, "done", ONE);
        bench.worker(0).dies();
        bench.worker(0).starts();

        SimulatedWorker second = bench.worker(0);
        assertThat(second.jobs()).containsExactly(job);
        assertThat(second.signals(second.held.getFirst())).containsOnlyKeys("done");
    }

    @Test
    void reachesAJobThatIsBeingCancelled() {
        bench.ready();
        Ticket job = bench.submit();
        bench.cancel(job);

        assertThat(bench.signal(job, "done", null)).isTrue();

        SimulatedWorker worker = bench.worker(0);
        assertThat(worker.signals(worker.held.getFirst())).containsOnlyKeys("done");
        worker.fails(ErrorObject.CANCELLED);
    }

    @Test
    void toAJobThatIsDoneIsRefused() {
        bench.ready();
        Ticket job = bench.submit();
        bench.worker(0).answers();

        assertThat(bench.signal(job, "done", null)).isFalse();
    }

    @Test
    void isNotSentToAWorkerThatKnowsNoSignals() {
        Ticket job = bench.submit();
        bench.worker(0).hasSignals = false;
        bench.worker(0).starts();

        assertThat(bench.signal(job, "done", null)).isTrue();

        SimulatedWorker worker = bench.worker(0);
        assertThat(worker.signals(worker.held.getFirst())).isEmpty();
    }
}
