package dev.spindle.worker.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.Blob;
import dev.spindle.protocol.BlobReference;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.channel.BlobFile;
import dev.spindle.protocol.channel.BlobReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultBlobsTest {
    private static final int ROOM = 1 << 16;
    private static final int BYTES = BlobFile.HEADER_BYTES + ROOM;

    @TempDir
    private Path folder = Path.of("");

    private final ArrayDeque<Blob> unread = new ArrayDeque<>();
    private final ArrayDeque<BlobReference> sent = new ArrayDeque<>();
    private ResultBlobs results = new ResultBlobs(Path.of(""), BYTES);
    private BlobReader reader = BlobReader.ofResults(Path.of(""));

    @BeforeEach
    void place() {
        results = new ResultBlobs(folder.resolve("results"), BYTES);
        reader = BlobReader.ofResults(folder.resolve("results"));
    }

    private static Blob bytes(int size, Random random) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return Blob.of(bytes);
    }

    private boolean send(Blob blob) {
        long offset = results.place(blob);
        if (offset < 0) {
            return false;
        }
        int end = BlobReference.text(offset, blob.size()).length();
        sent.add(new BlobReference(0, end, offset, blob.size(), null));
        unread.add(blob);
        return true;
    }

    private void readOldest() throws Exception {
        BlobReference reference = sent.remove();
        String text = BlobReference.text(reference.offset(), reference.length());
        RawJson read = reader.read(RawJson.checked(text.getBytes(US_ASCII), List.of(reference)));
        assertThat(read.references().get(0).blob()).isEqualTo(unread.remove());
    }

    @Test
    void nothingIsOverwrittenBeforeItIsReadAndAllRoomComesBack() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(5) < 3) {
                Blob blob = bytes(random.nextInt(ROOM / (1 + random.nextInt(20))), random);
                if (random.nextInt(10) == 0) {
                    long offset = results.place(blob);
                    if (offset >= 0) {
                        results.free(new BlobReference(0, 1, offset, blob.size(), null)); // was never sent
                    }
                } else if (!send(blob)) {
                    assertThat(sent.isEmpty()).as("there is room for one alone").isFalse();
                    refused++;
                }
            } else if (!sent.isEmpty()) {
                readOldest();
            }
        }
        assertThat(refused).isPositive();
        assertThat(Files.size(folder.resolve("results"))).isLessThanOrEqualTo(BYTES);
    }

    @Test
    void onesThatAreReadAtOnceStandInTheSamePlace() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(send(Blob.of(new byte[ROOM]))).isTrue();
            assertThat(sent.getFirst().offset()).isEqualTo(BlobFile.HEADER_BYTES);
            readOldest();
        }
        assertThat(send(Blob.of(new byte[ROOM + 1])))
                .as("more than there ever is")
                .isFalse();
    }

    @Test
    void whereTheFileCannotBeMadeThereIsNoRoom() {
        results = new ResultBlobs(folder.resolve("missing").resolve("results"), BYTES);

        assertThat(send(Blob.of(new byte[10]))).isFalse();
    }
}
