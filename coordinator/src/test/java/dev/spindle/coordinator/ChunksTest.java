package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jobs that travel in one message end as they would by themselves. */
@ExtendWith(NothingLeft.class)
class ChunksTest {
    private static final int FAILS = 1_000_001;
    private static final int DIES = 1_000_002;
    private static final int SLEEPS = 1_000_003;
    private static final int PRINTS = 1_000_004;
    private static final int IS_OUT_OF_MEMORY = 1_000_005;

    /** Its input, but for some. */
    public static final class Trouble implements Task<Integer, Integer> {
        @Override
        public Integer run(Integer input, TaskContext context) throws Exception {
            switch (input) {
                case FAILS -> throw new IllegalArgumentException("not this one");
                case DIES -> Runtime.getRuntime().halt(7);
                case SLEEPS -> Thread.sleep(600_000);
                case PRINTS -> {
                    System.out.println("here");
                    context.progress(0.5, "half");
                }
                case IS_OUT_OF_MEMORY -> throw new OutOfMemoryError("as if");
                default -> {}
            }
            return input;
        }
    }

    /** What workers sent and were sent, and what jobs said. */
    private static final class Heard implements PoolListener {
        private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();

        @Override
        public void output(int worker, long job, boolean stderr, String text) {
            said.add(job + " " + text.strip());
        }

        @Override
        public void progress(int worker, long job, JobProgress progress) {
            said.add(job + " " + progress.message());
        }
    }

    private static PoolBuilder pool() {
        return Pools.small().tasks(Trouble.class).queueCapacity(64);
    }

    private static List<Integer> with(int count, int... odd) {
        List<Integer> inputs = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        for (int each : odd) {
            inputs.add(inputs.size() / 2, each);
        }
        return inputs;
    }

    private static long chunksIn(WorkerPool closed) {
        return closed.crossings().stream()
                .filter(each -> each.excerpt().contains("task/runAll"))
                .count();
    }

    @Test
    void resultsKeepTheOrderOfTheInputsAndAreBoundedInFlight() {
        List<Integer> inputs = with(1_000);
        AtomicInteger taken = new AtomicInteger();
        WorkerPool pool = pool().chunk(16).recordWire().build();
        try (pool) {
            try (Stream<Integer> results = pool.map(Trouble.class, inputs.stream())) {
                assertThat(results.toList()).isEqualTo(inputs);
            }
            try (Stream<Integer> results = pool.mapUnordered(Trouble.class, inputs.stream())) {
                assertThat(results.toList()).containsExactlyInAnyOrderElementsOf(inputs);
            }
            Stream<Integer> endless = Stream.iterate(0, each -> each + 1).peek(each -> taken.incrementAndGet());
            try (Stream<Integer> results = pool.map(Trouble.class, endless)) {
                assertThat(results.limit(10)).hasSize(10);
            }
            assertThat(taken.get()).isBetween(16, 64 + 1);
        }
        assertThat(chunksIn(pool)).isBetween(120L, 135L);
    }

    @Test
    void everyJobHasItsOwnOutcome() {
        Heard heard = new Heard();
        List<Integer> inputs = with(100, FAILS, DIES, SLEEPS, IS_OUT_OF_MEMORY, PRINTS);
        try (WorkerPool pool = pool().chunk(20)
                        .listener(heard)
                        .timeout(Duration.ofMillis(600))
                        .build();
                Stream<JobOutcome<Integer>> outcomes = pool.mapOutcomes(Trouble.class, inputs.stream())) {
            Iterator<JobOutcome<Integer>> each = outcomes.iterator();
            for (int input : inputs) {
                JobOutcome<Integer> outcome = each.next();
                switch (input) {
                    case FAILS, IS_OUT_OF_MEMORY -> assertThat(outcome).isInstanceOf(JobOutcome.Failed.class);
                    case DIES ->
                        assertThat(outcome)
                                .isInstanceOf(JobOutcome.WorkerLost.class)
                                .extracting(JobOutcome::attempts)
                                .isEqualTo(3);
                    case SLEEPS -> assertThat(outcome).isInstanceOf(JobOutcome.TimedOut.class);
                    default ->
                        assertThat(outcome)
                                .as("the outcome of %d", input)
                                .isInstanceOfSatisfying(JobOutcome.Succeeded.class, ok -> {
                                    assertThat(ok.result()).isEqualTo(input);
                                    assertThat(ok.attempts()).isEqualTo(1);
                                });
                }
            }
            assertThat(each.hasNext()).isFalse();
            long number = inputs.indexOf(PRINTS) + 1L;
            await().atMost(Pools.PATIENCE).until(() -> heard.said.contains(number + " half"));
            assertThat(heard.said).contains(number + " here");
        }
    }

