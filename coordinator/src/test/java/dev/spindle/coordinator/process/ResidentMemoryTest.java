package dev.spindle.coordinator.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ResidentMemoryTest {
    private final Path proc;

    ResidentMemoryTest(@TempDir Path proc) {
        this.proc = proc;
    }

    private void status(String text) throws IOException {
        Files.writeString(Files.createDirectories(proc.resolve("7")).resolve("status"), text);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ofThisProcess() {
        ResidentMemory memory =
                Objects.requireNonNull(ResidentMemory.of(ProcessHandle.current().pid()));

        assertThat(memory.bytes()).isGreaterThan(1 << 20).isLessThanOrEqualTo(memory.peakBytes());
    }

    @Test
    void isGivenInBytes() throws Exception {
        status("Name:\tjava\nVmPeak:\t 9000 kB\nVmHWM:\t    2000 kB\nVmRSS:\t    1000 kB\nThreads:\t3\n");

        assertThat(ResidentMemory.of(proc.toFile(), 7)).isEqualTo(new ResidentMemory(1_024_000, 2_048_000));
    }

    @Test
    void isFoundBehindHoweverMuch() throws Exception {
        status("Name:\tjava\nGroups:\t" + "1000 ".repeat(5000) + "\nVmHWM:\t2 kB\nVmRSS:\t1 kB\n");

        assertThat(ResidentMemory.of(proc.toFile(), 7)).isEqualTo(new ResidentMemory(1024, 2048));
    }

    @Test
    void isNoneOfAProcessThatHasEnded() throws Exception {
        status("Name:\tjava\nState:\tZ (zombie)\nThreads:\t1\n");

        assertThat(ResidentMemory.of(proc.toFile(), 7)).isNull();
        assertThat(ResidentMemory.of(proc.toFile(), 8)).isNull();
    }

    @Test
    void isNoneWhereThereIsNoProc() {
        assertThat(ResidentMemory.of(proc.resolve("none").toFile(), 7)).isNull();
    }
}
