package dev.spindle.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
    private final List<String> complaints = new ArrayList<>();

    /** To open it takes for ever. */
    @Test
    @Timeout(60)
    void aPipeThatNobodyReadsHoldsNothingUp(@TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThat(RunReport.to(pipe, complaints::add)).isNotNull();
        SideFile written = SideFile.open("report", pipe, false, complaints::add);
        written.put("<html>");
        written.close();
        try (InputStream reader = Files.newInputStream(pipe)) {
            assertThat(reader.read())
                    .as("nothing is written once it was given up")
                    .isEqualTo(-1);
        }

        assertThat(complaints).singleElement().asString().contains("cannot write the report " + pipe);
    }

    @Test
    void whatCannotBeWrittenIsToldBefore(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file")).resolve("report.html");

        assertThat(RunReport.to(file, complaints::add)).isNull();
        assertThat(complaints).singleElement().asString().contains(file.toString());
    }
}
