package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.worker.Signal;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import dev.spindle.worker.tasks.Prime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NothingLeft.class)
class JobSignalTest {
    /** Looks at the signal before, tells that it runs, waits for the signal, and says what it saw. */
    public static final class Gate implements Task<String, List<String>> {
        @Override
        public List<String> run(String name, TaskContext context) throws Exception {
            Signal signal = context.signal(name);
            String before = signal.isSet() + " " + signal.await(Duration.ofMillis(1)) + " " + signal.value();
            context.progress(0, "waiting");
            boolean set = signal.await(Pools.PATIENCE);
            return List.of(before, signal.isSet() + " " + set + " " + signal.value());
        }
    }

    /** Takes its worker down at the first attempt. */
    public static final class SecondTime implements Task<String, Boolean> {
        @Override
        public Boolean run(String name, TaskContext context) throws Exception {
            boolean set = context.signal(name).await(Pools.PATIENCE);
            if (context.attempt() == 1) {
                Runtime.getRuntime().halt(7);
            }
            return set;
        }
    }

    private static WorkerPool one() {
        return Pools.small()
                .workers(1)
                .tasks(Gate.class, SecondTime.class)
                .retries(1)
                .build();
    }

    @Test
    void opensARunningJob() throws Exception {
        FirstProgress listener = new FirstProgress();
        try (WorkerPool pool = one()) {
            Job<List<String>> job =
                    pool.submit(JobRequest.of(Gate.class, "done").withListener(listener));
            listener.awaitThat();

            assertThat(job.signal("another", 1)).isTrue();
            assertThat(job.signal("done", List.of(1, "two"))).isTrue();

            assertThat(job.get(60, TimeUnit.SECONDS)).containsExactly("false false null", "true true [1,\"two\"]");
        }
    }

    @Test
    void isThereBeforeTheJobStarts() throws Exception {
        try (WorkerPool pool = one()) {
            Job<List<String>> job = pool.submit(Gate.class, "done"); // there is no worker yet

            assertThat(job.signal("done", null)).isTrue();

            assertThat(job.get(60, TimeUnit.SECONDS)).containsExactly("true true null", "true true null");
        }
    }

    @Test
    void setTwiceKeepsItsFirstValue() throws Exception {
        try (WorkerPool pool = one()) {
            Job<List<String>> job = pool.submit(Gate.class, "done");

            assertThat(job.signal("done", 1)).isTrue();
            assertThat(job.signal("done", 2)).isTrue();

            assertThat(job.get(60, TimeUnit.SECONDS)).last().isEqualTo("true true 1");
        }
    }

    @Test
    void isRefusedWhenTheJobIsOver() throws Exception {
        try (WorkerPool pool = one()) {
            Job<Boolean> job = pool.submit(Prime.class, 7L);
            job.outcome();

            assertThat(job.signal("done", null)).isFalse();

            assertThat(pool.submit(Prime.class, 9L).get()).isFalse();
            assertThat(pool.strayAnswers()).isZero();
        }
    }

    @Test
    void isSetAgainForTheAttemptThatFollowsALostWorker() throws Exception {
        try (WorkerPool pool = one()) {
            Job<Boolean> job = pool.submit(SecondTime.class, "go");

            job.signal("go", null);

            assertThat(job.get(60, TimeUnit.SECONDS)).isTrue();
            assertThat(job.outcome().attempts()).isEqualTo(2);
        }
    }

    @Test
    void overtakesJobsThatWaitInTheSameWorker() throws Exception {
        try (WorkerPool pool = one()) {
            Pools.widenWindows(pool);
            Job<List<String>> gate = pool.submit(Gate.class, "done");
            List<Job<Boolean>> behind = new ArrayList<>();
            for (long number : Pools.numbers(200)) {
                behind.add(pool.submit(Prime.class, number));
            }

            gate.signal("done", null);

            assertThat(gate.get(60, TimeUnit.SECONDS)).last().isEqualTo("true true null");
            for (Job<Boolean> job : behind) {
                assertThat(job.get(60, TimeUnit.SECONDS)).isEqualTo(job.get());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD800", "x\uDC00", "long"})
    void thatNoMessageCanNameIsRefused(String name) throws Exception {
        try (WorkerPool pool = one()) {
            Job<List<String>> job = pool.submit(Gate.class, "done");
            String tried = name.equals("long") ? "x".repeat(501) : name;

            assertThatThrownBy(() -> job.signal(tried, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("name");

            job.signal("done", null);
            assertThat(job.get(60, TimeUnit.SECONDS)).isNotEmpty();
        }
    }

    @Test
    void whoseValueCannotBeWrittenIsRefused() throws Exception {
        try (WorkerPool pool = Pools.small().workers(1).maxFrame(1 << 16).build()) {
            Job<JsonNode> job = pool.submit("sleep", 600_000, JsonNode.class);

            assertThatThrownBy(() -> job.signal("done", new Thread()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the value of a signal");
            assertThatThrownBy(() -> job.signal("done", "x".repeat(1 << 16)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("over the cap of 61440");
            assertThat(job.signal("\u0001".repeat(500), "x".repeat(61_438))).isTrue(); // the largest there may be

            job.cancel();
            assertThat(job.outcome()).isInstanceOf(JobOutcome.Cancelled.class);
            assertThat(job.outcome().attempts()).isLessThanOrEqualTo(1);
        }
    }
}
