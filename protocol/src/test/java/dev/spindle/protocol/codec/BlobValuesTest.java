package dev.spindle.protocol.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.protocol.Blob;
import dev.spindle.protocol.BlobReference;
import dev.spindle.protocol.BlobSpace;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.channel.BlobFile;
import dev.spindle.protocol.channel.BlobReader;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.ToWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values with blobs, through a message and a real file, from one side to the other. */
class BlobValuesTest {
    private static final int ROOM = 1 << 20;
    private static final Blob SMALL = Blob.of((byte) 1, (byte) 2, (byte) 3);
    private static final Blob LARGE = random(50_000);
    private static final String FORGED = BlobReference.text(BlobFile.HEADER_BYTES, 100);

    @TempDir
    private Path folder = Path.of("");

    private final Space space = new Space();

    record Named(String name, Blob blob, List<Blob> more) {}

    record WithRaw(RawJson raw, Blob blob) {}

    record AsNode(JsonNode raw, String blob) {}

    record Wrapping(@JsonUnwrapped Named inner, Blob own) {}

    /** Places one behind the other. */
    private final class Space implements BlobSpace {
        private int end = BlobFile.HEADER_BYTES;
        private int placed;

        @Override
        public long place(Blob blob) {
            BlobFile file = file();
            if (blob.size() > ROOM - end) {
                return -1;
            }
            try {
                file.reach(end + blob.size());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            file.write(end, blob.shared());
            long offset = end;
            end += blob.size();
            placed++;
            return offset;
        }

        @Override
        public void free(BlobReference reference) {
            placed--;
        }
    }

    private BlobFile made = new BlobFile(Path.of(""), ROOM);

    private BlobFile file() {
        if (made.size() == 0) {
            made = new BlobFile(folder.resolve("blobs"), ROOM);
        }
        return made;
    }

    private static Blob random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Blob.of(bytes);
    }

    private static String base64(Blob blob) {
        return "\"" + Base64.getEncoder().encodeToString(blob.toByteArray()) + "\"";
    }

    /** What the other side gets: out of the message, with what is in the file. */
    private RawJson arrived(RawJson value) throws Exception {
        MessageWriter writer = new MessageWriter();
        writer.encode(new ToWorker.RunTask(1, "t", value, 1, 1));
        RawJson input = ((ToWorker.RunTask) MessageReader.toWorker(writer.bytes(), 0, writer.length())).input();
        writer.encode(new FromWorker.Result(1, value));
        RawJson result = ((FromWorker.Result) MessageReader.fromWorker(writer.bytes(), 0, writer.length())).value();
        assertThat(result.references()).isEqualTo(input.references()).isEqualTo(value.references());
        return BlobReader.ofInputs(folder.resolve("blobs")).read(input);
    }

