package dev.spindle.protocol.codec;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.FromWorker;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    /** Checks {@code bytes} as a slice between digits, which must not be taken for a part of it. */
    private static RawJson check(byte[] bytes) throws JsonSyntaxException {
        byte[] around = new byte[bytes.length + 14];
        Arrays.fill(around, (byte) '7');
        System.arraycopy(bytes, 0, around, 7, bytes.length);
        return JsonText.check(around, 7, bytes.length);
    }

    private static RawJson check(String json) throws JsonSyntaxException {
        return check(json.getBytes(UTF_8));
    }

    private static JsonSyntaxException refusal(byte[] bytes) {
        JsonSyntaxException refusal = catchThrowableOfType(JsonSyntaxException.class, () -> check(bytes));
        assertThat(refusal).as(new String(bytes, UTF_8)).isNotNull();
        assertThat(refusal.offset()).isBetween(0, bytes.length);
        assertThat(refusal.getMessage()).doesNotContain("\n", "Source", "JsonReadFeature", "StreamRead");
        return refusal;
    }

    private static JsonSyntaxException refusal(String json) {
        return refusal(json.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-0",
                "12",
                "0.10",
                "1e400",
                "-1E+5",
                "1234567890123456789012345678901234567890",
                "\"\"",
                "\"a\\\"b\\\\\"",
                "\"\\u00e9\\ud800\"",
                "\"a,\"",
                "\"é😀\"",
                "\"ﬁ\"",
                "[\"ﬁ\"]",
                "{}",
                "[]",
                "[1,2]",
                "[ ]",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":[{}]}}",
                "\"\u007F\u2028\""
            })
    void keepsAValueAsItIsWrittenButForSpaceAroundIt(String json) throws JsonSyntaxException {
        assertThat(check(json)).hasToString(json);
        assertThat(check(" \t\r\n" + json + "\n ")).hasToString(json);
        assertThat(check(json).isChecked()).isTrue();
    }

    @Test
    void leavesNoLineBreakInAValue() throws JsonSyntaxException {
        assertThat(check("{\"a\":\r\n[1,\n\r2]}")).hasToString("{\"a\":  [1,  2]}");
    }

    @Test
    void keepsRandomValuesByThemselvesAndAsMembers() throws JsonSyntaxException {
        for (long seed = 1; seed <= 2000; seed++) {
            RandomJson json = new RandomJson(new Random(seed));
            String value = json.value();
            String after = seed % 2 == 0 ? "" : "," + json.space() + json.name() + ":1" + json.space();
            String object = json.space() + "{" + json.space() + "\"x\":" + json.value() + json.space() + ","
                    + json.space() + "\"v\"" + json.space() + ":" + json.space() + value + json.space() + after + "}"
                    + json.space();

            assertThat(check(json.space() + value + json.space()))
                    .as("seed %d", seed)
                    .hasToString(RandomJson.oneLine(value));
            assertThat(members(object, "v"))
                    .as("seed %d: %s", seed, object)
                    .containsEntry("v", RawJson.of(RandomJson.oneLine(value)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``, 0",
                "`  `, 2",
                "nul, 0",
                "[1 nulx, 3",
                "`{\"a\":1,}`, 7",
                "`[1,]`, 3",
                "[1 2], 3",
                "{\"a\" 1}, 5",
                "{a:1}, 1",
                "[1, 2",
                "{\"a\":, 5",
                "\"abc, 4",
                "\"a\\x\", 3",
                "\"a\\u12G4\", 6",
                "`[1,2]]`, 5",
                "[}, 1",
                "1 2, 2",
                "[1] [2], 4",
                "-a, 1",
                "+1, 0",
                "[+1], 1",
                "[-NaN], 2",
                "NaN, 0",
                "[Infinity], 1",
                ".5, 0",
                "'a', 0",
                "/**/1, 0",
                "é, 0",
                "[é], 1",
                "`[\"a\" é]`, 5",
                "`[\"é\" é]`, 6",
                "1x, 1"
            })
    void pointsAtTheByteWhereItGoesWrong(String json, int offset) {
        assertThat(refusal(json).offset()).as(refusal(json).getMessage()).isEqualTo(offset);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "-",
                "1.",
                "1.x",
                "1e",
                "1e+",
                "0x1",
                "tru",
                "true1",
                "True",
                "undefined",
                "1,2",
                "[,1]",
                "[1,,2]",
                "{,}",
                "{1:2}",
                "{\"a\"}",
                "{\"a\":1 \"b\":2}",
                "\"a\tb\"",
                "\"a\nb\"",
                "\"\u0000\"",
                "\"\\",
                "\"\\u12",
                "{}}",
                "\"a\"\"b\"",
                "[1]x",
                "#1",
                "\u00A01",
                "\f1",
                "[1,2",
                "{\"a\":{\"b\":1}"
            })
    void refusesWhatIsNoJson(String json) {
        refusal(json);
        refusal("[" + json);
        refusal("{\"skipped\":[" + json + "}");
    }

    @Test
    void whatMovesACursorOrBreaksALineIsNotShown() {
        for (char each : new char[] {0x9b, 0x85, 0x2028, 0x2029}) {
            for (String before : List.of("[", "[1 ", "[\"a\" ", "[nu", "{\"a\" ", "{\"a\":1 ", "{\"a\":1,")) {
                assertThat(refusal(before + each)).hasMessageNotContaining(Character.toString(each));
            }
        }
    }

    @Test
    void namesTheCharacterThatIsWrong() {
        assertThat(refusal("[\"a\" é]")).hasMessageContaining("'é'").hasMessageNotContaining("code");
        assertThat(refusal("[1,]")).hasMessage("Unexpected character ']': expected a value");
        assertThat(refusal("[1")).hasMessage("Unexpected end-of-input: expected close marker for Array");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EDA080", "C080", "F4908080", "C3", "E282", "80", "FF"})
    void refusesBytesThatAreNotStrictUtf8(String hex) {
        byte[] bytes = HexFormat.of().parseHex("5B22" + hex + "225D");

        assertThat(refusal(bytes)).hasMessageContaining("UTF-8");
        assertThat(refusal(bytes).offset()).isEqualTo(2);
    }

    @Test
    void refusesOtherEncodingsAndByteOrderMarks() {
        for (Charset charset :
                new Charset[] {UTF_16BE, UTF_16LE, Charset.forName("UTF-32BE"), Charset.forName("UTF-32LE")}) {
            for (String json : new String[] {"1", "{}", "[1]", "\uFEFF1", "\"é\""}) {
                refusal(json.getBytes(charset));
            }
        }
        assertThat(refusal("\uFEFF1").offset()).isZero();
        refusal(" \uFEFF1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[ ]", "{\"a\": }"})
    void takesThousandLevelsAndNoMore(String level) throws JsonSyntaxException {
        String open = level.substring(0, level.indexOf(' '));
        String close = level.substring(level.length() - 1);
        String innermost = open.equals("[") ? "" : "1";
        String deepest = open.repeat(1000) + innermost + close.repeat(1000);

        assertThat(check(deepest)).hasToString(deepest);
        for (int depth : new int[] {1001, 1008, 1009, 10_000, 1_000_000}) {
            JsonSyntaxException refusal = refusal(open.repeat(depth) + innermost + close.repeat(depth));
            assertThat(refusal).hasMessage("nested deeper than 1000");
            assertThat(refusal.offset()).isEqualTo(1000 * open.length());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "-%s", "[0,%s]", "{\"skipped\":%s}"})
    void takesNumbersOfThousandDigitsAndNoMore(String around) throws JsonSyntaxException {
        for (String longest : new String[] {"1".repeat(1000), "0." + "1".repeat(999), "1e" + "0".repeat(998) + "1"}) {
            assertThat(check(around.formatted(longest))).hasToString(around.formatted(longest));
            assertThat(refusal(around.formatted(longest + "1")).offset())
                    .isEqualTo(Math.max(0, around.indexOf("%s") - (around.startsWith("-") ? 1 : 0)));
        }
    }

    @Test
    void takesStringsOfAnyLength() throws JsonSyntaxException {
        String json = "{\"a\":\"" + "x".repeat(25 << 20) + "\"}";

        assertThat(check(json).length()).isEqualTo(json.length());
        assertThat(JsonText.string(check(json.substring(5, json.length() - 1)))).hasSize(25 << 20);
    }

    @Test
    void letsNothingThroughThatCannotBeReadAsAPartOfAMessage() throws Exception {
        for (int length = 49_980; length < 50_020; length++) {
            for (String part : new String[] {"k", "é", "\\u0041"}) {
                int count = part.equals("é") ? length / 2 : length;
                String name = part.repeat(count);
                assertThat(isReadable("{\"" + name + "\":1}"))
                        .as("a name of %d times %s", count, part)
                        .isEqualTo(isReadableInAMessage("{\"" + name + "\":1}"));
            }
        }
    }

    private static boolean isReadable(String json) {
        try {
            check(json);
            return true;
        } catch (JsonSyntaxException e) {
            return false;
        }
    }

    private static boolean isReadableInAMessage(String json) {
        String before = "{\"x\":{\"" + "n".repeat(40_000) + "\":0},\"id\":1,\"result\":";
        byte[] message = (before + json + "}").getBytes(UTF_8);
        try {
            return MessageReader.fromWorker(message, 0, message.length) instanceof FromWorker.Result;
        } catch (MessageException e) {
            return false;
        }
    }

    @Test
    void leavesACheckedValueAlone() throws JsonSyntaxException {
        RawJson checked = RawJson.checked("1".getBytes(UTF_8));

        assertThat(JsonText.check(checked)).isSameAs(checked);
        assertThat(JsonText.check(RawJson.of(" 1 "))).isEqualTo(checked);
    }

    private static @Nullable Map<String, RawJson> members(String json, String... wanted) throws JsonSyntaxException {
        byte[] bytes = json.getBytes(UTF_8);
        return JsonText.members(bytes, 0, bytes.length, Set.of(wanted));
    }

    @Test
    void findsTheMembersThatAreWantedAndTheLastOfEqualNames() throws JsonSyntaxException {
        String json = " {\"z\":[{\"a\":0}],\"a\":1 , \"\\u0062\" : {\"a\" : 2 } ,\"a\":\"3\" } ";

        assertThat(members(json, "a", "b", "c"))
                .containsOnly(Map.entry("a", RawJson.of("\"3\"")), Map.entry("b", RawJson.of("{\"a\" : 2 }")));
        assertThat(members("{}", "a")).isEmpty();
        assertThat(members("{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}", "a"))
                .containsKey("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "[{\"a\":1}]", "\"a\"", "null"})
    void findsNoMembersInWhatIsNoObject(String json) throws JsonSyntaxException {
        assertThat(members(json, "a")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"a\":1", "{\"a\":1}x", "{\"b\":[}", "[] 1"})
    void refusesMembersOfWhatIsNoJson(String json) {
        assertThatThrownBy(() -> members(json, "a")).isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void readsStrings() {
        assertThat(JsonText.string(RawJson.of("\"a\\u00e9\\n\""))).isEqualTo("aé\n");
        assertThat(JsonText.string(RawJson.of("1"))).isNull();
        assertThat(JsonText.string(RawJson.of("[\"a\"]"))).isNull();
    }
}
