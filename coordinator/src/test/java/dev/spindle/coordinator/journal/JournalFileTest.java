package dev.spindle.coordinator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several threads write one journal, which may break at any time. */
class JournalFileTest {
    private static final int THREADS = 4;
    private static final int EACH = 20_000;

    @Test
    void whatAThreadNotedIsWrittenOnceItHasCommitted(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("journal");
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        try (Journal journal = Written.begin(path)) {
            List<JournaledJob> jobs = new ArrayList<>();
            for (int i = 0; i < THREADS * EACH; i++) {
                jobs.add(Written.job(journal, i));
            }
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int first = t * EACH;
                Thread thread = new Thread(() -> noteAll(journal, jobs.subList(first, first + EACH), path));
                thread.setUncaughtExceptionHandler((failed, e) -> failures.add(e));
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(failures).isEmpty();
        assertThat(History.read(path).done()).isEqualTo((long) THREADS * EACH);
    }

    private static void noteAll(Journal journal, List<JournaledJob> jobs, Path path) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (JournaledJob job : jobs) {
            Written.ended(job, Written.ok(1));
            if (random.nextInt(20) == 0) {
                long before = path.toFile().length();
                assertThat(journal.commit()).isTrue();
                assertThat(path.toFile().length()).as("seed %s", seed).isGreaterThanOrEqualTo(before);
            }
        }
        assertThat(journal.commit()).isTrue();
    }

    @Test
    void afterTheFirstFailureNothingIsWrittenAndOneIsTold(@TempDir Path folder) throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        JournalFile file = new JournalFile(new RandomAccessFile("/dev/full", "rw"), told::add);
        byte[] record = {'{', '}'};

        file.append(record, record, 0, 0);
        assertThat(file.commit()).isFalse();
        file.append(record, record, 0, 0);
        assertThat(file.commit()).isFalse();

        await().until(() -> !told.isEmpty());
        file.close();
        assertThat(told).singleElement().asString().contains("No space left");
        assertThat(file.problem()).contains("No space left");
    }

    @Test
    void whatIsCommittedStandsInTheFileBeforeItIsClosed(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("journal");
        try (Journal journal = Written.begin(path)) {
            Written.runAll(journal, 3);
            assertThat(History.read(path).done()).isEqualTo(3);
            Written.ended(Written.job(journal, 4), Written.ok(4));
            assertThat(Files.readString(path)).as("not committed yet").doesNotContain("\"result\":4,");
        }
        assertThat(History.read(path).done()).isEqualTo(4);
    }

    /** Else a run that ends in order would count the job as one that did not run. */
    @Test
    void afterAnOutcomeThatCouldNotBeNotedNothingIsWritten(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("journal");
        try (Journal journal = Written.begin(path)) {
            JournaledJob job = Written.job(journal, 1);
            job.begins(1, 0, 0);
            assertThat(journal.commit()).isTrue();
            job.outOfMemory();
            assertThat(journal.commit()).isFalse();
            journal.ended(0, 0);
            assertThat(journal.problem()).contains("out of memory").contains("SPINDLE_JAVA_OPTS");
        }
        assertThat(History.read(path).interrupted()).hasSize(1);
    }
}
