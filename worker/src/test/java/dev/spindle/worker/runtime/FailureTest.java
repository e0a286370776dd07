package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.Thrown;
import dev.spindle.worker.probes.Fails;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoProcessLeft.class)
class FailureTest {
    private static WorkerProcess start(int cap) throws Exception {
        WorkerProcess worker = WorkerProcess.start("--task", Fails.class.getName());
        worker.greet(cap);
        return worker;
    }

    private static ErrorObject fail(WorkerProcess worker, String way, int code) throws Exception {
        return worker.failure(worker.run("Fails", "\"" + way + "\""), code).error();
    }

    @Test
    void whatWasThrownTravelsAsData() throws Exception {
        try (WorkerProcess worker = start(Message.DEFAULT_MAX_FRAME_BYTES)) {
            ErrorObject error = fail(worker, "cause", ErrorObject.TASK_FAILED);

            Thrown data = Objects.requireNonNull(error.data());
            assertThat(data.type()).isEqualTo(IOException.class.getName());
            assertThat(data.message()).isEqualTo("outer").isEqualTo(error.message());
            assertThat(data.stack().get(0)).contains(Fails.class.getName());
            assertThat(Objects.requireNonNull(data.cause()).message()).isEqualTo("inner");
            assertThat(data.suppressed()).singleElement().satisfies(aside -> assertThat(aside.message())
                    .isEqualTo("aside"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "overflow, -32000, java.lang.StackOverflowError",
        "assertion, -32000, 'an error, not an exception'",
        "hostile, -32000, dev.spindle.worker.probes.Fails$Hostile",
        "surrogate, -32000, half ? a pair",
        "getter, -32001, no value",
        "cycle, -32001, nest",
        "raw, -32001, raw JSON is not valid",
    })
    void aFailureOfAnyKindIsThatJobsAlone(String way, int code, String said) throws Exception {
        try (WorkerProcess worker = start(Message.DEFAULT_MAX_FRAME_BYTES)) {
            assertThat(fail(worker, way, code).message()).contains(said);

            assertThat(worker.call("echo", "1")).isEqualTo("1");
        }
    }

    @Test
    void aResultThatCannotBeWrittenIsThatJobsFailure() throws Exception {
        try (WorkerProcess worker = start(Message.DEFAULT_MAX_FRAME_BYTES)) {
            worker.failure(worker.run("fault.unserializable", "null"), ErrorObject.RESULT_NOT_SERIALIZABLE);

            assertThat(worker.call("Fails", "\"newline\"")).isEqualTo("{ \"a\": 1 }");
        }
    }

    @Test
    void anAnswerOverTheCapIsRefusedBeforeItIsSent() throws Exception {
        try (WorkerProcess worker = start(8000)) {
            assertThat(fail(worker, "big", ErrorObject.RESULT_NOT_SERIALIZABLE).message())
                    .contains("100002 bytes")
                    .contains("8000 bytes");
            ErrorObject tooLong = fail(worker, "longMessage", ErrorObject.TASK_FAILED);
            assertThat(tooLong.data()).isNull();
            assertThat(tooLong.message()).startsWith("yyyy");

            assertThat(worker.call("echo", "1")).isEqualTo("1");
        }
    }

    @Test
    void outOfMemoryIsAnsweredThenTheWorkerLeavesAndNothingElseRuns() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start(List.of("-Xmx32m"))) {
            worker.greet();
            long filling = worker.run("fault.oom", "null");
            worker.run("fault.halt", "99");

            ErrorObject error = worker.failure(filling, ErrorObject.TASK_FAILED).error();

            assertThat(Objects.requireNonNull(error.data()).type()).isEqualTo(OutOfMemoryError.class.getName());
            assertThat(worker.next()).isEqualTo(new FromWorker.Goodbye(Departure.OUT_OF_MEMORY, Message.NO_ID));
            worker.assertEndOfStream();
            assertThat(worker.exitStatus()).isEqualTo(Departure.OUT_OF_MEMORY);
        }
    }

    @Test
    void outOfMemoryWithNothingToCollectIsAnsweredToo() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start(List.of("-Xmx32m"))) {
            worker.greet();
            long leaking = worker.run("fault.leak", "100000000");

            worker.failure(leaking, ErrorObject.TASK_FAILED);

            assertThat(worker.next()).isEqualTo(new FromWorker.Goodbye(Departure.OUT_OF_MEMORY, Message.NO_ID));
            assertThat(worker.exitStatus()).isEqualTo(Departure.OUT_OF_MEMORY);
        }
    }

    @Test
    void aResultTooBigForTheHeapIsAnsweredThenTheWorkerLeaves() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start(List.of("-Xmx32m"), "--task", Fails.class.getName())) {
            worker.greet();

            fail(worker, "huge", ErrorObject.RESULT_NOT_SERIALIZABLE);

            assertThat(worker.next()).isEqualTo(new FromWorker.Goodbye(Departure.OUT_OF_MEMORY, Message.NO_ID));
            assertThat(worker.exitStatus()).isEqualTo(Departure.OUT_OF_MEMORY);
        }
    }

    @Test
    void anInputTooBigForTheHeapEndsTheWorker() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start(List.of("-Xmx16m"))) {
            worker.greet();

            worker.sendUnchecked("echo", "\"" + "x".repeat(40_000_000) + "\"");

            assertThat(worker.exitStatus()).isEqualTo(Departure.OUT_OF_MEMORY);
            assertThat(worker.next()).isEqualTo(new FromWorker.Goodbye(Departure.OUT_OF_MEMORY, Message.NO_ID));
        }
    }
}
