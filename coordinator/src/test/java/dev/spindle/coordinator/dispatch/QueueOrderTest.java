package dev.spindle.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.QueueOrder;
import dev.spindle.coordinator.RetryOn;
import dev.spindle.coordinator.supervision.RetryPolicy;
import dev.spindle.protocol.message.ErrorObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueueOrderTest {
    private Bench bench = new Bench(1);

    private static Bench paused(QueueOrder order, long delayMillis) {
        RetryPolicy policy = new RetryPolicy(3, EnumSet.of(RetryOn.FAILED), delayMillis * Bench.MILLI);
        Bench made = new Bench(Bench.settings(1, policy, order), Set.of()).ready();
        made.pause();
        return made;
    }

    /** The numbers of the jobs in the order in which they run. */
    private List<Long> run() {
        bench.resume();
        List<Long> order = new ArrayList<>();
        while (!bench.worker(0).held.isEmpty()) {
            order.add(bench.worker(0).held.getFirst().job().number());
            bench.worker(0).answers();
        }
        return order;
    }

    @Test
    void theLatestFirst() {
        bench = paused(QueueOrder.LIFO, 0);
        bench.submitMany(4);

        assertThat(run()).containsExactly(4L, 3L, 2L, 1L);
    }

    @Test
    void theHighestPriorityFirstAndOfOnePriorityTheFirst() {
        bench = paused(QueueOrder.PRIORITY, 0);
        for (int priority : new int[] {0, 7, -1, 7, Integer.MAX_VALUE, 0, Integer.MIN_VALUE}) {
            bench.submitWithPriority(priority);
        }

        assertThat(run()).containsExactly(5L, 2L, 4L, 1L, 6L, 3L, 7L);
    }

    @Test
    void aJobThatRunsAgainIsTheFirstOfItsRank() {
        bench = paused(QueueOrder.PRIORITY, 0);
        bench.submitWithPriority(1);
        bench.submitWithPriority(1);
        bench.submitWithPriority(2);
        bench.resume();
        bench.worker(0).answers();
        bench.worker(0).fails(ErrorObject.TASK_FAILED);

        assertThat(run()).containsExactly(1L, 2L);
    }

    @Test
    void nothingBeginsWhilePausedNotEvenByAnAnswer() {
        bench.ready();
        bench.submitMany(3);
        bench.pause();
        bench.worker(0).answers();
        assertThat(bench.worker(0).held).isEmpty();

        bench.resume();

        assertThat(bench.worker(0).held).isNotEmpty();
    }

    @Test
    void closingEndsAPause() {
        bench.ready().pause();
        Ticket job = bench.submit();

        bench.close();
        bench.worker(0).answers();

        assertThat(bench.outcome(job)).isInstanceOf(JobOutcome.Succeeded.class);
    }

    @Test
    void aPoolThatIsClosingCannotBePaused() {
        bench.ready().submitMany(2);
        bench.close();

        bench.pause();
        bench.worker(0).answers();
        bench.worker(0).answers();

        assertThat(bench.outcomes).hasSize(2);
    }

    // ---- delays

    @Test
    void aDelayedJobLetsOthersPassAndIsNextWhenItsTimeHasCome() {
        bench = paused(QueueOrder.FIFO, 100);
        bench.submitMany(4);
        bench.resume();
        SimulatedWorker worker = bench.worker(0);
        Ticket failed = worker.held.getFirst().job();
        worker.fails(ErrorObject.TASK_FAILED);
        assertThat(worker.held.getFirst().job().number()).isEqualTo(2);
        bench.pass(99);
        worker.answers();
        assertThat(worker.held.getFirst().job().number()).isEqualTo(3);
        bench.pass(1);

        worker.answers();

        assertThat(worker.held.getFirst().job()).isSameAs(failed);
        assertThat(worker.held.getFirst().number()).isEqualTo(2);
    }

    @Test
    void ofSeveralWhoseTimeHasComeTheOneThatWaitedLongestIsNext() {
        bench = paused(QueueOrder.FIFO, 100);
        bench.submitMany(2);
        bench.resume();
        SimulatedWorker worker = bench.worker(0);
        worker.fails(ErrorObject.TASK_FAILED);
        bench.pass(1);
        worker.fails(ErrorObject.TASK_FAILED);
        bench.stall(200);

        assertThat(worker.held.getFirst().job().number()).isEqualTo(1);
    }

    @Test
    void theSecondDelayIsTwiceAsLong() {
        bench = paused(QueueOrder.FIFO, 100);
        bench.submit();
        bench.resume();
        bench.worker(0).fails(ErrorObject.TASK_FAILED);
        bench.pass(100);
        bench.worker(0).fails(ErrorObject.TASK_FAILED);

        bench.pass(199);
        assertThat(bench.worker(0).held).isEmpty();
        bench.pass(1);
        assertThat(bench.worker(0).held).hasSize(1);
    }

    @Test
    void aDelayedJobCanBeCancelledAndIsWaitedForByAPoolThatCloses() {
        bench = paused(QueueOrder.FIFO, 100);
        Ticket cancelled = bench.submit();
        bench.resume();
        bench.worker(0).fails(ErrorObject.TASK_FAILED);
        Ticket waits = bench.submit();
        bench.worker(0).fails(ErrorObject.TASK_FAILED);
        bench.close();
        assertThat(bench.worker(0).dismissed).isFalse();

        assertThat(bench.cancel(cancelled)).isTrue();
        bench.pass(100);
        bench.worker(0).answers();

        assertThat(bench.outcome(cancelled)).isInstanceOf(JobOutcome.Cancelled.class);
        assertThat(bench.outcome(waits)).isInstanceOf(JobOutcome.Succeeded.class);
        assertThat(bench.worker(0).dismissed).isTrue();
    }

    @Test
    void delayedJobsCountForTheRoomThatThereIs() {
        bench = paused(QueueOrder.FIFO, 60_000);
        bench.resume();
        for (int i = 0; i < 1_000; i++) {
            bench.submit();
            bench.worker(0).fails(ErrorObject.TASK_FAILED);
        }

        assertThat(bench.dispatcher.isFull()).isTrue();
        bench.closeNow();
        assertThat(bench.outcomes).hasSize(1_000);
    }
}
