package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import dev.spindle.worker.tasks.Prime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NothingLeft.class)
class JobListenerTest {
    /** Prints and tells its progress in turns, so many times. */
    public static final class Talk implements Task<Integer, String> {
        @Override
        public String run(Integer count, TaskContext context) {
            for (int i = 1; i <= count; i++) {
                (i % 2 == 1 ? System.out : System.err).println("line " + i);
                context.progress((double) i / count, "part " + i);
            }
            return "done";
        }
    }

    /** Writes down what it hears, and in which thread. */
    private static class Notes implements JobListener {
        final List<String> heard = Collections.synchronizedList(new ArrayList<>());
        final List<String> threads = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void output(boolean stderr, String text) {
            note((stderr ? "err " : "out ") + text.strip());
        }

        @Override
        public void progress(JobProgress progress) {
            note(progress.fraction() + " " + progress.message());
        }

        void note(String what) {
            heard.add(what);
            threads.add(Thread.currentThread().getName());
        }
    }

    /** Hears nothing further until its gate is open. */
    private static final class Gated extends Notes {
        final CountDownLatch gate = new CountDownLatch(1);

        @Override
        void note(String what) {
            try {
                assertThat(gate.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            super.note(what);
        }
    }

    private static PoolBuilder talking() {
        return Pools.small().tasks(Talk.class);
    }

    @Test
    void hearsItsOwnJobInOrder() throws Exception {
        Notes one = new Notes();
        Notes two = new Notes();
        try (WorkerPool pool = talking().build()) {
            Job<String> first = pool.submit(JobRequest.of(Talk.class, 2).withListener(one));
            Job<String> second = pool.submit(JobRequest.of(Talk.class, 4).withListener(two));
            first.get(60, TimeUnit.SECONDS);
            second.get(60, TimeUnit.SECONDS);
        }
        assertThat(one.heard).containsExactly("out line 1", "0.5 part 1", "err line 2", "1.0 part 2");
        assertThat(two.heard)
                .containsExactly(
                        "out line 1",
                        "0.25 part 1",
                        "err line 2",
                        "0.5 part 2",
                        "out line 3",
                        "0.75 part 3",
                        "err line 4",
                        "1.0 part 4");
    }

    @Test
    void hearsEverythingBeforeAnybodyLearnsTheOutcome() throws Exception {
        try (WorkerPool pool = talking().build()) {
            for (int i = 0; i < 200; i++) {
                Notes notes = new Notes();
                Job<String> job = pool.submit(JobRequest.of(Talk.class, 5).withListener(notes));

                assertThat(job.get(60, TimeUnit.SECONDS)).isEqualTo("done");

                assertThat(notes.heard).hasSize(10);
            }
        }
    }

    @Test
    void isNeverCalledInAThreadThatDoesIo() throws Exception {
        Notes notes = new Notes();
        try (WorkerPool pool = talking().build()) {
            pool.submit(JobRequest.of(Talk.class, 50).withListener(notes)).get(60, TimeUnit.SECONDS);
        }
        assertThat(notes.threads).hasSize(100).allSatisfy(name -> assertThat(name)
                .startsWith("spindle-callback"));
    }

    @Test
    void thatIsSlowHoldsUpNoOtherJob() throws Exception {
        Gated slow = new Gated();
        try (WorkerPool pool = talking().workers(1).build()) {
            Job<String> talks = pool.submit(JobRequest.of(Talk.class, 10).withListener(slow));
            for (long number : Pools.numbers(50)) {
                pool.submit(Prime.class, number).get(60, TimeUnit.SECONDS);
            }
            assertThat(talks.isDone()).isFalse();
            slow.gate.countDown();
            assertThat(talks.get(60, TimeUnit.SECONDS)).isEqualTo("done");
        }
        assertThat(slow.heard).hasSize(20);
    }

    @Test
    void mayThrowAndTheJobHasItsOutcomeAllTheSame() throws Exception {
        JobListener broken = new JobListener() {
            @Override
            public void output(boolean stderr, String text) {
                throw new IllegalStateException("its own fault");
            }
        };
        try (Uncaught uncaught = new Uncaught()) {
            try (WorkerPool pool = talking().build()) {
                Job<String> job = pool.submit(JobRequest.of(Talk.class, 3).withListener(broken));
                assertThat(job.get(60, TimeUnit.SECONDS)).isEqualTo("done");
            }
            assertThat(uncaught.messages()).isNotEmpty().containsOnly("its own fault");
        }
    }

    @Test
    void thatNeverReturnsKeepsNobodyFromLearningTheOutcomeOnceThePoolIsClosed() throws Exception {
        Gated stuck = new Gated();
        Job<String> job;
        try (WorkerPool pool = talking().build()) {
            job = pool.submit(JobRequest.of(Talk.class, 3).withListener(stuck));
        }
        assertThat(job.isDone()).isTrue();
        assertThat(job.get()).isEqualTo("done");
        assertThat(stuck.heard).isEmpty();
        stuck.gate.countDown();
    }

    @Test
    void whoseFaultNobodyWantsToHearStillHearsTheRest() throws Exception {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Notes broken = new Notes() {
            @Override
            public void output(boolean stderr, String text) {
                super.output(stderr, text);
                throw new IllegalStateException("its own fault");
            }
        };
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            throw new IllegalStateException("nor does the handler work", e);
        });
        try (WorkerPool pool = talking().build()) {
            Job<String> job = pool.submit(JobRequest.of(Talk.class, 3).withListener(broken));
            assertThat(job.get(60, TimeUnit.SECONDS)).isEqualTo("done");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(broken.heard).hasSize(6);
    }

