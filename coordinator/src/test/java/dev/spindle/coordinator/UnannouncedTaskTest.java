package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import dev.spindle.worker.tasks.Prime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tasks that are submitted by their class alone: no service names them. */
@ExtendWith(NothingLeft.class)
class UnannouncedTaskTest {
    /** Found by its class only. */
    public static final class Twice implements Task<Long, Long> {
        @Override
        public Long run(Long input, TaskContext context) {
            return 2 * input;
        }
    }

    /** The second such. */
    public static final class Thrice implements Task<Long, Long> {
        @Override
        public Long run(Long input, TaskContext context) {
            return 3 * input;
        }
    }

    /** No worker could make one. */
    static final class Hidden implements Task<Long, Long> {
        @Override
        public Long run(Long input, TaskContext context) {
            return input;
        }
    }

    /** Passes for a task until it is made. */
    public static final class Stillborn implements Task<Long, Long> {
        public Stillborn() {
            throw new IllegalStateException("never");
        }

        @Override
        public Long run(Long input, TaskContext context) {
            return input;
        }
    }

    @Test
    void failAloneWhereTheyCannotBeMade() throws Exception {
        try (WorkerPool pool = Pools.small().build()) {
            Job<Long> stillborn = pool.submit(Stillborn.class, 1L);
            Job<Boolean> prime = pool.submit(Prime.class, 7L);

            assertThat(stillborn.outcome()).isInstanceOfSatisfying(JobOutcome.Failed.class, failed -> assertThat(
                            failed.error().message())
                    .contains("cannot make a task of class " + Stillborn.class.getName()));
            assertThat(prime.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void areLearntByWorkersThatAlreadyRun() throws Exception {
        try (WorkerPool pool = Pools.small().build()) {
            List<Job<Boolean>> before = new ArrayList<>();
            for (long number : Pools.numbers(50)) {
                before.add(pool.submit(Prime.class, number));
            }
            for (Job<Boolean> each : before) {
                each.get(60, TimeUnit.SECONDS); // all workers are idle now
            }

            assertThat(pool.submit(Twice.class, 21L).get(60, TimeUnit.SECONDS)).isEqualTo(42);
        }
    }

    @Test
    void areLearntInTheMidstOfOthers() throws Exception {
        try (WorkerPool pool = Pools.small().build()) {
            List<Job<Boolean>> primes = new ArrayList<>();
            List<Job<Long>> mine = new ArrayList<>();
            for (long number : Pools.numbers(300)) {
                primes.add(pool.submit(Prime.class, number));
                if (number == 100) {
                    mine.add(pool.submit(Twice.class, number));
                } else if (number == 200) {
                    mine.add(pool.submit(Thrice.class, number));
                }
            }
            assertThat(mine.get(0).get(60, TimeUnit.SECONDS)).isEqualTo(200);
            assertThat(mine.get(1).get(60, TimeUnit.SECONDS)).isEqualTo(600);
            for (Job<Boolean> each : primes) {
                assertThat(each.outcome()).isInstanceOf(JobOutcome.Succeeded.class);
                assertThat(each.outcome().attempts()).isEqualTo(1);
            }
        }
    }

    @Test
    void areRefusedWhereNoWorkerCouldMakeOne() {
        try (WorkerPool pool = Pools.small().build()) {
            assertThatThrownBy(() -> pool.submit(Hidden.class, 1L))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("public");
        }
    }
}
