package com.example;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.JobException;
import dev.spindle.coordinator.JobListener;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.JobProgress;
import dev.spindle.coordinator.JobRequest;
import dev.spindle.coordinator.LoggingListener;
import dev.spindle.coordinator.TaskFailedException;
import dev.spindle.coordinator.TaskTimeoutException;
import dev.spindle.coordinator.Transport;
import dev.spindle.coordinator.WorkerLostException;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.protocol.Blob;
import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Signal;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import dev.spindle.worker.tasks.Echo;
import dev.spindle.worker.tasks.Prime;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** What the README, the Javadoc and the library's contract show in pieces, as code that compiles, and runs to the end. */
public class Snippets {
    private static final List<Long> numbers = List.of(7L, 8L);

    // ---- tasks

    /** Uses all that a context has, and has a name of its own. */
    public static class Wait implements Task<Long, String> {
        @Override
        public String run(Long seconds, TaskContext context) throws InterruptedException {
            context.progress(0.5, "waiting in attempt " + context.attempt());
            Signal done = context.signal("done");
            if (done.await(Duration.ofSeconds(seconds))) {
                return "done: " + done.value();
            }
            return context.isCancelled() || done.isSet() ? "too late" : "nothing came";
        }

        @Override
        public String name() {
            return "wait";
        }

        @Override
        public String description() {
            return "waits for the signal \"done\"";
        }
    }

    // ---- pools

    static void firstSteps() throws Exception {
        try (WorkerPool pool = WorkerPool.builder()
                .workers(4).heap("256m").timeout(Duration.ofSeconds(30)).retries(2).build()) {
            Job<String> shouted = pool.submit(Shout.class, "hello");
            System.out.println(shouted.get());
        }
    }

    static void configured() throws Exception {
        WorkerPool pool = WorkerPool.builder()
                .workers(2)
                .heap("64m")
                .timeout(Duration.ofSeconds(30))
                .queueCapacity(100)
                .transport(Transport.MMAP)
                .build();
        pool.close();
    }

    // ---- the contract

    static void contract() throws Exception {
        try (WorkerPool pool = WorkerPool.builder()
                .workers(4).heap("256m").timeout(Duration.ofSeconds(30)).retries(2).transport(Transport.PIPE).build()) {
            Job<Boolean> job = pool.submit(Prime.class, 9_999_999_999_999_937L);
            boolean prime = job.get();                        // as Future.get; the cause of a failure is a typed exception
            JobOutcome<Boolean> outcome = job.outcome();      // waits; sealed: Succeeded | Failed | TimedOut | Cancelled | WorkerLost
            CompletionStage<JobOutcome<Boolean>> completion = job.completion();
            job.signal("done", null);
            job.cancel();                                     // reaches a running job
            pool.submit(JobRequest.of(Prime.class, 7L).withTimeout(Duration.ofSeconds(5)));
            Object input = Map.of("x", 1);
            pool.submit("echo", input, JsonNode.class);
            JsonNode echoed = pool.submit("echo", Map.of("x", 1), JsonNode.class).get();
            try (Stream<Boolean> results = pool.map(Prime.class, numbers.stream())) {
                check(results.toList().equals(List.of(true, false)));
            }
            try (Stream<Boolean> results = pool.mapUnordered(Prime.class, numbers.stream())) {
                check(results.filter(each -> each).count() == 1);
            }
            check(prime && outcome instanceof JobOutcome.Succeeded && echoed.get("x").intValue() == 1);
            check(completion.toCompletableFuture().get() == outcome);
        }
    }

    static void readme(WorkerPool pool) throws Exception {
        JobOutcome<Boolean> outcome = pool.submit(Prime.class, 7L).outcome();
        Job<?> listened = pool.submit(JobRequest.of(Prime.class, 7L).withListener(new JobListener() {}));
        double[] numbers = {1, 2.5};
        double[] doubled = pool.submit(Scale.class, Blob.ofDoubles(numbers)).get().toDoubles();
        check(outcome.attempts() == 1 && listened.get() != null && doubled[1] == 5);
        check(pool.submit(Hello.class, 7).get().equals("hello, 7"));
    }

