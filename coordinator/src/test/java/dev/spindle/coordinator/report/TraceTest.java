package dev.spindle.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.AttemptReport;
import dev.spindle.coordinator.PoolStatus;
import dev.spindle.protocol.message.Spent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {
    private final List<String> complaints = new ArrayList<>();

    /** A run that nothing happens in. */
    private static final LiveRun IDLE = new LiveRun() {
        @Override
        public PoolStatus status() {
            return new PoolStatus(0, 0, List.of());
        }

        @Override
        public long seq(long job) {
            return job + 100;
        }

        @Override
        public long read() {
            return 0;
        }

        @Override
        public boolean isAllRead() {
            return false;
        }

        @Override
        public long done() {
            return 0;
        }

        @Override
        public Map<String, Long> doneByStatus() {
            return Map.of("ok", 7L);
        }

        @Override
        public long retries() {
            return 0;
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("task", "a \"quoted\"\n task\u0001");
        }

        @Override
        public boolean cancel(long seq) {
            return false;
        }

        @Override
        public boolean isDraining() {
            return false;
        }

        @Override
        public void drain() {}
    };

    private static AttemptReport attempt(int jobs, long began, long ended, @Nullable Spent spent) {
        return new AttemptReport(
                1, jobs, "echo", 1, 0, 0, began, began, began, ended, 3, 3, AttemptReport.End.OK, false, null, spent);
    }

    @Test
    void showsWhereTheTimeOfAnAttemptWent(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("trace");
        Trace trace = new Trace(file, complaints::add);
        trace.begins(IDLE);
        long now = System.nanoTime();
        trace.attemptEnded(attempt(1, now, now + 1001, new Spent(100, 500, 200)));
        trace.attemptEnded(attempt(1, now + 900, now + 2000, new Spent(1000, 5000, 2000)));
        trace.attemptEnded(attempt(3, now + 2000, now + 3000, new Spent(1, 2, 3)));
        trace.attemptEnded(attempt(1, now - 1_000_000_000_000L, now, null));
        trace.ended(new RunEnd(0, "all well", Map.of()));

        TraceFile read = TraceFile.read(file);
        assertThat(read.slices("attempt")).hasSize(3);
        assertThat(read.slices("part").stream().limit(5))
                .extracting(each ->
                        each.path("name").asText() + " " + each.path("dur").asText())
                .containsExactly(
                        "to the worker 0.1", "decode 0.1", "run 0.5", "encode 0.2", "to the coordinator 0.101");
        assertThat(read.slices("part")).hasSize(10);
        assertThat(read.slices("share"))
                .extracting(each -> each.path("args").path("seq").asInt())
                .containsExactly(101, 102, 103);
        assertThat(read.names("C")).contains("jobs waiting", "jobs running", "jobs done");
        assertThat(complaints).isEmpty();
    }

    @Test
    void isReadableBeforeItsEnd(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("trace");
        Trace trace = new Trace(file, complaints::add);
        trace.begins(IDLE);
        long now = System.nanoTime();
        while (Files.size(file) < 100_000) {
            trace.attemptEnded(attempt(1, now, now, null));
        }
        assertThat(TraceFile.read(file).slices()).isNotEmpty();
        trace.ended(new RunEnd(0, "all well", Map.of()));
        assertThat(TraceFile.read(file).names("i")).contains("the run ends");
    }

    @Test
    void whatCannotBeWrittenIsToldOnce(@TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path full = Path.of("/dev/full");
        for (Path file : List.of(full, folder, pipe)) {
            Trace trace = new Trace(file, complaints::add);
            trace.begins(IDLE);
            long now = System.nanoTime();
            for (int i = 0; i < 1000; i++) {
                trace.attemptEnded(attempt(1, now, now, null));
            }
            trace.ended(new RunEnd(0, "all well", Map.of()));
        }
        new ProcessBuilder("cat", pipe.toString()).start().waitFor(); // lets the thread go that waits for a reader
        assertThat(complaints)
                .containsExactly(
                        "cannot write the trace /dev/full: No space left on device; the run goes on without it",
                        "cannot write the trace " + folder + " (Is a directory); the run goes on without it",
                        "cannot write the trace " + pipe
                                + ": it cannot be opened within a second; the run goes on without it");
    }
}