    @Test
    void ofManyJobsNeedNotAThreadEach() throws Exception {
        Gated slow = new Gated();
        try (WorkerPool pool = talking().build()) {
            List<Job<String>> jobs = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                jobs.add(pool.submit(JobRequest.of(Talk.class, 1).withListener(slow)));
            }
            pool.submit(Prime.class, 7L).get(60, TimeUnit.SECONDS); // the last: all others have printed
            long threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(each -> each.getName().startsWith("spindle-callback"))
                    .count();
            assertThat(threads).isLessThanOrEqualTo(256);
            slow.gate.countDown();
            for (Job<String> job : jobs) {
                assertThat(job.get(60, TimeUnit.SECONDS)).isEqualTo("done");
            }
        }
        assertThat(slow.heard).hasSize(2000);
    }

    @Test
    void thatIsFloodedLearnsHowMuchItMissed() throws Exception {
        Gated slow = new Gated();
        try (WorkerPool pool = talking().workers(1).build()) {
            Job<String> flood = pool.submit(JobRequest.of(Talk.class, 100_000).withListener(slow));
            Job<Boolean> next = pool.submit(Prime.class, 7L);
            assertThat(next.get(60, TimeUnit.SECONDS)).isTrue(); // so the flood is over
            slow.gate.countDown();
            assertThat(flood.get(60, TimeUnit.SECONDS)).isEqualTo("done");
        }
        assertThat(slow.heard).filteredOn(each -> each.contains("line")).hasSizeLessThan(100_000);
        assertThat(slow.heard)
                .last()
                .asString()
                .matches("err \\d+ pieces came faster than they were taken and are missing");
    }

    @Test
    void ofThePoolHearsProgressToo() throws Exception {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        PoolListener listener = new PoolListener() {
            @Override
            public void progress(int worker, long job, JobProgress progress) {
                heard.add(worker + " " + job + " " + progress.fraction() + " " + progress.message());
            }
        };
        try (WorkerPool pool = talking().workers(1).listener(listener).build()) {
            pool.submit(Talk.class, 2).get(60, TimeUnit.SECONDS);
            pool.submit(Talk.class, 1).get(60, TimeUnit.SECONDS);
        }
        assertThat(heard).containsExactly("0 1 0.5 part 1", "0 1 1.0 part 2", "0 2 1.0 part 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"fraction\":0.5,\"message\":\"half\"} | 0.5 | half",
                "{\"message\":\"how far is not known\"}   | NaN | how far is not known",
                "{\"fraction\":7}                         | 1.0 | ''",
                "{\"fraction\":\"x\",\"message\":3}       | NaN | ''",
                "0.25                                     | 0.25 | ''",
                "\"begun\"                                | NaN | begun",
                "null                                     | NaN | ''",
                "[1,2]                                    | NaN | ''"
            })
    void makesTheBestOfWhatWorkersInOtherLanguagesSend(String value, double fraction, String message) {
        assertThat(JobProgress.of(RawJson.of(value))).isEqualTo(new JobProgress(fraction, message));
    }
}
