package dev.spindle.protocol.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.spindle.protocol.RawJson;
import java.math.BigInteger;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainValuesTest {
    static Stream<Arguments> scalars() {
        return Stream.of(
                arguments(true, "true"),
                arguments(false, "false"),
                arguments(0L, "0"),
                arguments(Long.MIN_VALUE, "-9223372036854775808"),
                arguments(Long.MAX_VALUE, "9223372036854775807"),
                arguments(Integer.MIN_VALUE, "-2147483648"),
                arguments(1.5, "1.5"),
                arguments(-0.0, "-0.0"),
                arguments(Double.NaN, "\"NaN\""),
                arguments(Double.POSITIVE_INFINITY, "\"Infinity\""),
                arguments(Double.NEGATIVE_INFINITY, "\"-Infinity\""),
                arguments("", "\"\""),
                arguments("a\"\\\n\u0000é\u2028", "\"a\\\"\\\\\\n\\u0000é\u2028\""),
                arguments("😀", "\"\\uD83D\\uDE00\""),
                arguments("half \uD800", "\"half \\uD800\""),
                arguments(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                arguments(BigInteger.TEN.pow(999).negate(), "-1" + "0".repeat(999)),
                arguments(new byte[] {0, -1, 62}, "\"AP8+\""),
                arguments(new byte[0], "\"\""));
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void scalarsComeBackAsTheyWent(Object value, String json) throws ValueException {
        assertThat(Values.write(value)).hasToString(json);
        assertThat(Values.write(value).isChecked()).isTrue();
        assertThat(Values.read(RawJson.of(" " + json + "\n"), value.getClass())).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Long.class,
                Integer.class,
                Double.class,
                Boolean.class,
                String.class,
                BigInteger.class,
                byte[].class,
                Void.class
            })
    void nullIsNullOfEveryType(Class<?> type) throws ValueException {
        assertThat(Values.write(null)).isEqualTo(RawJson.NULL);
        assertThat(Values.read(RawJson.NULL, type)).isNull();
    }

    @Test
    void collectionsAndMapsAreWrittenInTheirOrder() throws ValueException {
        Map<String, @Nullable Object> map = new TreeMap<>();
        map.put("b", List.of(1, 2L, List.of()));
        map.put("a", Arrays.asList(null, "x", true, 0.5, new byte[] {1}));
        map.put("", new LinkedHashSet<>(List.of(2, 1)));

        assertThat(Values.write(map)).hasToString("{\"\":[2,1],\"a\":[null,\"x\",true,0.5,\"AQ==\"],\"b\":[1,2,[]]}");
    }

    @Test
    void anIntegerIsADoubleToo() throws ValueException {
        assertThat(Values.read(RawJson.of("1"), Double.class)).isEqualTo(1.0);
        assertThat(Values.read(RawJson.of("1e2"), Double.class)).isEqualTo(100.0);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "\"x\" | java.lang.Long | expected an integer but got a string",
                "1.5 | java.lang.Long | expected an integer but got a number with a fraction or exponent",
                "[1] | java.lang.Integer | expected an integer but got an array",
                "{} | java.math.BigInteger | expected an integer but got an object",
                "true | java.lang.Long | expected an integer but got true",
                "1 | java.lang.String | expected a string but got an integer",
                "1 | java.lang.Boolean | expected true or false but got an integer",
                "\"1\" | java.lang.Double | expected a number but got a string",
                "false | java.lang.Double | expected a number but got false",
                "1 | [B | expected a string in base64 but got an integer",
                "1 | java.lang.Void | expected null but got an integer",
                "\"!\" | [B | cannot read \"!\" as byte[]: Failed to decode VALUE_STRING as base64",
                "2147483648 | java.lang.Integer | cannot read 2147483648 as java.lang.Integer: Numeric value (2147483648) out of range",
                "-9223372036854775809 | java.lang.Long | out of range of long"
            })
    void aWrongTypeIsSaidInAShortLine(String json, Class<?> type, String reason) {
        assertThatThrownBy(() -> Values.read(RawJson.of(json), type))
                .isInstanceOf(ValueException.class)
                .hasMessageContaining(reason)
                .message()
                .hasSizeLessThan(200)
                .doesNotContain("\n", "Source");
    }

    @Test
    void aMessageShowsOnlyTheBeginningOfALongValue() {
        String json = "1".repeat(1000);

        assertThatThrownBy(() -> Values.read(RawJson.of(json), Long.class))
                .isInstanceOf(ValueException.class)
                .hasMessageStartingWith("cannot read " + "1".repeat(80) + "… as java.lang.Long: ")
                .message()
                .hasSizeLessThan(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 2", "[1", "01", "\uFEFF1"})
    void textThatIsNoJsonIsNoValueOfAnyType(String json) {
        for (Class<?> type : new Class<?>[] {Long.class, String.class, RawJson.class, List.class}) {
            assertThatThrownBy(() -> Values.read(RawJson.of(json), type))
                    .isInstanceOf(ValueException.class)
                    .hasMessageStartingWith("not valid JSON at byte ");
        }
    }

    @Test
    void rawJsonPassesThroughCheckedAndUntouched() throws ValueException {
        RawJson raw = RawJson.of(" {\"a\" : 0.10, \"a\":1e400}\n");

        assertThat(Values.write(raw)).hasToString("{\"a\" : 0.10, \"a\":1e400}");
        assertThat(Values.read(raw, RawJson.class)).isEqualTo(Values.write(raw));
        assertThatThrownBy(() -> Values.write(RawJson.of("[1,]")))
                .isInstanceOf(ValueException.class)
                .hasMessage("raw JSON is not valid at byte 4: Unexpected character ']': expected a value");
    }

    @Test
    void whatIsWrittenCanAlwaysBeReadInAMessage() throws Exception {
        List<Object> deepest = List.of();
        for (int depth = 1; depth < 1000; depth++) {
            deepest = List.of(deepest);
        }
        for (Object value : new Object[] {
            deepest,
            Map.of("n".repeat(12_000), 1),
            Map.of("n".repeat(40_000), 1),
            BigInteger.TEN.pow(999),
            "x".repeat(21 << 20)
        }) {
            byte[] bytes = ("{\"id\":1,\"result\":" + Values.write(value) + "}").getBytes(UTF_8);
            MessageReader.fromWorker(bytes, 0, bytes.length);
        }
        for (Object value : new Object[] {List.of(deepest), Map.of("n".repeat(60_000), 1), BigInteger.TEN.pow(1000)}) {
            assertThatThrownBy(() -> Values.write(value))
                    .isInstanceOf(ValueException.class)
                    .hasMessageContaining("000");
        }
    }

    @Test
    void aNameMayHoldSurrogatesInPairsOnly() throws ValueException {
        assertThat(Values.write(Map.of("😀", 1))).hasToString("{\"\\uD83D\\uDE00\":1}");
        assertThatThrownBy(() -> Values.write(Map.of("\uD83D", 1)))
                .isInstanceOf(ValueException.class)
                .hasMessageContaining("surrogate");
        assertThatThrownBy(() -> Values.write(Map.of("\uDE00", 1)))
                .isInstanceOf(ValueException.class)
                .hasMessageContaining("surrogate");
    }

    @Test
    void aCollectionThatThrowsIsNoValue() {
        List<Integer> broken = new AbstractList<>() {
            @Override
            public Integer get(int index) {
                throw new IllegalStateException("broken\nlist");
            }

            @Override
            public int size() {
                return 1;
            }
        };

        assertThatThrownBy(() -> Values.write(broken))
                .isInstanceOf(ValueException.class)
                .hasMessageEndingWith("cannot be written as JSON: java.lang.IllegalStateException: broken list");
        assertThatThrownBy(() -> Values.write(Collections.singletonMap(null, 1)))
                .isInstanceOf(ValueException.class);
    }
}