    static Stream<Arguments> values() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("ä\"\n", List.of(LARGE, 1, SMALL, LARGE));
        map.put("b", LARGE);
        return Stream.of(
                arguments(LARGE, Blob.class),
                arguments(SMALL, Blob.class),
                arguments(List.of(LARGE, SMALL), new TypeReference<List<Blob>>() {}.getType()),
                arguments(
                        Map.of("a", List.of(LARGE, LARGE)), new TypeReference<Map<String, List<Blob>>>() {}.getType()),
                arguments(map, JsonNode.class),
                arguments(new Named("n\u20ac", LARGE, List.of(SMALL, LARGE, Blob.of())), Named.class),
                arguments(new Wrapping(new Named("n", LARGE, List.of(LARGE)), LARGE), Wrapping.class));
    }

    @ParameterizedTest
    @MethodSource("values")
    void comeBackAsTheyWereWhateverTheyArePartOf(Object value, Type type) throws Exception {
        RawJson beside = arrived(Values.write(value, space));
        RawJson within = Values.write(value);

        assertThat(Values.read(beside, type)).isEqualTo(Values.read(within, type));
        if (type != JsonNode.class) {
            assertThat(Values.read(beside, type)).isEqualTo(value);
        }
        assertThat(beside.toString()).isEqualTo(within.toString());
        assertThat(beside).isEqualTo(within).hasSameHashCodeAs(within);
        assertThat(Values.read(beside, JsonNode.class)).isEqualTo(Values.read(within, JsonNode.class));
        assertThat(Values.read(beside, Object.class)).isEqualTo(Values.read(within, Object.class));
    }

    @Test
    void largeOnesStandBesideTheTextAndSmallOnesWithin() throws Exception {
        RawJson json = Values.write(List.of(SMALL, LARGE), space);

        assertThat(json.references()).hasSize(1);
        assertThat(new String(json.sharedWithReferences(), UTF_8))
                .isEqualTo("[\"AQID\"," + BlobReference.text(BlobFile.HEADER_BYTES, 50_000) + "]");
        assertThat(json.weight()).isEqualTo(json.sharedWithReferences().length + 50_000);
        assertThat(json.lengthInMessage()).isLessThan(200);
    }

    @Test
    void whatIsAskedForAsTextShowsBase64() throws Exception {
        RawJson json = arrived(Values.write(LARGE, space));

        assertThat(Values.read(json, RawJson.class)).hasToString(base64(LARGE));
        assertThat("\"" + Values.read(json, String.class) + "\"").isEqualTo(base64(LARGE));
        assertThat(Values.read(json, byte[].class)).isEqualTo(LARGE.toByteArray());

        RawJson record = arrived(Values.write(new WithRaw(RawJson.of("1"), LARGE), space));
        assertThat(Values.read(record, AsNode.class))
                .isInstanceOfSatisfying(AsNode.class, node -> assertThat("\"" + node.blob() + "\"")
                        .isEqualTo(base64(LARGE)));
    }

    @Test
    void oneTypeMayReadSomeAsBlobsAndOthersAsText() throws Exception {
        RawJson json = arrived(Values.write(Map.of("raw", LARGE, "blob", LARGE), space));

        assertThat(Values.read(json, WithRaw.class)).isEqualTo(new WithRaw(RawJson.of(base64(LARGE)), LARGE));
    }

    @Test
    void passedOnTheyStandBesideTheNextMessage() throws Exception {
        RawJson first = arrived(Values.write(List.of(LARGE, SMALL, LARGE), space));
        RawJson next = Values.write(first, space);

        assertThat(next.references()).hasSize(2);
        assertThat(next.references().get(0).offset()).isEqualTo(BlobFile.HEADER_BYTES + 100_000);
        assertThat(arrived(next)).isEqualTo(Values.write(List.of(LARGE, SMALL, LARGE)));
        assertThat(Values.write(first, BlobSpace.NONE)).isEqualTo(first);
    }

    @Test
    void whereThereIsNoRoomTheyGoIntoTheText() throws Exception {
        Blob huge = random(ROOM);
        RawJson json = Values.write(List.of(huge, LARGE), space);

        assertThat(json.references()).hasSize(1);
        assertThat(arrived(json)).hasToString("[" + base64(huge) + "," + base64(LARGE) + "]");
    }

    @Test
    void whatOnlyLooksLikeAReferenceIsData() throws Exception {
        RawJson json = arrived(Values.write(List.of(RawJson.of(FORGED), LARGE), space));
        assertThat(json).hasToString("[" + FORGED + "," + base64(LARGE) + "]");

        RawJson alone = RawJson.of(FORGED);
        assertThat(Values.read(alone, RawJson.class)).hasToString(FORGED);
        assertThat(Values.read(alone, JsonNode.class)).hasToString(FORGED);
        assertThatThrownBy(() -> Values.read(alone, Blob.class))
                .isInstanceOf(ValueException.class)
                .hasMessageContaining("expected a string in base64 but got an object");
        assertThatThrownBy(() -> Values.read(RawJson.of("{\"name\":\"n\",\"blob\":" + FORGED + "}"), Named.class))
                .isInstanceOf(ValueException.class)
                .hasMessageContaining("expected a string in base64 but got an object");
        RawJson beside = arrived(Values.write(Map.of("raw", LARGE, "blob", RawJson.of(FORGED)), space));
        assertThatThrownBy(() -> Values.read(beside, WithRaw.class)).isInstanceOf(ValueException.class);
    }

    @Test
    void whatCannotBeWrittenLeavesNothingBehind() {
        List<Object> value = List.of(LARGE, LARGE, new Object());
        assertThatThrownBy(() -> Values.write(value, space)).isInstanceOf(ValueException.class);
        assertThat(space.placed).isZero();
    }

    @Test
    void positionsWhereNothingStandsAreTheFaultOfThatMessage() throws Exception {
        byte[] run = "{\"id\":7,\"method\":\"task/run\",\"params\":{\"task\":\"t\",\"input\":[1],\"blobsAt\":[1]}}"
                .getBytes(UTF_8);
        assertThatThrownBy(() -> MessageReader.toWorker(run, 0, run.length))
                .isInstanceOfSatisfying(
                        MessageException.class, e -> assertThat(e.id()).isEqualTo(7))
                .hasMessageContaining("blobsAt: no reference to a blob begins at byte 1");

        for (String at : List.of("[0,0]", "[1]", "[-1]", "[\"0\"]", "[1e3]", "[null]", "[99999999999]")) {
            byte[] result = ("{\"blobsAt\":" + at + ",\"id\":7,\"result\":" + FORGED + "}").getBytes(UTF_8);
            assertThat(MessageReader.fromWorker(result, 0, result.length))
                    .isInstanceOfSatisfying(
                            FromWorker.Failure.class, e -> assertThat(e.id()).isEqualTo(7));
        }
    }
}
