package dev.spindle.protocol.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.protocol.Blob;
import dev.spindle.protocol.BlobReference;
import dev.spindle.protocol.RawJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobFileTest {
    private static final int FIRST = BlobFile.HEADER_BYTES;

    @TempDir
    private Path folder = Path.of("");

    private Path path() {
        return folder.resolve("blobs");
    }

    private static RawJson referringTo(long offset, int length) {
        String text = BlobReference.text(offset, length);
        return RawJson.checked(
                text.getBytes(StandardCharsets.US_ASCII),
                List.of(new BlobReference(0, text.length(), offset, length, null)));
    }

    private static Blob bytes(int size, int seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return Blob.of(bytes);
    }

    private static Blob read(BlobReader reader, long offset, int length) throws IOException {
        return Objects.requireNonNull(
                reader.read(referringTo(offset, length)).references().get(0).blob());
    }

    @Test
    void itGrowsUnderItsReader() throws Exception {
        BlobFile file = new BlobFile(path(), 1 << 23);
        BlobReader reader = BlobReader.ofInputs(path());
        List<Blob> written = new ArrayList<>();
        int end = FIRST;
        for (int i = 0; i < 30; i++) {
            Blob blob = bytes(200_000, i);
            file.reach(end + blob.size());
            file.write(end, blob.shared());
            written.add(blob);
            end += blob.size();

            assertThat(read(reader, end - blob.size(), blob.size())).isEqualTo(blob);
        }
        for (int i = 0; i < 30; i++) {
            assertThat(read(reader, FIRST + i * 200_000, 200_000)).isEqualTo(written.get(i));
        }
        assertThat(Files.size(path())).isEqualTo(file.size()).isBetween((long) end, 1L << 23);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsNotThereIsRefused() throws Exception {
        BlobReader reader = BlobReader.ofResults(path());
        assertThatThrownBy(() -> read(reader, FIRST, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no file");

        BlobFile file = new BlobFile(path(), 1 << 21);
        file.reach(FIRST + 1);
        long size = Files.size(path());

        assertThat(read(reader, size - 1, 1)).isEqualTo(Blob.of(new byte[1]));
        long[][] wrong = {{0, 8}, {FIRST - 1, 1}, {size, 1}, {size - 1, 2}, {1L << 49, 1}, {FIRST, Integer.MAX_VALUE}};
        for (long[] each : wrong) {
            assertThatThrownBy(() -> read(reader, each[0], (int) each[1]))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("no blob of " + each[1] + " bytes stands at " + each[0]);
        }
        assertThat(file.taken()).as("refused ones count, too").isEqualTo(2 + wrong.length);
    }

    @Test
    void anInterruptedThreadMakesAndReadsItAllTheSame() throws Exception {
        Thread.currentThread().interrupt();
        try {
            BlobFile file = new BlobFile(path(), 1 << 21);
            file.reach(FIRST + 3);
            file.write(FIRST, new byte[] {1, 2, 3});

            assertThat(read(BlobReader.ofInputs(path()), FIRST, 3)).isEqualTo(Blob.of((byte) 1, (byte) 2, (byte) 3));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void oneThatSomebodyDeletedGrowsNoMore() throws Exception {
        BlobFile file = new BlobFile(path(), 1 << 23);
        file.reach(FIRST + 1);
        Files.delete(path());

        assertThat(file.isThere()).isFalse();
        assertThatThrownBy(() -> file.reach(1 << 22)).isInstanceOf(IOException.class);
        file.write(FIRST, new byte[] {1});
    }

    @Test
    void nobodyElsesFileIsTaken() throws Exception {
        Files.writeString(path(), "somebody else's");

        assertThatThrownBy(() -> new BlobFile(path(), 1 << 21).reach(FIRST + 1)).isInstanceOf(IOException.class);
        assertThat(path()).hasContent("somebody else's");
    }

    @Test
    void itsMemoryIsGivenBackAtOnce() throws Exception {
        BlobFile file = new BlobFile(path(), 1 << 21);
        file.delete();
        file.reach(FIRST + 1);
        file.delete();
        file.delete();

        assertThat(path()).doesNotExist();
    }
}
