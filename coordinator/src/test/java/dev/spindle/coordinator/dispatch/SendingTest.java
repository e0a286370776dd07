package dev.spindle.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.JobOutcome;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.FromWorker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendingTest {
    private final Bench bench = new Bench(2);

    @Test
    void startsAWorkerForAJobAndNoMoreThanThereAreJobs() {
        bench.submit();
        assertThat(bench.launched).hasSize(1);

        bench.submitMany(5);
        assertThat(bench.launched).hasSize(2);
    }

    @Test
    void sendsAJobAtOnceToAnIdleWorker() {
        bench.ready();

        Ticket job = bench.submit();

        assertThat(bench.alive())
                .filteredOn(each -> each.jobs().equals(List.of(job)))
                .hasSize(1);
    }

    @Test
    void prefersTheWorkerThatWasUsedLast() {
        bench.ready();
        SimulatedWorker first = bench.worker(0);
        SimulatedWorker second = bench.worker(1);
        bench.submitMany(2);
        first.answers();
        second.answers();

        bench.submit();
        assertThat(second.held).hasSize(1);
    }

    @Test
    void startsJobsInTheOrderOfTheirSubmission() {
        Bench one = new Bench(1).ready();
        SimulatedWorker worker = one.worker(0);
        List<Ticket> jobs = one.submitMany(300);
        List<Ticket> order = new ArrayList<>();
        while (!worker.held.isEmpty()) {
            order.add(worker.jobs().get(0));
            worker.answers();
        }

        assertThat(order).isEqualTo(jobs);
    }

    /** The first jobs take no time, the others a second each; nobody may hold two of those while another is idle. */
    private void runWithTheFirstShort(int shorts) {
        while (bench.dispatcher.unsettled() > 0) {
            List<SimulatedWorker> busy =
                    bench.alive().stream().filter(each -> !each.held.isEmpty()).toList();
            List<SimulatedWorker> quick = busy.stream()
                    .filter(each -> each.jobs().get(0).number() <= shorts)
                    .toList();
            if (quick.isEmpty()) {
                boolean hoards = busy.stream().anyMatch(each -> each.held.size() > 1);
                assertThat(hoards && busy.size() < bench.places)
                        .as("one hoards while another is idle")
                        .isFalse();
                bench.pass(1_000);
                busy.forEach(SimulatedWorker::answers);
            } else {
                quick.get(0).answers();
            }
        }
    }

    @Test
    void jobsOfSecondsNeverPileUpOnOneWorkerWhileTheOtherIsIdle() {
        bench.ready();
        bench.submitMany(20);
        runWithTheFirstShort(0);
        assertThat(bench.outcomes).hasSize(20);
    }

    @Test
    void jobsOfSecondsDoNotPileUpInWindowsThatShortJobsMadeWide() {
        bench.ready();
        bench.submitMany(1_020);
        runWithTheFirstShort(1_000);
        assertThat(bench.outcomes).hasSize(1_020);
    }

    @Test
    void shortJobsThatGrowLongLeaveNoWorkerIdleWhileJobsWait() {
        bench.ready();
        bench.submitMany(400);
        for (int i = 0; i < 300; i++) {
            bench.worker(i % 2).answers(); // in no time: the windows are as wide as they get
        }
        while (bench.dispatcher.unsettled() > 0) {
            bench.alive().stream().filter(each -> !each.held.isEmpty()).forEach(each -> each.answersAfter(1_000));
        }
        // that none was idle while a job waited is what the bench checks after every step
        assertThat(bench.outcomes).hasSize(400);
    }

    /** A bench of workers whose windows are as wide as they get, with no job left. */
    private static Bench withWideWindows(int workers) {
        Bench wide = new Bench(workers).ready();
        wide.submitMany(1_000 * workers);
        for (int i = 0; wide.dispatcher.unsettled() > 0; i++) {
            wide.worker(i % workers).answers();
        }
        assertThat(wide.alive()).allMatch(each -> each.worker.window.size() == Window.MAX);
        return wide;
    }

    @Test
    void aWindowIsToppedUpWhenItIsHalfEmptySoThatJobsTravelTogether() {
        Bench one = withWideWindows(1);
        SimulatedWorker worker = one.worker(0);
        one.pause();
        one.submitMany(1_000);
        one.resume();
        for (int i = 0; i < 500; i++) {
            int before = worker.held.size();
            worker.answers();
            assertThat(worker.held.size()).isIn(before - 1, Window.MAX);
            assertThat(worker.held.size() > before).isEqualTo(before - 1 <= Window.MAX / 2);
        }
    }

    @Test
    void noWorkerHoldsMoreThanItsShareOfWhatWaits() {
        Bench two = withWideWindows(2);
        two.pause();
        two.submitMany(10);

        two.resume();

        assertThat(two.alive()).allMatch(each -> !each.held.isEmpty() && each.held.size() <= 5);
    }

    @Test
    void aWorkerHoldsFewLargeInputs() {
        Bench one = new Bench(1).ready();
        SimulatedWorker worker = one.worker(0);
        one.submitMany(200);
        for (int i = 0; i < 200; i++) {
            worker.answers();
        }
        for (int i = 0; i < 40; i++) {
            one.submitBytes(100_000);
        }
        worker.answers();

        assertThat(worker.held).hasSizeBetween(1, 3);
        assertThat(one.dispatcher.isFull()).isTrue();
    }

    @Test
    void anAnswerToNothingIsDroppedAndCounted() {
        bench.ready();
        Ticket job = bench.submit();
        SimulatedWorker worker = bench.worker(1);
        long id = worker.held.getFirst().id();

        worker.answers(id + 1000, new FromWorker.Result(id + 1000, RawJson.of("1")));
        assertThat(bench.outcomes).isEmpty();
        worker.answers();
        worker.answers(id, new FromWorker.Result(id, RawJson.of("2")));

        assertThat(bench.dispatcher.strayAnswers()).isEqualTo(2);
        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.Succeeded.class);
    }

    @Test
    void theAnswerOfAnotherWorkersAttemptIsDropped() {
        bench.ready();
        bench.submitMany(2);
        long others = bench.worker(0).held.getFirst().id();

        bench.worker(1).answers(others, new FromWorker.Result(others, RawJson.of("1")));

        assertThat(bench.dispatcher.strayAnswers()).isEqualTo(1);
        assertThat(bench.outcomes).isEmpty();
    }
}
