package dev.spindle.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.JobOutcome;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is done to a job by who knows only its number. */
class ByNumberTest {
    private static final int ITEMS = 3;

    private final Bench bench = new Bench(1);
    private final List<Optional<FromWorker>> told = new ArrayList<>();

    @Test
    void aJobIsCancelledWhereverItIs() {
        bench.ready();
        Ticket running = bench.submit();
        Ticket waiting = bench.submit();

        assertThat(bench.cancel(waiting.number())).isTrue();
        assertThat(bench.cancel(running.number())).isTrue();
        assertThat(bench.cancel(99L)).isFalse();
        assertThat(bench.cancel(waiting.number())).isFalse();
        bench.worker(0).fails(ErrorObject.CANCELLED);

        assertThat(List.of(bench.outcome(running), bench.outcome(waiting))).allSatisfy(each -> assertThat(each)
                .isInstanceOfSatisfying(JobOutcome.Cancelled.class, cancelled -> assertThat(cancelled.requested())
                        .isTrue()));
    }

    @Test
    void aPoolThatGivesUpRequestsNothing() {
        Ticket job = bench.submit();

        bench.closeNow();

        assertThat(bench.outcome(job))
                .isInstanceOfSatisfying(JobOutcome.Cancelled.class, cancelled -> assertThat(cancelled.requested())
                        .isFalse());
    }

    @Test
    void oneOfAChunkThatWaitsLetsTheOthersRunByThemselves() {
        Ticket chunk = bench.submit(bench.chunk(ITEMS, 0));

        assertThat(bench.cancel(chunk.number() + 1)).isTrue();

        oneIsCancelledAndTwoRun(1);
    }

    @Test
    void oneOfARunningChunkThatIsKilledLetsTheOthersRunByThemselves() {
        bench.ready();
        Ticket chunk = bench.submit(bench.chunk(ITEMS, 0));

        assertThat(bench.cancel(chunk.number() + 2)).isTrue();
        assertThat(bench.cancel(chunk.number() + 2)).isTrue();
        assertThat(bench.worker(0).asked).hasSize(1);
        bench.pass(1_000);
        assertThat(bench.worker(0).terminatedAt).isNotNull();
        bench.worker(0).dies();

        oneIsCancelledAndTwoRun(2);
    }

    @Test
    void oneOfAChunkBehindAnotherJobLetsTheOthersRunByThemselves() {
        bench.ready();
        SimulatedWorker worker = bench.worker(0);
        bench.submitMany(20);
        while (worker.held.size() > 0 && bench.dispatcher.queued() > 0) {
            worker.answers();
        }
        Ticket chunk = bench.submit(bench.chunk(ITEMS, 0));
        while (worker.held.stream().noneMatch(each -> each.job() == chunk)) {
            worker.answers();
        }
        if (worker.held.getFirst().job() == chunk) {
            return; // this window has room for one only: the case is the one above
        }

        assertThat(bench.cancel(chunk.number())).isTrue();
        worker.dies();

        oneIsCancelledAndTwoRun(0);
    }

    private void oneIsCancelledAndTwoRun(int which) {
        List<Ticket> jobs = bench.submitted.subList(bench.submitted.size() - ITEMS, bench.submitted.size());
        assertThat(bench.outcome(jobs.get(which))).isInstanceOf(JobOutcome.Cancelled.class);
        bench.worker(0).starts();
        while (bench.dispatcher.unsettled() > 0) {
            bench.worker(0).answers();
        }
        for (int i = 0; i < ITEMS; i++) {
            assertThat(bench.outcome(jobs.get(i)))
                    .isInstanceOf(i == which ? JobOutcome.Cancelled.class : JobOutcome.Succeeded.class)
                    .satisfies(each -> assertThat(each.attempts()).isLessThan(2));
        }
    }

    @Test
    void aWorkerIsAskedForTheStackOfTheJobThatItRuns() {
        bench.prestart(1);
        SimulatedWorker worker = bench.worker(0);
        worker.hasStacks = true;
        worker.starts();
        Ticket running = bench.submit();
        Ticket waiting = bench.submit();

        Inquiry asked = inquire(running.number());

        assertThat(asked.standing()).isEqualTo(Inquiry.Standing.ASKED);
        assertThat(worker.question).isEqualTo(asked.id());
        assertThat(inquire(waiting.number()).standing()).isEqualTo(Inquiry.Standing.WAITS);
        assertThat(inquire(99).standing()).isEqualTo(Inquiry.Standing.UNKNOWN);
        FromWorker answer = new FromWorker.Result(asked.id(), RawJson.of("{}"));
        worker.answers(asked.id(), answer);
        worker.answers(asked.id(), answer);
        assertThat(told).containsExactly(Optional.of(answer));
        assertThat(bench.dispatcher.strayAnswers()).isOne();
    }

    @Test
    void aQuestionHasOneAnswerOrNone() {
        bench.prestart(1);
        SimulatedWorker worker = bench.worker(0);
        worker.hasStacks = true;
        worker.starts();
        Ticket running = bench.submit();
        Inquiry forgotten = inquire(running.number());
        bench.dispatcher.forget(forgotten);
        inquire(running.number());

        worker.dies();

        assertThat(told).containsExactly(Optional.empty());
    }

    @Test
    void aWorkerThatDoesNotKnowTheQuestionIsNotAsked() {
        bench.ready();
        Ticket running = bench.submit();

        assertThat(inquire(running.number()).standing()).isEqualTo(Inquiry.Standing.CANNOT_TELL);
        assertThat(bench.worker(0).question).isNegative();
    }

    private Inquiry inquire(long number) {
        return bench.dispatcher.inquire(number, told::add, bench);
    }
}
