package dev.spindle.protocol.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.Spent;
import dev.spindle.protocol.message.Thrown;
import dev.spindle.protocol.message.ToWorker;
import dev.spindle.protocol.message.WorkerInfo;
import dev.spindle.protocol.message.WorkerInfo.TaskInfo;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message byte for byte: workers in other languages are written after these. */
class WireExamplesTest {
    private static RawJson raw(String json) {
        return RawJson.checked(json.getBytes(UTF_8));
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                arguments(new ToWorker.Initialize(0, 1, 4711, 2, 3, 1 << 26, 1000), """
                        {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":1,"processId":4711,\
                        "worker":{"index":2,"generation":3},"limits":{"maxFrameBytes":67108864},"heartbeatMillis":1000}}"""),
                arguments(new ToWorker.Initialize(0, 1, 4711, 2, 3, 1 << 26, 1000, null, 32), """
                        {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":1,"processId":4711,\
                        "worker":{"index":2,"generation":3},"limits":{"maxFrameBytes":67108864},"heartbeatMillis":1000,\
                        "spentEvery":32}}"""),
                arguments(new ToWorker.RunTask(7, "Prime", raw("0.10"), 5, 1), """
                        {"jsonrpc":"2.0","id":7,"method":"task/run","params":{"task":"Prime","input":0.10,"job":5,"attempt":1}}"""),
                arguments(new ToWorker.RunAll(7, "Prime", raw("[0.10,2]"), 5), """
                        {"jsonrpc":"2.0","id":7,"method":"task/runAll","params":{"task":"Prime","inputs":[0.10,2],"job":5}}"""),
                arguments(new ToWorker.CancelRequest(7, true), """
                        {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":7,"rest":true}}"""),
                arguments(new ToWorker.CancelRequest(7), """
                        {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":7}}"""),
                arguments(new ToWorker.SetSignal(7, "done", null), """
                        {"jsonrpc":"2.0","method":"$/signal","params":{"id":7,"name":"done"}}"""),
                arguments(new ToWorker.SetSignal(7, "dóne", raw("{\"a\":1,\"a\":2}")), """
                        {"jsonrpc":"2.0","method":"$/signal","params":{"id":7,"name":"dóne","value":{"a":1,"a":2}}}"""),
                arguments(new ToWorker.Shutdown(9_007_199_254_740_991L), """
                        {"jsonrpc":"2.0","id":9007199254740991,"method":"shutdown","params":{}}"""),
                arguments(new ToWorker.Exit(), """
                        {"jsonrpc":"2.0","method":"exit","params":{}}"""),
                arguments(new FromWorker.Result(7, RawJson.NULL), """
                        {"jsonrpc":"2.0","id":7,"result":null}"""),
                arguments(new FromWorker.Result(7, raw("[1, \"\\u00e9\"]")), """
                        {"jsonrpc":"2.0","id":7,"result":[1, "\\u00e9"]}"""),
                arguments(new FromWorker.Result(7, raw("1"), new Spent(1200, 34_500, 0)), """
                        {"jsonrpc":"2.0","id":7,"result":1,"spent":{"decode":1200,"run":34500,"encode":0}}"""),
                arguments(new FromWorker.Failure(Message.NO_ID, new ErrorObject(-32700, "no \"JSON\"", null)), """
                        {"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"no \\"JSON\\""}}"""),
                arguments(
                        new FromWorker.Failure(
                                7,
                                new ErrorObject(
                                        ErrorObject.TASK_FAILED,
                                        "ouch",
                                        new Thrown(
                                                "E",
                                                "ouch",
                                                List.of("a.b(C.java:1)", "d"),
                                                new Thrown("F", null, List.of(), null, List.of()),
                                                List.of(new Thrown("G", "", List.of(), null, List.of()))))),
                        """
                        {"jsonrpc":"2.0","id":7,"error":{"code":-32000,"message":"ouch","data":{"type":"E","message":"ouch",\
                        "stack":["a.b(C.java:1)","d"],"cause":{"type":"F","message":null,"stack":[]},\
                        "suppressed":[{"type":"G","message":"","stack":[]}]}}}"""),
                arguments(new FromWorker.Progress(7, raw("{\"fraction\":0.5}")), """
                        {"jsonrpc":"2.0","method":"$/progress","params":{"token":7,"value":{"fraction":0.5}}}"""),
                arguments(new FromWorker.Progress(7, 0, raw("1")), """
                        {"jsonrpc":"2.0","method":"$/progress","params":{"token":7,"item":0,"value":1}}"""),
                arguments(new FromWorker.Output(7, FromWorker.Stream.STDOUT, "a\n"), """
                        {"jsonrpc":"2.0","method":"$/output","params":{"token":7,"stream":"stdout","text":"a\\n"}}"""),
                arguments(new FromWorker.Output(7, FromWorker.Stream.STDERR, "\t\u0000"), """
                        {"jsonrpc":"2.0","method":"$/output","params":{"token":7,"stream":"stderr","text":"\\t\\u0000"}}"""),
                arguments(new FromWorker.Heartbeat(), """
                        {"jsonrpc":"2.0","method":"$/heartbeat","params":{}}"""),
                arguments(new FromWorker.Goodbye(3, null), """
                        {"jsonrpc":"2.0","method":"$/goodbye","params":{"code":3}}"""),
                arguments(new FromWorker.Goodbye(3, Message.NO_ID), """
                        {"jsonrpc":"2.0","method":"$/goodbye","params":{"code":3,"running":null}}"""),
                arguments(new FromWorker.Goodbye(-1, 7L), """
                        {"jsonrpc":"2.0","method":"$/goodbye","params":{"code":-1,"running":7}}"""));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void areWrittenAndReadByteForByte(Message message, String json) throws MessageException {
        MessageWriter writer = new MessageWriter();
        writer.encode(message);
        byte[] bytes = json.getBytes(UTF_8);

        assertThat(new String(writer.bytes(), 0, writer.length(), UTF_8)).isEqualTo(json);
        assertThat(
                        message instanceof ToWorker
                                ? MessageReader.toWorker(bytes, 0, bytes.length)
                                : MessageReader.fromWorker(bytes, 0, bytes.length))
                .isEqualTo(message);
    }

    @Test
    void showAWorkersAnswerToInitialize() throws MessageException {
        WorkerInfo info = new WorkerInfo(
                1,
                "spindle-worker",
                "0.1",
                4712,
                List.of(new TaskInfo("Prime", "tells primes", "x.Prime"), new TaskInfo("echo", "", "")),
                List.of("c cannot be used"),
                Set.of("signals", "cancel", "progress", "heartbeat"));
        String json = """
                {"protocolVersion":1,"name":"spindle-worker","version":"0.1","processId":4712,\
                "tasks":[{"name":"Prime","description":"tells primes","class":"x.Prime"},{"name":"echo","description":""}],\
                "problems":["c cannot be used"],\
                "capabilities":{"concurrency":1,"cancel":true,"heartbeat":true,"progress":true,"signals":true}}""";

        assertThat(MessageWriter.result(info)).hasToString(json);
        assertThat(MessageReader.workerInfo(raw(json))).isEqualTo(info);
    }
}
