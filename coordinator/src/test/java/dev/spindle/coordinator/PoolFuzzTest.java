package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.process.Launcher;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.fuzz.FuzzRun;
import dev.spindle.protocol.fuzz.WildFrames;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Pools whose workers send wild frames: each job has exactly one outcome all the same, and it is its own. */
@ExtendWith(NothingLeft.class)
class PoolFuzzTest {
    private static final int JOBS = 300;
    private static final int PROCESSES = 30;

    private final Map<String, Integer> seen = new TreeMap<>();
    private final Map<Integer, PoolConfig> configs = new HashMap<>();

    @Test
    void everyJobHasItsOneOutcomeWhateverWorkersSend() throws Exception {
        try (Uncaught uncaught = new Uncaught()) {
            new FuzzRun("frames for pools", 20_000, seed -> live(new Random(seed))).run();
            assertThat(uncaught.messages()).isEmpty();
        }
        System.out.println("outcomes in pools of wild workers: " + seen);
        assertThat(seen).containsKeys("Succeeded", "Failed", "WorkerLost");
    }

    @Test
    void norDoesItMatterThatTheyAreRealProcesses(@TempDir Path folder) throws Exception {
        Path sayings = Files.createDirectory(folder.resolve("sayings"));
        Random random = new Random(FuzzRun.FIRST_SEED);
        for (int i = 0; i < PROCESSES; i++) {
            Files.write(sayings.resolve("saying" + i), saying(random));
        }
        String script = "read -r initialize <&3; for next in " + sayings + "/*; do break; done\n"
                + "cat \"$next\" >&4; rm \"$next\"; exit 0";
        AtomicInteger ends = new AtomicInteger();
        List<Job<RawJson>> jobs = new ArrayList<>();
        PoolBuilder wild = Pools.small().workers(1).javaHome(Pools.scriptAsJava(folder, script));
        try (WorkerPool pool = wild.build()) {
            for (int i = 0; i < PROCESSES; i++) {
                jobs.add(pool.submitFor(JobRequest.of("echo", i, RawJson.class), done -> ends.incrementAndGet()));
            }
        }
        assertThat(ends).as("seed %d", FuzzRun.FIRST_SEED).hasValue(PROCESSES);
        for (Job<RawJson> job : jobs) {
            assertThat(Pools.outcomeOf(job).attempts()).isBetween(0, 3);
        }
    }

    private static byte[] saying(Random random) {
        WildFrames wild = WildFrames.forCoordinator(random);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(WildWorker.hello());
        for (int i = random.nextInt(50); i > 0; i--) {
            all.writeBytes(wild.harmless());
        }
        for (int i = random.nextInt(10); i > 0; i--) {
            all.writeBytes(wild.next());
        }
        return all.toByteArray();
    }

    private int live(Random random) throws Exception {
        ConcurrentLinkedQueue<WildWorker> workers = new ConcurrentLinkedQueue<>();
        Random seeds = new Random(random.nextLong());
        Launcher launcher = (command, watchers, streams, capture, completion) -> {
            WildWorker worker = new WildWorker(new Random(seeds.nextLong()), streams, completion);
            workers.add(worker);
            Thread thread = new Thread(worker, "wild-worker");
            thread.setDaemon(true);
            thread.start();
        };
        AtomicIntegerArray ends = new AtomicIntegerArray(JOBS);
        List<Job<RawJson>> jobs = new ArrayList<>();
        try (WorkerPool pool = new WorkerPool(config(random.nextInt(3)), launcher)) {
            for (int i = 0; i < JOBS; i++) {
                int number = i;
                JobRequest<RawJson> request = JobRequest.of("echo", i, RawJson.class);
                jobs.add(pool.submitFor(request, done -> ends.incrementAndGet(number)));
                if (random.nextInt(40) == 0) {
                    jobs.get(random.nextInt(jobs.size())).cancel();
                }
            }
        }
        for (int i = 0; i < JOBS; i++) {
            check(i, ends.get(i), jobs.get(i).outcome());
        }
        return workers.stream().mapToInt(WildWorker::frames).sum();
    }

    private void check(int number, int ends, JobOutcome<RawJson> outcome) {
        assertThat(ends).as("outcomes of job %d", number).isEqualTo(1);
        seen.merge(outcome.getClass().getSimpleName(), 1, Integer::sum);
        if (outcome instanceof JobOutcome.Succeeded<RawJson> succeeded
                && succeeded.result().toString().startsWith("[\"own\",")) {
            assertThat(succeeded.result()).hasToString("[\"own\"," + number + "]");
        }
    }

    private PoolConfig config(int retries) {
        return configs.computeIfAbsent(retries, each -> {
            try (WorkerPool pool = Pools.small()
                    .retries(retries)
                    .retryOn(EnumSet.allOf(RetryOn.class))
                    .grace(Duration.ofMillis(200))
                    .build()) {
                return pool.config();
            }
        });
    }
}
