package dev.spindle.coordinator;

import dev.spindle.worker.tasks.Prime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Pools as the tests want them: small, and quick to start. */
final class Pools {
    /** Longer than anything takes on a slow machine; short enough to see that something hangs. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private Pools() {}

    static PoolBuilder small() {
        return WorkerPool.builder().workers(2).heap("64m").jvmArguments(List.of("-XX:TieredStopAtLevel=1"));
    }

    /** Makes {@code folder} a Java home whose {@code java} is a shell script. */
    static Path scriptAsJava(Path folder, String commands) throws IOException {
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        return folder;
    }

    /** Many short jobs make the windows of a pool's workers wide. */
    static void widenWindows(WorkerPool pool) throws Exception {
        List<Job<Boolean>> jobs = new ArrayList<>();
        for (long number : numbers(200)) {
            jobs.add(pool.submit(Prime.class, number));
        }
        for (Job<Boolean> job : jobs) {
            job.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Waits for it, but not for ever. */
    static <O> JobOutcome<O> outcomeOf(Job<O> job) throws Exception {
        return job.completion().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    static List<Long> numbers(int count) {
        return LongStream.range(0, count).boxed().toList();
    }
}