    static void bounded(WorkerPool pool) throws Exception {
        Optional<Job<Boolean>> accepted = pool.trySubmit(Prime.class, 7L);
        if (accepted.isEmpty()) {
            System.err.println("the queue is full");
        }
        check(accepted.orElseThrow().get());
    }

    static void signalled(WorkerPool pool) throws Exception {
        Job<String> job = pool.submit(Wait.class, 60L);
        job.signal("done", Map.of("answer", 42));
        check(job.get().equals("done: {\"answer\":42}"));
    }

    static void values(WorkerPool pool) throws Exception {
        RawJson digits = RawJson.of("[1.50, 1e400]");
        RawJson same = pool.submit("echo", digits, RawJson.class).get();
        byte[] bytes = pool.submit("echo", new byte[] {1, 2, 3}, byte[].class).get();
        check(same.toString().equals("[1.50, 1e400]") && bytes.length == 3);
        check(pool.submit(Echo.class, same).get() != null);
        try {
            pool.submit("echo", new Object() {}, JsonNode.class);
            check(false);
        } catch (IllegalArgumentException cannotBeWritten) {
            check(cannotBeWritten.getMessage().startsWith("the input of a job"));
        }
    }

    // ---- what goes wrong

    static String told(Job<Boolean> job) throws InterruptedException {
        try {
            return "the result is " + job.get();
        } catch (CancellationException e) {
            return "somebody cancelled it";
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TaskFailedException failed) {
                return "it threw " + failed.error().type();
            } else if (e.getCause() instanceof TaskTimeoutException late) {
                return "it took longer than " + late.limit();
            } else if (e.getCause() instanceof WorkerLostException lost) {
                return "its worker died: " + lost.death().cause();
            }
            throw new IllegalStateException(e);
        }
    }

    static void failing(WorkerPool pool) throws Exception {
        check(told(pool.submit(Prime.class, 7L)).equals("the result is true"));
        check(told(pool.submit("fault.throw", null, Boolean.class)).startsWith("it threw "));
        try (Stream<Boolean> results = pool.map(Prime.class, Stream.of(7L, null))) {
            results.forEach(each -> {});
            check(false);
        } catch (JobException e) {
            check(e.getCause() instanceof ExecutionException || e.getCause() instanceof TaskFailedException);
        }
        Stream<JobOutcome<Boolean>> outcomes = pool.mapOutcomes(Prime.class, Stream.of(7L, null));
        check(outcomes.filter(each -> each instanceof JobOutcome.Failed).count() == 1);
    }

    // ---- pools of other kinds

    static void otherPools() throws Exception {
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        LoggingListener listener = new LoggingListener() {
            @Override
            public void progress(int worker, long job, JobProgress progress) {
                System.out.println("job " + job + " is " + progress.message());
            }
        };
        WorkerPool pool = WorkerPool.builder().workers(1).classPath(classPath).listener(listener).build();
        Job<String> waiting = pool.submit(Wait.class, 0L);
        check(waiting.get().equals("nothing came"));
        Job<JsonNode> job = pool.submit("sleep", 600_000, JsonNode.class);
        pool.shutdownNow();
        pool.close();
        check(job.isCancelled());
    }

    private static void check(boolean condition) {
        if (!condition) {
            throw new AssertionError("not as the documentation says");
        }
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("slf4j.internal.verbosity", "ERROR"); // that nothing logs here is no news
        firstSteps();
        configured();
        contract();
        try (WorkerPool pool = WorkerPool.builder().workers(1).heap("64m").build()) {
            readme(pool);
            bounded(pool);
            signalled(pool);
            values(pool);
            failing(pool);
        }
        otherPools();
        System.out.println("all is as the documentation says");
    }
}
