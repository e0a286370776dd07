package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** More than a pipe holds, in both directions at once. */
@ExtendWith(NothingLeft.class)
class BigPayloadsTest {
    private static final int KIB = 1 << 10;

    /** Answers with as many characters as asked for. */
    public static final class Chars implements Task<Integer, String> {
        @Override
        public String run(Integer input, TaskContext context) {
            return "x".repeat(input);
        }
    }

    private static RawJson text(int bytes, int number) {
        return RawJson.of("\"" + (char) ('a' + number % 26) + "y".repeat(bytes) + "\"");
    }

    @Test
    void eightMegabytesGoThereAndBackWithAnotherJobBehind() throws Exception {
        try (WorkerPool pool = Pools.small().workers(1).heap("256m").build()) {
            RawJson big = text(8 * KIB * KIB, 0);
            Job<RawJson> first = pool.submit("echo", big, RawJson.class);
            Job<RawJson> second = pool.submit("echo", text(1, 1), RawJson.class);
            Job<RawJson> third = pool.submit("echo", big, RawJson.class);

            assertThat(first.get(60, TimeUnit.SECONDS).equals(big)).isTrue();
            assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(text(1, 1));
            assertThat(third.get(60, TimeUnit.SECONDS).equals(big)).isTrue();
        }
    }

    @Test
    void aWindowFullOfLargeJobsDoesNotBlock() throws Exception {
        try (WorkerPool pool = Pools.small().build()) {
            List<Job<RawJson>> jobs = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                jobs.add(pool.submit("echo", text(10, i), RawJson.class)); // makes the windows wide
            }
            for (int i = 300; i < 600; i++) {
                jobs.add(pool.submit("echo", text(200 * KIB, i), RawJson.class));
            }
            for (int i = 0; i < jobs.size(); i++) {
                RawJson expected = text(i < 300 ? 10 : 200 * KIB, i);
                assertThat(jobs.get(i).get(60, TimeUnit.SECONDS).equals(expected))
                        .as("job " + i)
                        .isTrue();
            }
        }
    }

    @Test
    void smallQuestionsWithLargeAnswersDoNotBlock() throws Exception {
        try (WorkerPool pool = Pools.small().tasks(Chars.class).build()) {
            List<Job<String>> jobs = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                jobs.add(pool.submit(Chars.class, i % 2 == 0 ? i : 100 * KIB));
            }
            for (int i = 0; i < jobs.size(); i++) {
                assertThat(jobs.get(i).get(60, TimeUnit.SECONDS)).hasSize(i % 2 == 0 ? i : 100 * KIB);
            }
        }
    }
}
