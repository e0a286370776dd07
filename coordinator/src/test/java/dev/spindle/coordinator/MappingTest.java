package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import dev.spindle.worker.tasks.Prime;
import dev.spindle.worker.tasks.Sleep;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MappingTest {
    private static final int CAPACITY = 32;
    private static final int BAD = 40;
    private static WorkerPool pool;

    /** Its input, every seventh later; throws at one of them. */
    public static final class Delayed implements Task<Integer, Integer> {
        @Override
        public Integer run(Integer input, TaskContext context) {
            if (input == BAD) {
                throw new IllegalArgumentException("not " + BAD);
            }
            if (input % 7 == 0) {
                new Prime().run(9_999_999_999_971L, context); // some ten thousand times the work of the others
            }
            return input;
        }
    }

    /** Its input. */
    public static final class Identity implements Task<Object, Object> {
        @Override
        public Object run(Object input, TaskContext context) {
            return input;
        }
    }

    @BeforeAll
    @SuppressWarnings("unchecked") // an array of the tasks' classes
    static void open() {
        pool = Pools.small()
                .queueCapacity(CAPACITY)
                .tasks(Delayed.class, Identity.class)
                .build();
    }

    @AfterAll
    static void close() {
        pool.close();
        new NothingLeft().assertNothingLeft();
    }

    private static Stream<Integer> infinite(AtomicInteger taken) {
        return Stream.iterate(BAD + 1, each -> each + 1).peek(each -> taken.incrementAndGet());
    }

    @Test
    void takesABoundedNumberOfAnInfiniteInput() {
        AtomicInteger taken = new AtomicInteger();
        try (Stream<Integer> results = pool.map(Delayed.class, infinite(taken))) {
            assertThat(taken.get()).as("taken before a result was asked for").isZero();
            assertThat(results.limit(10)).hasSize(10).first().isEqualTo(BAD + 1);
        }
        assertThat(taken.get()).isBetween(10, 10 + CAPACITY + 1);
    }

    @Test
    void keepsTheOrderOfTheInputs() {
        List<Integer> inputs = new ArrayList<>();
        for (int i = 100; i < 300; i++) {
            inputs.add(i);
        }
        try (Stream<Integer> results = pool.map(Delayed.class, inputs.stream())) {
            assertThat(results.toList()).isEqualTo(inputs);
        }
        try (Stream<Integer> results = pool.mapUnordered(Delayed.class, inputs.stream())) {
            assertThat(results.toList()).containsExactlyInAnyOrderElementsOf(inputs);
        }
    }

    @Test
    void throwsAtTheElementThatFailed() {
        List<Integer> seen = new ArrayList<>();
        Stream<Integer> inputs = Stream.iterate(BAD - 3, each -> each + 1).limit(10);
        try (Stream<Integer> results = pool.map(Delayed.class, inputs)) {
            Iterator<Integer> each = results.iterator();
            assertThatThrownBy(() -> each.forEachRemaining(seen::add))
                    .isInstanceOf(JobException.class)
                    .hasCauseInstanceOf(TaskFailedException.class)
                    .hasMessageContaining("not " + BAD);
        }
        assertThat(seen).containsExactly(BAD - 3, BAD - 2, BAD - 1);
    }

    @Test
    void withOutcomesItNeverThrows() {
        Stream<Integer> inputs = Stream.of(BAD - 1, BAD, BAD + 1);
        try (Stream<JobOutcome<Integer>> outcomes = pool.mapOutcomes(Delayed.class, inputs)) {
            assertThat(outcomes.toList())
                    .extracting(each -> each.getClass().getSimpleName())
                    .containsExactly("Succeeded", "Failed", "Succeeded");
        }
    }

    @Test
    void closingCancelsWhatIsUnderWayAndClosesTheInput() {
        AtomicBoolean closed = new AtomicBoolean();
        Stream<Long> inputs =
                Stream.of(0L, 600_000L, 600_000L, 600_000L, 600_000L).onClose(() -> closed.set(true));
        try (WorkerPool other =
                Pools.small().build()) { // its close waits for all jobs: minutes, unless they are cancelled
            try (Stream<Void> results = other.mapUnordered(Sleep.class, inputs)) {
                results.iterator().next();
            }
        }
        assertThat(closed).isTrue();
    }

    @Test
    void sharesItsPoolWithOthers() throws Exception {
        List<Job<Integer>> others = new ArrayList<>();
        AtomicInteger taken = new AtomicInteger();
        try (Stream<Integer> results = pool.mapUnordered(Delayed.class, infinite(taken))) {
            Iterator<Integer> each = results.iterator();
            for (int i = 0; i < 100; i++) {
                others.add(pool.submit(Delayed.class, 1_000 + i));
                each.next();
            }
        }
        for (Job<Integer> each : others) {
            assertThat(each.outcome()).isInstanceOf(JobOutcome.Succeeded.class);
        }
    }

    @Test
    void anInterruptedConsumerGivesUp() {
        try (WorkerPool other = Pools.small().build();
                Stream<Void> results = other.map(Sleep.class, Stream.of(600_000L, 600_000L))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(results::toList)
                    .isInstanceOf(JobException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        }
    }

    @Test
    void anInputThatCannotBeWrittenIsToldWhereItIs() {
        Stream<Integer> inputs = Stream.iterate(100, each -> each + 1).limit(20);
        try (Stream<Object> results = pool.map(Identity.class, inputs.map(MappingTest::rotten))) {
            assertThatThrownBy(results::toList).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Object rotten(int number) {
        return number == 110 ? new Object() : Integer.valueOf(number);
    }

    @Test
    void ofNothingIsNothing() {
        try (Stream<Integer> results = pool.map(Delayed.class, Stream.empty())) {
            assertThat(results).isEmpty();
        }
    }
}
