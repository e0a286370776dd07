package dev.spindle.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.protocol.RawJson;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Socket;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedValuesTest {
    record Point(int x, double y, @Nullable String name) {}

    record Shape(List<Point> points, Map<String, Point> named) {}

    record Holder(@Nullable RawJson raw, int after) {}

    record Raw(@JsonRawValue String json) {}

    public static final class Bean {
        private long count;
        private List<String> names = List.of();

        public long getCount() {
            return count;
        }

        public void setCount(long count) {
            this.count = count;
        }

        public List<String> getNames() {
            return names;
        }

        public void setNames(List<String> names) {
            this.names = names;
        }
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments(new Point(1, 2.5, "é"), Point.class, "{\"x\":1,\"y\":2.5,\"name\":\"é\"}"),
                arguments(new Point(1, Double.NaN, null), Point.class, "{\"x\":1,\"y\":\"NaN\",\"name\":null}"),
                arguments(
                        List.of(new Point(1, 0, null)),
                        new TypeReference<List<Point>>() {}.getType(),
                        "[{\"x\":1,\"y\":0.0,\"name\":null}]"),
                arguments(
                        Map.of("a", List.of(1L)),
                        new TypeReference<Map<String, List<Long>>>() {}.getType(),
                        "{\"a\":[1]}"),
                arguments(
                        Map.of(1, DayOfWeek.MONDAY),
                        new TypeReference<Map<Integer, DayOfWeek>>() {}.getType(),
                        "{\"1\":\"MONDAY\"}"),
                arguments(new BigDecimal("0.10"), BigDecimal.class, "0.10"),
                arguments(new BigDecimal("1E+400"), BigDecimal.class, "1E+400"),
                arguments(new long[] {1, Long.MIN_VALUE}, long[].class, "[1,-9223372036854775808]"),
                arguments(1.5f, Float.class, "1.5"),
                arguments((short) 3, short.class, "3"),
                arguments('c', Character.class, "\"c\""),
                arguments(
                        new Shape(List.of(new Point(0, 0, "")), Map.of("p", new Point(1, 1, "p"))),
                        Shape.class,
                        "{\"points\":[{\"x\":0,\"y\":0.0,\"name\":\"\"}],\"named\":{\"p\":{\"x\":1,\"y\":1.0,\"name\":\"p\"}}}"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesComeBackAsTheyWent(Object value, Type type, String json) throws ValueException {
        assertThat(Values.write(value)).hasToString(json);
        assertThat(Values.write(value).isChecked()).isTrue();
        assertThat(Values.read(RawJson.of(json), type)).isEqualTo(value);
    }

    @Test
    void beansAndTreesComeBackAsTheyWent() throws ValueException {
        Bean bean = (Bean) Values.read(RawJson.of("{\"names\":[\"a\"],\"count\":5}"), Bean.class);
        assertThat(Values.write(bean)).hasToString("{\"count\":5,\"names\":[\"a\"]}");

        JsonNode tree = (JsonNode) Values.read(RawJson.of("{\"a\":[1,null,{\"b\":\"c\"}]}"), JsonNode.class);
        assertThat(Values.write(tree)).hasToString("{\"a\":[1,null,{\"b\":\"c\"}]}");
        assertThat(Values.read(RawJson.of("[1,\"a\"]"), Object.class)).isEqualTo(List.of(1, "a"));
        assertThat(Values.read(RawJson.NULL, Point.class)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "-0.10",
                "1e400",
                "true",
                "null",
                "\"a\\u0041\\\"\"",
                "\"é\"",
                "[1, {\"a\" : 1e5 }]",
                "{ }",
                "{\"a\":1,\"a\":2}",
                "1234567890123456789012345678901234567890"
            })
    void rawMembersAreWrittenAndReadAsTheyStand(String json) throws ValueException {
        RawJson raw = RawJson.of(json);

        assertThat(Values.write(new Holder(raw, 1))).hasToString("{\"raw\":" + json + ",\"after\":1}");
        assertThat(Values.write(List.of(raw))).hasToString("[" + json + "]");
        assertThat(Values.write(Map.of("k", raw))).hasToString("{\"k\":" + json + "}");
        assertThat(Values.read(RawJson.of("{\"raw\" : " + json + " , \"after\":1}"), Holder.class))
                .isEqualTo(new Holder(raw, 1));
        assertThat(Values.read(
                        RawJson.of("[ " + json + " ," + json + "]"), new TypeReference<List<RawJson>>() {}.getType()))
                .isEqualTo(List.of(raw, raw));
    }

    @Test
    void aMissingRawMemberIsNullAndANullOneIsTheValueNull() throws ValueException {
        assertThat(Values.read(RawJson.of("{}"), Holder.class)).isEqualTo(new Holder(null, 0));
        assertThat(Values.read(RawJson.of("{\"raw\":null}"), Holder.class)).isEqualTo(new Holder(RawJson.NULL, 0));
        assertThat(Values.write(new Holder(null, 0))).hasToString("{\"raw\":null,\"after\":0}");
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
    @JsonSubTypes({@JsonSubTypes.Type(First.class), @JsonSubTypes.Type(Second.class)})
    interface Either {}

    record First(RawJson raw, int first) implements Either {}

    record Second(RawJson raw, int second) implements Either {}

    @Test
    void aRawMemberThatDatabindReplaysIsStillRead() throws ValueException {
        assertThat(Values.read(RawJson.of("{\"raw\":[1,{\"a\":\"b\"}],\"second\":2}"), Either.class))
                .isEqualTo(new Second(RawJson.of("[1,{\"a\":\"b\"}]"), 2));
    }

    private static void assertUnwritable(Object value, String reason) {
        assertThatThrownBy(() -> Values.write(value))
                .isInstanceOf(ValueException.class)
                .hasMessageContaining(reason)
                .message()
                .hasSizeLessThan(600)
                .doesNotContain("\n", "Source", "FAIL_ON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "1 2", "1,\"x\":2", "}", "[1}", "\uD800x"})
    void invalidRawMembersAreRefused(String json) {
        assertUnwritable(new Holder(RawJson.of(json), 1), "raw JSON is not valid at byte");
        assertUnwritable(List.of(RawJson.of(json)), ", at [0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "1 2", "[1}", "1}", "tru"})
    void annotationsCannotMakeABeanWriteWhatIsNoJson(String json) {
        assertUnwritable(new Raw(json), "not valid at byte");
    }

    @Test
    void cyclesAndTooDeepNestingAreRefused() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        Map<String, Object> map = new HashMap<>();
        map.put("self", List.of(map));
        Object[] array = new Object[1];
        array[0] = array;

        assertUnwritable(list, "nested deeper than 1000");
        assertUnwritable(map, "nested deeper than 1000");
        assertUnwritable(array, "nested deeper than 1000");
        assertUnwritable(new Knot(), "self-reference");
        assertUnwritable(new Holder(RawJson.of("[".repeat(1000) + "]".repeat(1000)), 1), "nested deeper than 1000");
    }

    public static final class Throwing {
        private final List<Integer> none = List.of();

        public int getX() {
            if (none.isEmpty()) {
                throw new IllegalStateException("first line\nsecond line");
            }
            return none.get(0);
        }
    }

    public static final class Knot {
        public Knot getSelf() {
            return this;
        }
    }

    @Test
    void whatIsNoDataIsRefused() throws Exception {
        Runnable lambda = () -> {};
        assertUnwritable(lambda, "a part of the running JVM, not data");
        assertUnwritable(List.of(lambda), ", at [0]");
        assertUnwritable(new Thread(), "java.lang.Thread is a part of the running JVM, not data");
        assertUnwritable(new ByteArrayInputStream(new byte[1]), "not data");
        assertUnwritable(getClass().getClassLoader(), "not data");
        assertUnwritable(ProcessHandle.current(), "not data");
        try (Socket socket = new Socket()) {
            assertUnwritable(socket, "java.net.Socket is a part of the running JVM, not data");
        }
        assertUnwritable(new Object(), "no properties");
        assertUnwritable(Optional.of(1), "java.util.Optional");
    }

    @Test
    void getterThatThrowsIsToldWithItsPlace() {
        assertUnwritable(Map.of("a", List.of(new Throwing())), "first line second line, at a[0].x");
    }

    @Test
    void numbersPastTheParsersLimitAreRefused() {
        assertUnwritable(new BigDecimal("1".repeat(1200)), "Number value length (1200)");
        assertUnwritable(List.of(BigInteger.TEN.pow(1000)), "Number value length (1001)");
    }

    @Test
    void keysThatAreNoStringsAreWrittenAsStrings() throws ValueException {
        assertThat(Values.write(Map.of(Map.entry("a", 1), 2))).hasToString("{\"a=1\":2}");
        assertThat(Values.write(Map.of(DayOfWeek.FRIDAY, 2))).hasToString("{\"FRIDAY\":2}");
    }

    static Stream<Arguments> mismatches() {
        return Stream.of(
                arguments("{\"x\":\"one\"}", Point.class, "not a valid `int` value, at x"),
                arguments("{\"x\":{}}", Point.class, "from Object value, at x"),
                arguments("{\"x\":99999999999}", Point.class, "out of range of int"),
                arguments("{\"x\":1,\"z\":{\"a\":1}}", Point.class, "Unrecognized field \"z\""),
                arguments("[1]", Point.class, "from Array value"),
                arguments("\"MAYDAY\"", DayOfWeek.class, "MAYDAY"),
                arguments("[[1],[\"x\"]]", new TypeReference<List<List<Integer>>>() {}.getType(), ", at [1][0]"),
                arguments("{\"x\":1}", Runnable.class, "java.lang.Runnable"));
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void wrongTypesAreSaidInOneLineWithTheirPlace(String json, Type type, String reason) {
        assertThatThrownBy(() -> Values.read(RawJson.of(json), type))
                .isInstanceOf(ValueException.class)
                .hasMessageStartingWith("cannot read " + json + " as " + type.getTypeName() + ": ")
                .hasMessageContaining(reason)
                .message()
                .hasSizeLessThan(500)
                .doesNotContain("\n", "Source", "JsonToken", "Feature");
    }

    record Positive(int value) {
        Positive {
            if (value <= 0) {
                throw new IllegalArgumentException("not positive:\n" + value);
            }
        }
    }

    @Test
    void aConstructorThatThrowsIsToldInOneLine() {
        assertThatThrownBy(() -> Values.read(RawJson.of("{\"value\":-1}"), Positive.class))
                .isInstanceOf(ValueException.class)
                .hasMessageContaining("not positive: -1");
    }

    @Test
    void aTypeThatIsNoneIsAValueException() {
        Type none = new Type() {
            @Override
            public String getTypeName() {
                return "none";
            }
        };

        assertThatThrownBy(() -> Values.read(RawJson.of("1"), none))
                .isInstanceOf(ValueException.class)
                .hasMessageStartingWith("cannot read 1 as none: ");
    }

    record Chain(@Nullable Chain next) {}

    @Test
    void deepValuesOnASmallStackAreReadOrRefused() throws InterruptedException {
        String json = "{\"next\":".repeat(999) + "{}" + "}".repeat(999);
        List<Object> outcome = new ArrayList<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        outcome.add(String.valueOf(Values.read(RawJson.of(json), Chain.class) != null));
                    } catch (ValueException e) {
                        outcome.add(e);
                    }
                },
                "small",
                200_000);
        thread.start();
        thread.join();

        assertThat(outcome).hasSize(1);
    }
}