    @Test
    void theirNumberIsThatOfAFewMillisecondsOfWorkWhereNobodySays() {
        List<Integer> inputs = with(40_000);
        WorkerPool pool =
                pool().queueCapacity(4_096).chunkAutomatically().recordWire().build();
        try (pool;
                Stream<Integer> results = pool.map(Trouble.class, inputs.stream())) {
            assertThat(results.toList()).isEqualTo(inputs);
        }
        assertThat(chunksIn(pool)).isBetween(150L, 20_000L);
    }

    @Test
    void jobsOfAPoolThatPromisesMoreGoByThemselves() {
        WorkerPool pool = pool().chunk(16).retries(0).recordWire().build();
        try (pool;
                Stream<Integer> results = pool.map(Trouble.class, with(50).stream())) {
            assertThat(results.toList()).isEqualTo(with(50));
            assertThatThrownBy(() -> submitAll(pool, "Trouble", "[1,2]", 2, new Outcomes(2)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(chunksIn(pool)).isZero();
    }

    @Test
    void closingTheStreamCancelsThemAndAnInputThatCannotBeWrittenIsTold() {
        try (WorkerPool pool = Pools.small().tasks(Trouble.class).chunk(4).build()) {
            try (Stream<Integer> results =
                    pool.mapUnordered(Trouble.class, Stream.of(0, 1, 2, 3, 4, SLEEPS, 6, 7, SLEEPS))) {
                results.iterator().next();
            } // the pool's close would wait ten minutes else
            try (Stream<Object> results = pool.map(MappingTest.Identity.class, Stream.of(1, 2, new Object()))) {
                assertThatThrownBy(results::toList).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    /** What became of each job of a chunk. */
    private static final class Outcomes implements Chunk.Owner<RawJson> {
        final ConcurrentLinkedQueue<String> alone = new ConcurrentLinkedQueue<>();
        final BitSet together = new BitSet();
        final CountDownLatch open;

        Outcomes(int count) {
            open = new CountDownLatch(count);
        }

        @Override
        public void answered(ChunkOutcome outcome) {
            for (int i = 0; i < outcome.count(); i++) {
                if (outcome.has(i)) {
                    together.set(i);
                    open.countDown();
                }
            }
        }

        @Override
        public void ended(int index, Job<RawJson> job) {
            alone.add(index + " " + (job.isCancelled() ? "cancelled" : "done"));
            open.countDown();
        }

        void awaitAll() throws InterruptedException {
            assertThat(open.await(Pools.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Chunk<RawJson> submitAll(WorkerPool pool, String task, String inputs, int count, Outcomes outcomes)
            throws InterruptedException {
        RawJson array = RawJson.checked(inputs.getBytes(StandardCharsets.UTF_8));
        return pool.submitAll(JobRequest.of(task, null, RawJson.class), array, count, outcomes);
    }

    @Test
    void workersThatKnowNothingOfChunksGetJobs() throws Exception {
        Outcomes outcomes = new Outcomes(3);
        try (WorkerPool pool = WorkerPool.builder()
                .workers(1)
                .workerCommand(Foreign.PYTHON, Foreign.example("worker.py").toString())
                .chunk(8)
                .build()) {
            submitAll(pool, "echo", "[1,[2,3],\"]\"]", 3, outcomes);
            outcomes.awaitAll();
        }
        assertThat(outcomes.alone).containsExactly("0 done", "1 done", "2 done");
        assertThat(outcomes.together.cardinality()).isZero();
    }

    @Test
    void aPoolThatClosesSoonLetsTheJobEndThatRunsAndBeginsNoOther() throws Exception {
        Outcomes outcomes = new Outcomes(4);
        CountDownLatch begun = new CountDownLatch(1);
        PoolListener listener = new PoolListener() {
            @Override
            public void progress(int worker, long job, JobProgress progress) {
                begun.countDown();
            }
        };
        try (WorkerPool pool = pool().workers(1).chunk(8).listener(listener).build()) {
            pool.submit(Trouble.class, 1).get(); // so that workers know the class by its name
            submitAll(pool, "Trouble", "[1000004,1000003,1,2]", 4, outcomes);
            assertThat(begun.await(Pools.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            pool.shutdownWithin(Duration.ofMillis(200));
            outcomes.awaitAll();
        }
        assertThat(outcomes.together.cardinality() + outcomes.alone.size()).isEqualTo(4);
    }
}
