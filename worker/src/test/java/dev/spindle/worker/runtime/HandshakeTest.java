package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.channel.Framing;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.ToWorker;
import dev.spindle.protocol.message.WorkerInfo;
import dev.spindle.worker.probes.NeverMade;
import dev.spindle.worker.probes.SecondEcho;
import dev.spindle.worker.probes.Summing;
import dev.spindle.worker.probes.Typed;
import dev.spindle.worker.probes.Unmakeable;
import dev.spindle.worker.tasks.Echo;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NoProcessLeft.class)
class HandshakeTest {
    @Test
    void saysWhoItIsAndWhatItCanRun() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start("--task", Typed.class.getName())) {
            WorkerInfo info = worker.greet();

            assertThat(info.protocolVersion()).isEqualTo(Message.PROTOCOL_VERSION);
            assertThat(info.name()).isEqualTo("spindle-worker-jvm");
            assertThat(info.version()).isNotEmpty();
            assertThat(info.processId()).isEqualTo(worker.processId());
            assertThat(info.capabilities())
                    .containsExactlyInAnyOrder(
                            "blobs", "cancel", "chunks", "heartbeat", "progress", "signals", "stack");
            assertThat(info.tasks())
                    .extracting(WorkerInfo.TaskInfo::name)
                    .isSorted()
                    .contains(
                            "Typed",
                            "echo",
                            "factor",
                            "fault.hang",
                            "mandelbrot",
                            "prime",
                            "sha256",
                            "sleep",
                            "spinner")
                    .hasSize(20);
            assertThat(info.tasks())
                    .contains(new WorkerInfo.TaskInfo("echo", "returns its input", Echo.class.getName()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void speaksOnStdinAndStdoutInEitherFraming(Framing framing) throws Exception {
        try (WorkerProcess worker =
                WorkerProcess.startOnStdio(framing, "--framing", framing == Framing.LINE ? "line" : "header")) {
            worker.greet();

            assertThat(worker.call("echo", "[1e400, 0.10]")).isEqualTo("[1e400, 0.10]");
        }
    }

    @Test
    void refusesRequestsBeforeInitializeAndASecondOne() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start()) {
            long early = worker.run("echo", "1");
            worker.failure(early, ErrorObject.INVALID_REQUEST);
            worker.send(new ToWorker.Shutdown(77));
            worker.failure(77, ErrorObject.INVALID_REQUEST);
            worker.sendText("{\"jsonrpc\":\"2.0\",\"id\":78,\"method\":\"who/are/you\"}");
            worker.failure(78, ErrorObject.INVALID_REQUEST);
            worker.greet();

            worker.send(new ToWorker.Initialize(79, 1, 1, 0, 0, 1 << 20, 0));

            worker.failure(79, ErrorObject.INVALID_REQUEST);
            assertThat(worker.call("echo", "1")).isEqualTo("1");
        }
    }

    @Test
    void answersWhatItDoesNotKnowAndReadsOn() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start()) {
            worker.greet();

            worker.sendText("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"who/are/you\"}");
            assertThat(worker.failure(7, ErrorObject.METHOD_NOT_FOUND).error().message())
                    .contains("who/are/you");
            worker.sendText("{\"jsonrpc\":\"2.0\",\"method\":\"$/new\",\"params\":{\"a\":[1]}}");
            worker.sendText("{\"jsonrpc\":");
            worker.failure(Message.NO_ID, ErrorObject.PARSE_ERROR);
            worker.sendText("[]");
            worker.failure(Message.NO_ID, ErrorObject.INVALID_REQUEST);
            worker.sendText("{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"task/run\",\"params\":{}}");
            worker.failure(8, ErrorObject.INVALID_PARAMS);

            assertThat(worker.call("echo", "\"still here\"")).isEqualTo("\"still here\"");
        }
    }

    @Test
    void aMessageOverTheCapEndsTheConnection() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start()) {
            worker.greet(8000);

            worker.run("echo", "\"" + "x".repeat(8000) + "\"");

            assertThat(worker.exitStatus()).isEqualTo(Departure.CHANNEL_BROKEN);
            assertThat(worker.stderr()).contains("over the cap of 8000").hasLineCount(1);
        }
    }

    @Test
    void whatIsNoFrameEndsTheConnection() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start()) {
            worker.greet();

            worker.sendText("Content-Length: many\r\n\r\n");

            assertThat(worker.exitStatus()).isEqualTo(Departure.CHANNEL_BROKEN);
            assertThat(worker.stderr()).hasLineCount(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--wat, unknown option --wat",
        "--framing, needs a value",
        "--framing lines, line or header",
        "--fds 3, two descriptors",
        "--fds x;4, two descriptors",
        "--fds 98;99, cannot read from descriptor 98",
    })
    void anOptionThatCannotBeUsedIsOneLineAndStatus2(String options, String said) throws Exception {
        assertUnusable(List.of(options.replace(';', ',').split(" ")), said);
    }

    @Test
    void aTaskThatCannotBeUsedIsALineAndTakesNoOtherDown() throws Exception {
        String[] options = {
            "--task", "no.such.Task",
            "--task", "java.lang.String",
            "--task", Unmakeable.class.getName(),
            "--task", Summing.class.getName(),
            "--task", SecondEcho.class.getName(),
        };
        try (WorkerProcess worker = WorkerProcess.start(options)) {
            assertThat(worker.greet().tasks()).hasSize(18);

            worker.closeInput();

            assertThat(worker.exitStatus()).isEqualTo(Departure.NOT_SHUT_DOWN);
            assertThat(worker.stderr())
                    .hasLineCount(5)
                    .contains("no.such.Task cannot be used: there is no such class")
                    .contains("java.lang.String is no dev.spindle.worker.Task")
                    .contains("its constructor threw java.lang.IllegalState")
                    .contains("it is abstract")
                    .contains("two tasks are called \"echo\": " + Echo.class.getName() + " and "
                            + SecondEcho.class.getName());
        }
    }

    private static void assertUnusable(List<String> options, String said) throws Exception {
        try (WorkerProcess worker = WorkerProcess.startOnStdio(Framing.LINE, options.toArray(String[]::new))) {
            assertThat(worker.exitStatus()).isEqualTo(Departure.UNUSABLE);
            assertThat(worker.stderr()).contains(said).hasLineCount(1);
        }
    }

    @Test
    void leavesAtTheEndOfTheStreamThoughATaskIsNeverMade() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start("--task", NeverMade.class.getName())) {
            worker.send(new ToWorker.Initialize(1, 1, 1, 0, 0, 1 << 20, 0));

            worker.closeInput();

            assertThat(worker.exitStatus(10)).isEqualTo(Departure.NOT_SHUT_DOWN);
        }
    }

    @Test
    void aTaskNamedTwiceIsOneTask() throws Exception {
        String echo = Echo.class.getName();
        try (WorkerProcess worker = WorkerProcess.start("--task", echo, "--task", echo)) {
            assertThat(worker.greet().tasks()).hasSize(19);
        }
    }
}
