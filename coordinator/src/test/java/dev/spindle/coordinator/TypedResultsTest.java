package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TypedResultsTest {
    private static WorkerPool pool;

    /** A plain record. */
    public record Point(int x, int y) {}

    /** A record in, a record out. */
    public static final class Mirror implements Task<Point, Point> {
        @Override
        public Point run(Point input, TaskContext context) {
            return new Point(input.y(), input.x());
        }
    }

    /** A list of records. */
    public static final class Corners implements Task<Integer, List<Point>> {
        @Override
        public List<Point> run(Integer input, TaskContext context) {
            return List.of(new Point(0, 0), new Point(input, input));
        }
    }

    /** A map of lists in, a tree out. */
    public static final class Counts implements Task<Map<String, List<Integer>>, Map<String, Integer>> {
        @Override
        public Map<String, Integer> run(Map<String, List<Integer>> input, TaskContext context) {
            Map<String, Integer> counts = new TreeMap<>();
            input.forEach((name, list) -> counts.put(name, list.size()));
            return counts;
        }
    }

    /** Bytes backwards. */
    public static final class Backwards implements Task<byte[], byte[]> {
        @Override
        public byte[] run(byte[] input, TaskContext context) {
            byte[] result = new byte[input.length];
            for (int i = 0; i < input.length; i++) {
                result[i] = input[input.length - 1 - i];
            }
            return result;
        }
    }

    @BeforeAll
    @SuppressWarnings("unchecked") // an array of the tasks' classes
    static void open() {
        pool = Pools.small()
                .tasks(Mirror.class, Corners.class, Counts.class, Backwards.class)
                .build();
    }

    @AfterAll
    static void close() {
        pool.close();
        new NothingLeft().assertNothingLeft();
    }

    @Test
    void recordsListsMapsAndBytesComeAsWhatTheTaskSays() throws Exception {
        assertThat(pool.submit(Mirror.class, new Point(1, 2)).get()).isEqualTo(new Point(2, 1));
        assertThat(pool.submit(Corners.class, 7).get()).containsExactly(new Point(0, 0), new Point(7, 7));
        assertThat(pool.submit(Counts.class, Map.of("a", List.of(1, 2), "b", List.of()))
                        .get())
                .containsEntry("a", 2)
                .containsEntry("b", 0);
        assertThat(pool.submit(Backwards.class, new byte[] {1, 0, -1}).get()).containsExactly(-1, 0, 1);
    }

    @Test
    void treesAndRawJsonComeAsTheyWereWritten() throws Exception {
        RawJson raw = RawJson.of("{\"n\":1e400,\"d\":0.10,\"i\":123456789012345678901234567890}");
        JsonNode tree = pool.submit("echo", Map.of("é\uD83D\uDE00", "\u2028"), JsonNode.class)
                .get();

        assertThat(pool.submit("echo", raw, RawJson.class).get()).isEqualTo(raw);
        assertThat(tree.get("é\uD83D\uDE00").textValue()).isEqualTo("\u2028");
    }

    @Test
    void anInputThatCannotBeWrittenFailsWhereItIsSubmitted() {
        assertThatThrownBy(() -> pool.submit("echo", new Object(), JsonNode.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
        assertThatThrownBy(() -> pool.submit("echo", RawJson.of("{"), RawJson.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anInputOverTheCapFailsWhereItIsSubmitted() {
        try (WorkerPool narrow = Pools.small().maxFrame(1 << 16).build()) {
            assertThatThrownBy(() -> narrow.submit("echo", "x".repeat(1 << 16), String.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cap");
        }
    }

    @Test
    void aResultOfAnotherTypeThanAskedForFailsTheJob() throws Exception {
        Job<Integer> job = pool.submit("echo", "text", Integer.class);

        assertThat(job.outcome()).isInstanceOfSatisfying(JobOutcome.Failed.class, failed -> {
            assertThat(failed.error().code()).isEqualTo(ErrorObject.RESULT_NOT_SERIALIZABLE);
            assertThat(failed.error().message()).isNotNull();
        });
    }

    @Test
    void anInputThatTheTaskCannotReadFailsTheJob() throws Exception {
        Job<JsonNode> job = pool.submit("prime", "seven", JsonNode.class);

        assertThat(job.outcome()).isInstanceOfSatisfying(JobOutcome.Failed.class, failed -> assertThat(
                        failed.error().code())
                .isEqualTo(ErrorObject.INVALID_PARAMS));
    }

    @Test
    void aTaskThatWorkersDoNotHaveFailsTheJob() throws Exception {
        Job<JsonNode> job = pool.submit("no such task", null, JsonNode.class);

        assertThat(job.outcome()).isInstanceOfSatisfying(JobOutcome.Failed.class, failed -> assertThat(
                        failed.error().message())
                .contains("no such task"));
    }
}
