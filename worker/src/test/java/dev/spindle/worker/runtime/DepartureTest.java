package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.ToWorker;
import dev.spindle.worker.probes.Fails;
import dev.spindle.worker.probes.Gate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoProcessLeft.class)
class DepartureTest {
    /** A worker leaves within 2 s; a machine that is busy with other things is given some more. */
    private static final long AT_ONCE_SECONDS = 10;

    private static WorkerProcess start() throws Exception {
        WorkerProcess worker = WorkerProcess.start("--task", Gate.class.getName(), "--task", Fails.class.getName());
        worker.greet();
        return worker;
    }

    @Test
    void shutdownAndExitAreStatus0() throws Exception {
        try (WorkerProcess worker = start()) {
            worker.send(new ToWorker.Shutdown(50));
            assertThat(worker.result(50).toString()).isEqualTo("null");
            worker.send(new ToWorker.Shutdown(51));
            worker.failure(51, ErrorObject.INVALID_REQUEST);

            worker.send(new ToWorker.Exit());

            assertThat(worker.next()).isEqualTo(new FromWorker.Goodbye(0, Message.NO_ID));
            worker.assertEndOfStream();
            assertThat(worker.exitStatus()).isEqualTo(0);
            assertThat(worker.stderr()).isEmpty();
        }
    }

    @Test
    void exitWithoutShutdownIsStatus1() throws Exception {
        try (WorkerProcess worker = start()) {
            worker.send(new ToWorker.Exit());

            assertThat(worker.exitStatus()).isEqualTo(1);
        }
    }

    @Test
    void shutdownLetsTheRunningJobEndAndDropsTheWaitingOnes() throws Exception {
        try (WorkerProcess worker = start()) {
            long running = worker.run("Gate", "null");
            worker.next();
            long waiting = worker.run("fault.halt", "99");

            worker.send(new ToWorker.Shutdown(50));

            worker.failure(waiting, ErrorObject.CANCELLED);
            worker.failure(worker.run("echo", "1"), ErrorObject.CANCELLED);
            worker.send(new ToWorker.SetSignal(running, "open", null));
            worker.result(running);
            assertThat(worker.result(50).toString()).isEqualTo("null");
        }
    }

    @Test
    void aJobThatCallsExitIsNamedInTheGoodbye() throws Exception {
        try (WorkerProcess worker = start()) {
            long job = worker.run("fault.exit", "7");
            worker.run("fault.halt", "99");

            assertThat(worker.next()).isEqualTo(new FromWorker.Goodbye(0, job));
            worker.assertEndOfStream();
            assertThat(worker.exitStatus()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @CsvSource({"exitElsewhere, 5", "exitPrinting, 6"})
    void exitIsNoDeadlockWhereverItIsCalled(String way, int status) throws Exception {
        try (WorkerProcess worker = start()) {
            long job = worker.run("Fails", "\"" + way + "\"");

            assertThat(worker.next()).isEqualTo(new FromWorker.Goodbye(0, job));
            assertThat(worker.exitStatus(AT_ONCE_SECONDS)).isEqualTo(status);
        }
    }

    @Test
    void haltSaysNothing() throws Exception {
        try (WorkerProcess worker = start()) {
            worker.run("fault.halt", "9");

            worker.assertEndOfStream();
            assertThat(worker.exitStatus()).isEqualTo(9);
        }
    }

    @Test
    void aCrashSaysNothing() throws Exception {
        try (WorkerProcess worker = start()) {
            worker.run("fault.crash", "null");

            worker.assertEndOfStream();
            assertThat(worker.exitStatus()).isEqualTo(134); // SIGABRT, which the JVM gives itself after a SIGSEGV
            assertThat(worker.stderr()).contains("SIGSEGV");
        }
    }

    @Test
    void aSignalIsNoGoodbye() throws Exception {
        try (WorkerProcess worker = start()) {
            worker.run("fault.hang", "null");

            ProcessHandle.of(worker.processId()).orElseThrow().destroy();

            worker.assertEndOfStream();
            assertThat(worker.exitStatus(AT_ONCE_SECONDS)).isEqualTo(143);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"calls\"", "\"counted\""})
    void leavesAtTheEndOfTheStreamThoughAJobHangs(String kind) throws Exception {
        try (WorkerProcess worker = start()) {
            long job = worker.run("fault.hang", kind);
            worker.awaitBusy();
            worker.send(new ToWorker.CancelRequest(job));

            worker.closeInput();

            assertThat(worker.exitStatus(AT_ONCE_SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void leavesAtTheEndOfTheStreamThoughAJobIsDeafAndOthersWait() throws Exception {
        try (WorkerProcess worker = start()) {
            long job = worker.run("fault.deaf", "null");
            worker.run("echo", "1");
            worker.send(new ToWorker.CancelRequest(job));

            worker.closeInput();

            assertThat(worker.exitStatus(AT_ONCE_SECONDS)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAJobLeftBehindEndsWithTheWorker(boolean orderly) throws Exception {
        try (WorkerProcess worker = start()) {
            long child = Long.parseLong(worker.call("fault.fork", "null"));
            assertThat(ProcessHandle.of(child)).isPresent();

            if (orderly) {
                worker.send(new ToWorker.Exit());
            } else {
                worker.closeInput();
            }

            worker.exitStatus(AT_ONCE_SECONDS);
            await().atMost(Duration.ofSeconds(10))
                    .until(() ->
                            !ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false));
        }
    }

    /** An answer is out before the next job starts: the halt right behind an echo never takes its answer along. */
    @Test
    void anAnswerIsOutBeforeTheNextJobStarts() throws Exception {
        for (int round = 0; round < 10; round++) {
            try (WorkerProcess worker = WorkerProcess.start()) {
                worker.greet();
                ToWorker.RunTask[] jobs = new ToWorker.RunTask[21];
                for (int i = 0; i < 20; i++) {
                    jobs[i] = worker.job("echo", Integer.toString(i));
                }
                jobs[20] = worker.job("fault.halt", "1");

                worker.sendTogether(jobs);

                for (int i = 0; i < 20; i++) {
                    assertThat(worker.result(jobs[i].id()).toString()).isEqualTo(Integer.toString(i));
                }
                worker.assertEndOfStream();
            }
        }
    }
}
