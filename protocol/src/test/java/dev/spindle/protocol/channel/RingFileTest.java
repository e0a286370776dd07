package dev.spindle.protocol.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RingFileTest {
    private final Path file;

    RingFileTest(@TempDir Path folder) {
        file = folder.resolve("ring");
    }

    @Test
    void isWrittenInFullAndForTheOwnerAlone() throws IOException {
        RingFile.create(file, 1 << 17, 0);

        assertThat(Files.size(file)).isEqualTo((1 << 12) + 2 * (1 << 17));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void takesNoFileThatIsThere() throws IOException {
        Files.writeString(file, "mine");

        assertThatIOException()
                .isThrownBy(() -> RingFile.create(file, 64, 0))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("mine");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "63, 0", "32, 0", "96, 0", "-2147483648, 0", "1073741824, 0", "64, -1", "64, 1000001"})
    void isNotMadeOfNonsense(int capacity, long spinNanos) {
        assertThatIllegalArgumentException().isThrownBy(() -> RingFile.create(file, capacity, spinNanos));
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        RingFile.MAGIC_AT + ", 1, it begins with 1",
        RingFile.CAPACITY_AT + ", 128, 4224 bytes long for a capacity of 128",
        RingFile.CAPACITY_AT + ", -64, 4224 bytes long for a capacity of -64",
        RingFile.CAPACITY_AT + ", 4611686018427387968, 4224 bytes long for a capacity of 4611686018427387968",
        RingFile.SPIN_AT + ", 1000001, time to spin 1000001 ns",
        RingFile.SPIN_AT + ", -1, time to spin -1 ns"
    })
    void opensNoneWithAHeaderThatIsWrong(int at, long value, String complaint) throws IOException {
        RingFile.create(file, 64, 0);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(0, value), at);
        }

        assertThatIOException()
                .isThrownBy(() -> RingFile.open(file))
                .withMessage("no ring file of ours: " + file + ", " + complaint);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100, (1 << 12) + 2 * 64 - 1})
    void opensNoneThatIsCutShort(long size) throws IOException {
        RingFile.create(file, 64, 0);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }

        assertThatIOException().isThrownBy(() -> RingFile.open(file)).withMessageContaining(size + " bytes long");
    }

    @Test
    void opensNoneThatIsNotThere() {
        assertThatIOException().isThrownBy(() -> RingFile.open(file)).isInstanceOf(NoSuchFileException.class);
    }
}
