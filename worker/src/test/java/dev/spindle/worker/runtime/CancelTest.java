package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.ToWorker;
import dev.spindle.worker.probes.Fails;
import dev.spindle.worker.probes.Gate;
import dev.spindle.worker.probes.Uninterrupted;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoProcessLeft.class)
class CancelTest {
    private static WorkerProcess start() throws Exception {
        WorkerProcess worker = WorkerProcess.start(
                "--task", Gate.class.getName(),
                "--task", Uninterrupted.class.getName(),
                "--task", Fails.class.getName());
        worker.greet();
        return worker;
    }

    private static void awaitStart(WorkerProcess worker, long id) throws Exception {
        assertThat(worker.next())
                .isInstanceOfSatisfying(FromWorker.Progress.class, progress -> assertThat(progress.token())
                        .isEqualTo(id));
    }

    @Test
    void interruptsTheRunningJobAndNoOther() throws Exception {
        try (WorkerProcess worker = start()) {
            long running = worker.run("Gate", "1");
            awaitStart(worker, running);
            long next = worker.run("Uninterrupted", "2");

            worker.send(new ToWorker.CancelRequest(running));

            worker.failure(running, ErrorObject.CANCELLED);
            assertThat(worker.result(next).toString()).isEqualTo("true");
        }
    }

    @Test
    void aWaitingJobIsAnsweredAtOnceAndNeverRuns() throws Exception {
        try (WorkerProcess worker = start()) {
            long running = worker.run("Gate", "1");
            awaitStart(worker, running);
            long waiting = worker.run("fault.halt", "99");
            long last = worker.run("echo", "3");

            worker.send(new ToWorker.CancelRequest(waiting));

            worker.failure(waiting, ErrorObject.CANCELLED);
            worker.send(new ToWorker.SetSignal(running, "open", null));
            worker.result(running);
            worker.result(last);
        }
    }

    @Test
    void aCancelOfAFinishedOrUnknownJobDoesNothing() throws Exception {
        try (WorkerProcess worker = start()) {
            long first = worker.run("echo", "1");
            worker.result(first);

            worker.send(new ToWorker.CancelRequest(first));
            worker.send(new ToWorker.CancelRequest(4711));
            worker.sendText("{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":\"x\"}}");

            assertThat(worker.call("Uninterrupted", "1")).isEqualTo("true");
        }
    }

    @Test
    void anExceptionOfTheTasksOwnIsAFailureNotACancellation() throws Exception {
        try (WorkerProcess worker = start()) {
            worker.failure(worker.run("Fails", "\"interrupted\""), ErrorObject.TASK_FAILED);
            worker.failure(worker.run("Fails", "\"cancellation\""), ErrorObject.TASK_FAILED);
        }
    }

    @Test
    void workThatNeverWaitsSeesTheFlag() throws Exception {
        try (WorkerProcess worker = start()) {
            long running = worker.run("prime", "9223372036854775783");

            worker.send(new ToWorker.CancelRequest(running));

            worker.failure(running, ErrorObject.CANCELLED);
        }
    }

    /** The cancel of one job is sent at every moment around its end, while the next job is on its heels. */
    @Test
    void aCancelNeverReachesTheNextJob() throws Exception {
        Random random = new Random(42);
        try (WorkerProcess worker = start()) {
            for (int round = 0; round < 500; round++) {
                ToWorker.RunTask first = worker.job("sleep", "1");
                ToWorker.RunTask second = worker.job("Uninterrupted", "null");
                worker.sendTogether(first, second);
                long until = System.nanoTime() + random.nextInt(2_500_000);
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
                worker.send(new ToWorker.CancelRequest(first.id()));

                // Two answers, in either order: a job that is cancelled while it waits is answered by the thread that
                // reads.
                for (FromWorker answer : List.of(worker.next(), worker.next())) {
                    if (answer instanceof FromWorker.Failure failure) {
                        assertThat(failure.id()).isEqualTo(first.id());
                        assertThat(failure.error().code()).isEqualTo(ErrorObject.CANCELLED);
                    } else {
                        assertThat(answer).isInstanceOf(FromWorker.Result.class);
                    }
                }
            }
        }
    }
}
