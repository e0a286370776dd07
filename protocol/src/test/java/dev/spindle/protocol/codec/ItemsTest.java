package dev.spindle.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ItemsTest {
    private static List<String> texts(String array) throws Exception {
        Items items = Items.of(JsonText.check(RawJson.of(array)));
        List<String> texts = new ArrayList<>();
        while (items.next()) {
            texts.add(items.raw().toString());
        }
        assertThat(items.next()).as("after the last").isFalse();
        return texts;
    }

    @Test
    void areFoundWhateverStandsInThem() throws Exception {
        assertThat(texts("[]")).isEmpty();
        assertThat(texts(" [ ] ")).isEmpty();
        assertThat(texts("[[]]")).containsExactly("[]");
        assertThat(texts(" [ 1 , \"a\\\"],\\\\\" , [ [ ] , {} ] , {\"a\":[1]} , null ] "))
                .containsExactly("1", "\"a\\\"],\\\\\"", "[ [ ] , {} ]", "{\"a\":[1]}", "null");
    }

    @Test
    void randomValuesComeBackAsTheyWere() throws Exception {
        long seed = System.nanoTime();
        RandomJson random = new RandomJson(new Random(seed));
        for (int round = 0; round < 300; round++) {
            ItemsWriter writer = new ItemsWriter();
            List<String> written = new ArrayList<>();
            for (int i = round % 7; i > 0; i--) {
                RawJson value = random.checked();
                writer.add(value);
                written.add(value.toString());
            }
            assertThat(writer.count()).isEqualTo(written.size());
            assertThat(texts(writer.take().toString())).as("seed %d", seed).isEqualTo(written);
            assertThat(writer.count()).isZero();
        }
    }

    @Test
    void javaValuesAreWrittenAndReadAsByThemselves() throws Exception {
        List<Object> values = Arrays.asList(
                null,
                true,
                false,
                0,
                -1,
                42,
                Integer.MIN_VALUE,
                Integer.MAX_VALUE,
                9L,
                -10L,
                1_000_000_000_000_000_000L,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                BigInteger.TEN.pow(30),
                0.5,
                Double.NaN,
                "",
                "plain",
                "\"\\/",
                "é\u2028😀",
                "\u0000",
                "x".repeat(5_000),
                List.of(1, "a"),
                Map.of("a", 1),
                new byte[] {1, 2});
        ItemsWriter writer = new ItemsWriter();
        for (Object value : values) {
            writer.add(value);
        }
        Items items = Items.of(writer.take());
        for (Object value : values) {
            assertThat(items.next()).isTrue();
            assertThat(items.raw()).isEqualTo(Values.write(value));
            for (Class<?> type :
                    List.of(Object.class, Long.class, Integer.class, String.class, Boolean.class, Double.class)) {
                assertThat(read(items, type)).isEqualTo(readAlone(items.raw(), type));
            }
        }
        assertThat(items.next()).isFalse();
    }

    private static String read(Items items, Class<?> type) {
        try {
            return String.valueOf(items.read(type));
        } catch (ValueException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String readAlone(RawJson value, Class<?> type) {
        try {
            return String.valueOf(Values.read(value, type));
        } catch (ValueException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void aValueThatCannotBeWrittenLeavesTheOthers() throws Exception {
        ItemsWriter writer = new ItemsWriter();
        writer.add(1);
        assertThatThrownBy(() -> writer.add(new Object())).isInstanceOf(ValueException.class);
        assertThatThrownBy(() -> writer.add(RawJson.of("{"))).isInstanceOf(ValueException.class);
        writer.add(2);
        assertThat(writer.take()).hasToString("[1,2]");
    }

    @Test
    void theResultOfAChunkIsReadAsItWasWritten() {
        ErrorObject error = new ErrorObject(ErrorObject.TASK_FAILED, "why", null);
        RawJson written = ChunkResult.write(RawJson.of("[1,null,\"c\"]"), Map.of(1, error));
        assertThat(written)
                .hasToString("{\"results\":[1,null,\"c\"],\"errors\":{\"1\":{\"code\":-32000,\"message\":\"why\"}}}");
        ChunkResult read = Objects.requireNonNull(ChunkResult.read(written, 3));
        assertThat(read.error(0)).isNull();
        assertThat(read.error(1)).isEqualTo(error);
        assertThat(ChunkResult.read(written, 2)).as("of another number").isNull();
    }

    @Test
    void theResultOfAnotherLanguagesWorkerMayLookDifferent() throws Exception {
        for (String text : List.of(
                "{ \"errors\" : { } , \"more\":[{}], \"results\" : [ 1 , 2 ] }",
                "{\"results\":[1,2]}",
                "{\"r\\u0065sults\":[1,2],\"errors\":[]}",
                "{\"results\":7,\"results\":[1,2],\"errors\":{\"x\":{},\"7\":1}}")) {
            ChunkResult read = Objects.requireNonNull(ChunkResult.read(JsonText.check(RawJson.of(text)), 2), text);
            assertThat(read.error(0)).as(text).isNull();
        }
        for (String text :
                List.of("[1,2]", "{}", "7", "null", "{\"results\":{}}", "{\"results\":[1]}", "\"results\"")) {
            assertThat(ChunkResult.read(JsonText.check(RawJson.of(text)), 2))
                    .as(text)
                    .isNull();
        }
    }
}
