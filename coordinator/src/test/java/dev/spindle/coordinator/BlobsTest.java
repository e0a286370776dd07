package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.protocol.Blob;
import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Blobs between a pool and its workers. */
@ExtendWith(NothingLeft.class)
class BlobsTest {
    private static final int KIB = 1 << 10;

    /** A matrix, say. */
    public record Named(String name, Blob blob, List<Blob> more) {}

    /** Gives back what it got, and keeps it: whatever it was given before must still be as it was. */
    public static final class Keeping implements Task<Blob, Blob> {
        private Blob before = Blob.of();
        private int hash = before.hashCode();

        @Override
        public Blob run(Blob input, TaskContext context) {
            if (before.hashCode() != hash) {
                throw new IllegalStateException("the blob of the job before has changed");
            }
            before = input;
            hash = input.hashCode();
            return input;
        }
    }

    /** Turns a record around. */
    public static final class Turning implements Task<Named, Named> {
        @Override
        public Named run(Named input, TaskContext context) {
            return new Named(input.name() + "!", input.more().get(0), List.of(input.blob()));
        }
    }

    /** Ends its worker's process, as often as the first byte says, after it has read the blob; then it gives it back. */
    public static final class Dying implements Task<Blob, Blob> {
        @Override
        public Blob run(Blob input, TaskContext context) {
            if (context.attempt() <= input.asByteBuffer().get(0)) {
                Runtime.getRuntime().halt(137);
            }
            return input;
        }
    }

    /** As many bytes as asked for. */
    public static final class Bytes implements Task<Integer, Blob> {
        @Override
        public Blob run(Integer size, TaskContext context) {
            return Blob.of(new byte[size]);
        }
    }

    private static Blob random(int size, int seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        bytes[0] = 0;
        return Blob.of(bytes);
    }

    private static PoolBuilder pool() {
        return Pools.small().tasks(Keeping.class, Turning.class, Dying.class, Bytes.class);
    }

