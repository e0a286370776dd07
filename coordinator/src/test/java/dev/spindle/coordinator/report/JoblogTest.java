package dev.spindle.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoblogTest {
    private static final String HEADER = "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand";

    @Test
    void goesOnBehindARowThatWasTorn(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("log"), "what was there");
        List<String> complaints = new ArrayList<>();
        try (Joblog joblog = new Joblog(file, false, complaints::add)) {
            joblog.row(3, System.nanoTime(), 1_234_567_890L, 1, 4, 0, 9, "prime 7");
        }
        assertThat(Files.readString(file))
                .matches(HEADER + "\n3\t:\t\\d{10}\\.\\d{3}\t     1\\.234\t1\t4\t0\t9\tprime 7\n");

        Files.writeString(file, HEADER + "\n3\t:\t1.000");
        try (Joblog joblog = new Joblog(file, true, complaints::add)) {
            joblog.row(4, System.nanoTime(), 12_345_678_000_000_000L, 1, 4, -1, 0, "b");
        }
        assertThat(Files.readAllLines(file)).hasSize(3).last().asString().contains("\t12345678.000\t1\t4\t-1\t0\tb");
        assertThat(complaints).isEmpty();
    }
}
