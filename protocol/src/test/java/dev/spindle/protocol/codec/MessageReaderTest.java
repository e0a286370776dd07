package dev.spindle.protocol.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.Spent;
import dev.spindle.protocol.message.Thrown;
import dev.spindle.protocol.message.ToWorker;
import dev.spindle.protocol.message.WorkerInfo;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
    private static final String UNKNOWN =
            "\"new\":{\"id\":9,\"input\":[{\"task\":\"x\"}],\"method\":null},\"more\":[[],1e5,\"\\\"}\"]";

    private static ToWorker toWorker(String json) throws MessageException {
        byte[] bytes = ("7" + json + "7").getBytes(UTF_8);
        return MessageReader.toWorker(bytes, 1, bytes.length - 2);
    }

    private static FromWorker fromWorker(String json) throws MessageException {
        byte[] bytes = ("7" + json + "7").getBytes(UTF_8);
        return MessageReader.fromWorker(bytes, 1, bytes.length - 2);
    }

    private static void assertRefused(MessageException refusal, long id, int code, String reason) {
        assertThat(refusal).isNotNull();
        assertThat(refusal.id()).isEqualTo(id);
        assertThat(refusal.error().code()).isEqualTo(code);
        assertThat(refusal.error().message()).contains(reason).doesNotContain("\n", "Source");
    }

    private static MessageException refusedByWorker(String json) {
        return catchThrowableOfType(MessageException.class, () -> toWorker(json));
    }

    private static MessageException refusedByCoordinator(String json) {
        return catchThrowableOfType(MessageException.class, () -> fromWorker(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"params\":{\"attempt\":2,\"job\":5,\"input\": [1, 2] ,\"task\":\"t\"},\"method\":\"task/run\",\"id\":3}",
                " {\"id\":3,\"method\":\"task\\/run\",\"params\":{\"input\":[1, 2],\"task\":\"t\",\"job\":5,\"attempt\":2}}\r\n",
                "{" + UNKNOWN + ",\"id\":3,\"method\":\"task/run\",\"params\":{" + UNKNOWN
                        + ",\"task\":\"t\",\"job\":5,\"attempt\":2,\"input\":[1, 2]," + UNKNOWN + "}," + UNKNOWN + "}",
                "{\"id\":\"x\",\"params\":{\"task\":\"other\",\"job\":9},\"id\":3,\"method\":1,\"method\":\"task/run\","
                        + "\"params\":{\"task\":\"t\",\"job\":5,\"attempt\":2,\"input\":0,\"input\":[1, 2]}}",
                "{\"id\":3,\"method\":\"task/run\",\"params\":{\"task\":\"t\",\"job\":5,\"attempt\":2,\"input\":[1, 2],"
                        + "\"worker\":{\"task\":\"u\",\"job\":1,\"input\":0},\"limits\":[3]}}"
            })
    void readsMembersInAnyOrderTheLastOfEqualNamesAndPassesOverUnknownOnes(String json) throws MessageException {
        assertThat(toWorker(json)).isEqualTo(new ToWorker.RunTask(3, "t", RawJson.of("[1, 2]"), 5, 2));
    }

    @Test
    void takesWhatAWorkerSaysOfItsTimeForWhatItCanBe() throws MessageException {
        RawJson one = RawJson.of("1");
        assertThat(
                        fromWorker(
                                "{\"id\":1,\"result\":1,\"spent\":{\"encode\":3,\"more\":{\"run\":4},\"run\":\"5\",\"decode\":-6}}"))
                .isEqualTo(new FromWorker.Result(1, one, new Spent(0, 0, 3)));
        long most = (1L << 53) - 1; // so that three of them can be added up
        assertThat(fromWorker("{\"id\":1,\"result\":1,\"spent\":{\"decode\":9223372036854775807,\"run\":1e30}}"))
                .isEqualTo(new FromWorker.Result(1, one, new Spent(most, 0, 0)));
        assertThat(fromWorker("{\"id\":1,\"spent\":[1],\"result\":1}")).isEqualTo(new FromWorker.Result(1, one, null));
    }

    @Test
    void takesMissingAndMistypedParamsForTheirDefaults() throws MessageException {
        assertThat(toWorker(
                        "{\"id\":1,\"method\":\"task/run\",\"params\":{\"task\":\"t\",\"job\":\"5\",\"attempt\":0}}"))
                .isEqualTo(new ToWorker.RunTask(1, "t", RawJson.NULL, 0, 1));
        assertThat(toWorker("{\"id\":1,\"method\":\"initialize\"}"))
                .isEqualTo(new ToWorker.Initialize(1, 0, 0, 0, 0, Message.DEFAULT_MAX_FRAME_BYTES, 0));
        assertThat(toWorker("{\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":4294967297,"
                        + "\"worker\":7,\"limits\":{\"maxFrameBytes\":99999999999}}}"))
                .isEqualTo(new ToWorker.Initialize(1, Integer.MAX_VALUE, 0, 0, 0, Integer.MAX_VALUE, 0));
        assertThat(toWorker("{\"method\":\"$/cancelRequest\",\"params\":[7]}"))
                .isEqualTo(new ToWorker.CancelRequest(Message.NO_ID));
        assertThat(fromWorker("{\"method\":\"$/progress\"}"))
                .isEqualTo(new FromWorker.Progress(Message.NO_ID, RawJson.NULL));
        assertThat(fromWorker("{\"method\":\"$/output\",\"params\":{\"token\":1,\"text\":\"t\",\"stream\":\"?\"}}"))
                .isEqualTo(new FromWorker.Output(1, FromWorker.Stream.STDOUT, "t"));
        assertThat(fromWorker("{\"method\":\"$/goodbye\",\"params\":{\"running\":{}}}"))
                .isEqualTo(new FromWorker.Goodbye(0, Message.NO_ID));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"id\":1,\"method\":\"task/run\",\"params\":{}}`, 1, -32602, without the string \"task\"",
                "`{\"id\":1,\"method\":\"task/run\",\"params\":{\"task\":5}}`, 1, -32602, without the string \"task\"",
                "`{\"method\":\"task/run\",\"params\":{\"task\":\"t\"}}`, -1, -32600, without an id",
                "`{\"method\":\"$/signal\",\"params\":{\"id\":1}}`, -1, -32602, without the string \"name\"",
                "`{\"id\":1}`, 1, -32600, without a method",
                "`{\"id\":1,\"method\":5}`, 1, -32600, without a method",
                "`{\"id\":null,\"method\":\"shutdown\"}`, -1, -32600, without an id",
                "`[{\"id\":1}]`, -1, -32600, one JSON object",
                "7, -1, -32600, one JSON object",
                "``, -1, -32600, one JSON object",
                "`{\"id\":1,\"method\":\"exit\"} {}`, 1, -32700, byte 26 of the message: more text",
                "`{\"id\":1,\"method\":\"exit\"`, 1, -32700, byte 24 of the message: Unexpected end",
                "`{\"id\":1,\"method\":nul}`, 1, -32700, byte 18 of the message: Unrecognized token 'nul'"
            })
    void tellsAWorkerWhatToAnswerToWhatIsNoMessage(String json, long id, int code, String reason) {
        assertRefused(refusedByWorker(json), id, code, reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "9007199254740992",
                "1.0",
                "1e3",
                "\"1\"",
                "true",
                "[1]",
                "{\"a\":{}}",
                "123456789012345678901234567890"
            })
    void knowsNoIdsButIntegersBelow2To53(String id) throws MessageException {
        assertRefused(
                refusedByWorker("{\"id\":" + id + ",\"method\":\"shutdown\"}"),
                Message.NO_ID,
                ErrorObject.INVALID_REQUEST,
                "no integer below 2^53");
        assertThat(fromWorker("{\"id\":" + id + ",\"result\":1}"))
                .isEqualTo(new FromWorker.Result(Message.NO_ID, RawJson.of("1")));
        assertThat(toWorker("{\"id\":9007199254740991,\"method\":\"shutdown\"}"))
                .isEqualTo(new ToWorker.Shutdown(9_007_199_254_740_991L));
    }

    @Test
    void tellsUnknownRequestsFromUnknownNotificationsAndStrayResponses() throws MessageException {
        assertThat(toWorker("{\"id\":1,\"method\":\"x\"}")).isEqualTo(new ToWorker.UnknownRequest(1, "x"));
        assertThat(toWorker("{\"method\":\"x\"}")).isEqualTo(new ToWorker.Ignored());
        assertThat(toWorker("{\"id\":1,\"result\":1}")).isEqualTo(new ToWorker.Ignored());
        assertThat(toWorker("{\"id\":\"a\",\"error\":{}}")).isEqualTo(new ToWorker.Ignored());
        assertThat(fromWorker("{\"id\":1,\"method\":\"x\"}")).isEqualTo(new FromWorker.UnknownRequest(1, "x"));
        assertThat(fromWorker("{\"method\":\"x\"}")).isEqualTo(new FromWorker.Ignored());
    }

    @Test
    void tellsResultsFromErrors() throws MessageException {
        assertThat(fromWorker("{\"result\":null,\"id\":1}")).isEqualTo(new FromWorker.Result(1, RawJson.NULL));
        assertThat(fromWorker("{\"error\":null,\"result\":0.10,\"id\":1}"))
                .isEqualTo(new FromWorker.Result(1, RawJson.of("0.10")));
        assertThat(fromWorker("{\"result\":5,\"error\":{\"code\":5},\"id\":1}"))
                .isEqualTo(new FromWorker.Failure(1, new ErrorObject(5, "", null)));
        assertRefused(
                refusedByCoordinator("{\"id\":1,\"error\":null}"),
                1,
                ErrorObject.INVALID_REQUEST,
                "neither a method nor");
        assertRefused(
                refusedByCoordinator("{\"method\":\"$/output\",\"params\":{}}"),
                Message.NO_ID,
                ErrorObject.INVALID_PARAMS,
                "\"text\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "\"x\"",
                "[{\"code\":1}]",
                "{}",
                "{\"code\":\"1\",\"message\":5,\"data\":7}",
                "{\"code\":1e2,\"message\":[\"m\"],\"data\":[{\"type\":\"x\"}]}"
            })
    void takesMistypedMembersOfAnErrorForMissing(String error) throws MessageException {
        assertThat(fromWorker("{\"error\":" + error + ",\"id\":1}"))
                .isEqualTo(new FromWorker.Failure(1, new ErrorObject(ErrorObject.INTERNAL_ERROR, "", null)));
    }

    @Test
    void readsWhatAnyLanguageTellsOfAnException() throws MessageException {
        Thrown told = thrown(
                "{\"new\":{\"type\":\"x\"},\"type\":\"E\",\"message\":7,\"stack\":[\"a\",5,[\"b\"],{\"c\":[]},null,\"d\"],"
                        + "\"suppressed\":[1,[{\"type\":\"x\"}],{\"type\":\"S\"},null],\"cause\":\"none\"}");

        Thrown suppressed = new Thrown("S", null, List.of(), null, List.of());
        assertThat(told).isEqualTo(new Thrown("E", null, List.of("a", "d"), null, List.of(suppressed)));
    }

    @Test
    void cutsCausesThatGoTooDeep() throws MessageException {
        Thrown told = thrown("{\"cause\":".repeat(100) + "{}" + "}".repeat(100));

        int depth = 0;
        for (Thrown each = told; each != null; each = each.cause()) {
            depth++;
        }
        assertThat(depth).isEqualTo(Thrown.MAX_DEPTH + 1);
    }

    private static Thrown thrown(String data) throws MessageException {
        FromWorker.Failure failure = (FromWorker.Failure)
                fromWorker("{\"id\":1,\"error\":{\"code\":1,\"message\":\"m\",\"data\":" + data + "}}");
        Thrown told = failure.error().data();
        if (told == null) {
            throw new AssertionError("no data");
        }
        return told;
    }

    @Test
    void takesAPayloadAsDeepAsAValueMayBeAndNoDeeper() throws MessageException {
        for (String around : new String[] {
            "{\"id\":1,\"method\":\"task/run\",\"params\":{\"task\":\"t\",\"input\":%s}}",
            "{\"method\":\"$/signal\",\"params\":{\"name\":\"t\",\"value\":%s}}"
        }) {
            String deepest = "[".repeat(1000) + "]".repeat(1000);
            assertThat(toWorker(around.formatted(deepest)).toString()).contains(deepest);
            for (int depth : new int[] {1001, 1006, 10_000}) {
                String tooDeep = around.formatted("[".repeat(depth) + "]".repeat(depth));
                assertThat(refusedByWorker(tooDeep).error().message()).contains("nested deeper than 1000");
            }
        }
        String chunk = "{\"id\":1,\"method\":\"task/runAll\",\"params\":{\"task\":\"t\",\"inputs\":[%s]}}";
        String answer = "{\"id\":1,\"result\":{\"results\":[%s]}}";
        String deepest = "[".repeat(1000) + "]".repeat(1000);
        assertThat(toWorker(chunk.formatted(deepest)).toString()).contains(deepest);
        assertThat(fromWorker(answer.formatted(deepest)).toString()).contains(deepest);
        assertThat(refusedByCoordinator(answer.formatted("[" + deepest + "]")).id())
                .isEqualTo(1);
    }

    @Test
    void refusesNumbersPastTheParsersLimitWhereverTheyStand() {
        String number = "1".repeat(1001);
        for (String json : new String[] {
            "{\"id\":1,\"result\":%s}",
            "{\"id\":1,\"result\":0,\"new\":[%s]}",
            "{\"id\":1,\"error\":{\"code\":%s}}",
            "{\"id\":%s}"
        }) {
            assertThat(refusedByCoordinator(json.formatted(number)).error().message())
                    .contains("Number value length (1001)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EDA080", "C080", "F4908080", "C3"})
    void refusesBytesThatAreNotStrictUtf8EvenWhereTheyAreSkipped(String hex) {
        byte[] bytes = HexFormat.of()
                .parseHex(HexFormat.of().formatHex("{\"id\":1,\"new\":\"".getBytes(UTF_8))
                        + hex
                        + HexFormat.of().formatHex("\",\"result\":1}".getBytes(UTF_8)));

        assertRefused(
                catchThrowableOfType(MessageException.class, () -> MessageReader.fromWorker(bytes, 0, bytes.length)),
                Message.NO_ID,
                ErrorObject.PARSE_ERROR,
                "byte 16 of the message: not valid UTF-8");
    }

    @Test
    void takesALongStringAndALongText() throws MessageException {
        String text = "x".repeat(25 << 20);

        assertThat(((FromWorker.Result) fromWorker("{\"id\":1,\"result\":\"" + text + "\"}"))
                        .value()
                        .length())
                .isEqualTo(text.length() + 2);
        assertThat(((FromWorker.Output) fromWorker("{\"method\":\"$/output\",\"params\":{\"text\":\"" + text + "\"}}"))
                        .text())
                .hasSize(text.length());
    }

    @Test
    void takesMissingAndMistypedMembersOfAWorkersInfoForTheirDefaults() throws MessageException {
        WorkerInfo nothing = new WorkerInfo(0, "", "", 0, List.of(), List.of(), Set.of());
        for (String json : new String[] {
            "null",
            "5",
            "[{\"name\":\"x\"}]",
            "{}",
            "{\"protocolVersion\":\"1\",\"name\":1,\"version\":{\"a\":1},\"processId\":1.5,\"tasks\":{\"name\":\"x\"},\"capabilities\":[1]}"
        }) {
            assertThat(MessageReader.workerInfo(RawJson.of(json))).as(json).isEqualTo(nothing);
        }
        assertThat(
                        MessageReader.workerInfo(
                                RawJson.of(
                                        "{\"new\":[{}],\"protocolVersion\":99999999999,\"tasks\":["
                                                + "{\"name\":\"a\",\"new\":{\"name\":\"b\"},\"description\":null},\"b\",[{\"name\":\"c\"}]],"
                                                + "\"problems\":[\"of c\",[\"x\"],7],\"capabilities\":{\"cancel\":true,\"progress\":false,\"chunks\":{\"x\":true},\"signals\":1}}")))
                .isEqualTo(new WorkerInfo(
                        Integer.MAX_VALUE,
                        "",
                        "",
                        0,
                        List.of(new WorkerInfo.TaskInfo("a", "", "")),
                        List.of("of c", "", ""),
                        Set.of("cancel")));
    }
}
