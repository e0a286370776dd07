package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code spindle journal}. */
class JournalTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String journal = "";

    @BeforeEach
    void run() throws Exception {
        journal = folder.resolve("journal").toString();
        Spindle.run("1\n\"x\"\n3\n", "run", "-q", "-j1", "-t", "factor", "--journal", journal)
                .assertStatus(1);
    }

    @Test
    void tellsOfRunsAndJobs() throws Exception {
        Ended ended = Spindle.of("journal", journal).end().assertStatus(0);

        assertThat(ended.out().lines())
                .hasSize(2)
                .first()
                .isEqualTo("3 jobs done: 1 failed, 2 ok; 0 begun or read and not done");
        assertThat(ended.out()).containsPattern("20..-..-..T..:..:..Z  spindle .*: ended with status 1\n");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void tellsPrograms() throws Exception {
        Ended ended = Spindle.of("journal", journal, "--json").end().assertStatus(0);

        assertThat(Result.parse(ended.out()).fields())
                .containsEntry("done", 3)
                .containsEntry("open", 0)
                .containsEntry("torn", false)
                .containsKeys("byStatus", "interrupted", "runs");
    }

    @Test
    void printsEveryRecord() throws Exception {
        Ended ended = Spindle.of("journal", journal, "--records").end().assertStatus(0);

        assertThat(ended.out().lines()).hasSize(8);
        assertThat(ended.out().lines().filter(line -> line.contains("\"end\":")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(Result.parse(line).status()).isIn("ok", "failed"));
    }

    @Test
    void whatIsTornIsSaidAndWhatIsDamagedRefused() throws Exception {
        Path file = Path.of(journal);
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 10));
        Ended torn = Spindle.of("journal", journal).end().assertStatus(0);
        assertThat(torn.out()).contains("killed, or running still");
        int whole = text.lastIndexOf('\n', text.length() - 2) + 1;
        assertThat(torn.err()).contains("torn").contains(" " + (text.length() - 10 - whole) + " bytes");

        Files.writeString(file, text.replaceFirst("\"status\":\"ok\"", "\"status\":\"no\""));
        Spindle.of("journal", journal).end().assertComplaint(2, "is damaged: record ");
        Spindle.of("journal", folder.resolve("none").toString()).end().assertComplaint(2, "there is no file");
    }
}