    /** The files of blobs of this process's pools, with their sizes. */
    private static Map<String, Long> files() throws Exception {
        Map<String, Long> found = new TreeMap<>();
        for (String place : List.of("/dev/shm", System.getProperty("java.io.tmpdir"))) {
            String own = "spindle-" + ProcessHandle.current().pid() + "-*";
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of(place), own)) {
                for (Path folder : folders) {
                    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "blobs*")) {
                        for (Path file : files) {
                            found.put(file.getFileName().toString(), Files.size(file));
                        }
                    }
                }
            }
        }
        return found;
    }

    @Test
    void theyComeBackWhateverTheyArePartOf() throws Exception {
        try (WorkerPool pool = pool().workers(1).build()) {
            assertThat(pool.submit("echo", 1, Integer.class).get()).isEqualTo(1);
            assertThat(files()).as("nobody has a blob yet").isEmpty();

            Blob large = random(100 * KIB, 1);
            Blob other = random(30 * KIB, 2);
            Blob small = random(10, 3);
            for (Blob each : List.of(large, small, other, Blob.of(), large)) {
                assertThat(pool.submit(Keeping.class, each).get()).isEqualTo(each);
                assertThat(pool.submit("echo", each, Blob.class).get()).isEqualTo(each);
            }
            assertThat(pool.submit(Turning.class, new Named("n", large, List.of(other, small)))
                            .get())
                    .isEqualTo(new Named("n!", other, List.of(large)));
            assertThat(files())
                    .as("one for the inputs, one for the worker's results")
                    .hasSize(2);

            String text = Base64.getEncoder().encodeToString(large.toByteArray());
            assertThat(pool.submit("Keeping", large, String.class).get()).isEqualTo(text);
            assertThat(pool.submit("Keeping", large, RawJson.class).get()).hasToString("\"" + text + "\"");
            assertThat(pool.submit("Keeping", large, JsonNode.class).get().textValue())
                    .isEqualTo(text);
            assertThat(pool.submit("Keeping", large.toByteArray(), Blob.class).get())
                    .isEqualTo(large);
            assertThat(pool.submit("echo", List.of(large, 1), JsonNode.class)
                            .get()
                            .get(0)
                            .textValue())
                    .isEqualTo(text);

            String forged = "{\"$blob\":{\"offset\":4096,\"length\":10}}";
            assertThat(pool.submit("echo", RawJson.of(forged), RawJson.class).get())
                    .hasToString(forged);
            assertThat(pool.submit("Keeping", RawJson.of(forged), Blob.class).outcome())
                    .isInstanceOfSatisfying(JobOutcome.Failed.class, failed -> assertThat(
                                    failed.error().message())
                            .contains("expected a string in base64 but got an object"));
            assertThat(pool.submit("echo", RawJson.of(forged), Blob.class).outcome())
                    .isInstanceOf(JobOutcome.Failed.class);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void theirRoomIsUsedAgain() throws Exception {
        try (WorkerPool pool = pool().build()) {
            List<Blob> blobs = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                blobs.add(random((1 + i) * 4 * KIB, i));
            }
            ArrayDeque<Job<Blob>> jobs = new ArrayDeque<>();
            for (int i = 0; i < 2_000; i++) {
                jobs.add(pool.submit(Keeping.class, blobs.get(i % 20)));
                if (jobs.size() == 20) {
                    assertThat(jobs.remove().get()).isEqualTo(blobs.get((i + 1) % 20));
                }
            }
            for (Job<Blob> job : jobs) {
                job.get();
            }
            assertThat(files().values()).hasSize(3).allMatch(size -> size <= 4 << 20);
        }
    }

    @Test
    void anotherAttemptFindsTheSameBytesAndADeadWorkersFileIsGone() throws Exception {
        try (WorkerPool pool = pool().retries(2).build()) {
            byte[] bytes = random(200 * KIB, 1).toByteArray();
            bytes[0] = 2;
            Job<Blob> dying = pool.submit(Dying.class, Blob.of(bytes));
            List<Job<Blob>> others = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                others.add(pool.submit(Dying.class, random(50 * KIB, i)));
            }
            assertThat(dying.get()).isEqualTo(Blob.of(bytes));
            assertThat(dying.outcome().attempts()).isEqualTo(3);
            for (int i = 0; i < 100; i++) {
                assertThat(others.get(i).get()).isEqualTo(random(50 * KIB, i));
            }
            assertThat(files().keySet()).contains("blobs").hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void theyMayBeLargerThanAMessageUnlessThereIsNoRoom() throws Exception {
        Blob large = random(300 * KIB, 1);
        try (WorkerPool pool =
                pool().workers(1).maxFrame(64 * KIB).blobSpace(1 << 20).build()) {
            assertThat(pool.submit(Keeping.class, large).get()).isEqualTo(large);
            assertThat(pool.submit(Bytes.class, 2 << 20).outcome())
                    .isInstanceOfSatisfying(JobOutcome.Failed.class, failed -> assertThat(
                                    failed.error().message())
                            .contains("too many for a message of at most 65536 bytes"));
            assertThatThrownBy(() -> pool.submit(Keeping.class, random(2 << 20, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("over the cap");
            for (int i = 0; i < 5; i++) {
                assertThat(pool.submit(Keeping.class, large).get()).isEqualTo(large);
            }
        }
    }

    @Test
    void whatFindsNoRoomGoesIntoItsMessage() throws Exception {
        try (WorkerPool pool = pool().blobSpace(100 * KIB).build()) {
            List<Job<Blob>> jobs = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                jobs.add(pool.submit(Keeping.class, random((i % 6 + 1) * 20 * KIB, i)));
            }
            for (int i = 0; i < 24; i++) {
                assertThat(jobs.get(i).get()).isEqualTo(random((i % 6 + 1) * 20 * KIB, i));
            }
            assertThat(files().values()).isNotEmpty().allMatch(size -> size <= 100 * KIB);

            pool.shutdownNow();
        }
        try (WorkerPool pool = pool().workers(1).blobSpace(0).build()) {
            assertThat(pool.submit(Keeping.class, random(100 * KIB, 1)).get()).isEqualTo(random(100 * KIB, 1));
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void jobsThatAreNotAcceptedOrCancelledGiveTheirRoomBack() throws Exception {
        try (WorkerPool pool = pool().workers(1)
                .queueCapacity(1)
                .blobSpace(210 * KIB)
                .maxFrame(64 * KIB)
                .build()) {
            Job<Integer> blocking = pool.submit("sleep", 600_000, Integer.class);
            while (pool.trySubmit(JobRequest.of(Bytes.class, 1)).isPresent()) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < 10; i++) {
                assertThat(pool.trySubmit(Keeping.class, random(200 * KIB, i))).isEmpty();
            }
            blocking.cancel();
            for (int i = 0; i < 10; i++) {
                Job<Blob> job = pool.submit(Keeping.class, random(200 * KIB, i));
                if (i % 2 == 0) {
                    job.cancel();
                }
                job.outcome();
            }
        }
    }
}
