package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.ToWorker;
import dev.spindle.worker.probes.Gate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoProcessLeft.class)
class SignalTest {
    private static WorkerProcess start() throws Exception {
        WorkerProcess worker = WorkerProcess.start("--task", Gate.class.getName());
        worker.greet();
        return worker;
    }

    @Test
    void opensARunningJobAndTheFirstValueStays() throws Exception {
        try (WorkerProcess worker = start()) {
            long job = worker.run("Gate", "null");
            assertThat(worker.next())
                    .isEqualTo(new FromWorker.Progress(job, RawJson.of("{\"fraction\":0.0,\"message\":\"waiting\"}")));

            worker.send(new ToWorker.SetSignal(job, "other", RawJson.of("0")));
            worker.send(new ToWorker.SetSignal(job, "open", RawJson.of("{\"first\":1}")));
            worker.send(new ToWorker.SetSignal(job, "open", RawJson.of("2")));

            assertThat(worker.result(job).toString()).isEqualTo("\"late true {\\\"first\\\":1} true 1\"");
        }
    }

    @Test
    void isKeptForAJobThatWaits() throws Exception {
        try (WorkerProcess worker = start()) {
            long first = worker.run("Gate", "null");
            worker.next();
            long second = worker.run("Gate", "null");
            worker.send(new ToWorker.SetSignal(second, "open", null));
            worker.send(new ToWorker.SetSignal(first, "open", null));
            worker.result(first);

            worker.next();

            assertThat(worker.result(second).toString()).isEqualTo("\"early true null true 1\"");
        }
    }

    /** A job that the worker could begin at once. */
    private static ToWorker.RunTask gate(long id, int signals) {
        return new ToWorker.RunTask(id, "Gate", RawJson.NULL, id, 1, signals);
    }

    @Test
    void thatComesWithAJobIsSetWhenItBegins() throws Exception {
        try (WorkerProcess worker = start()) {
            for (long id = 1000; id < 1100; id++) {
                worker.send(gate(id, 2));
                worker.send(new ToWorker.SetSignal(id, "other", null));
                worker.send(new ToWorker.SetSignal(id, "open", RawJson.of("7")));
                worker.next();

                assertThat(worker.result(id).toString()).isEqualTo("\"early true 7 true 1\"");
            }
        }
    }

    @Test
    void thatWasPromisedAndDoesNotComeHoldsUpNoOtherMessage() throws Exception {
        try (WorkerProcess worker = start()) {
            worker.send(gate(1001, 2));
            long next = worker.run("echo", "1");
            worker.next();
            worker.send(new ToWorker.SetSignal(1001, "open", null));
            assertThat(worker.result(1001).toString()).isEqualTo("\"late true null true 1\"");
            assertThat(worker.result(next).toString()).isEqualTo("1");
        }
    }

    @Test
    void toAFinishedJobIsIgnored() throws Exception {
        try (WorkerProcess worker = start()) {
            long job = worker.run("echo", "1");
            worker.result(job);

            worker.send(new ToWorker.SetSignal(job, "open", null));
            worker.send(new ToWorker.SetSignal(4711, "open", null));

            assertThat(worker.call("echo", "2")).isEqualTo("2");
        }
    }
}
