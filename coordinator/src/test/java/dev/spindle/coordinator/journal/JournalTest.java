package dev.spindle.coordinator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.protocol.RawJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written in one run is known in the next. */
class JournalTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file() {
        return folder.resolve("journal");
    }

    @Test
    void anOutcomeIsKnownByteForByte() throws Exception {
        byte[] odd = ",\"status\":\"ok\",\"result\":\"\\n 1e400 }\u00e9\",\"ms\":0.1}".getBytes(StandardCharsets.UTF_8);
        try (Journal journal = Written.begin(file())) {
            Written.ended(Written.job(journal, 1), odd);
        }

        try (Journal journal = Written.resume(file())) {
            JournaledJob known = Written.job(journal, 1);
            assertThat(known.isDone()).isTrue();
            assertThat(known.outcome()).isEqualTo(odd);
            assertThat(Written.job(journal, 2).isDone()).isFalse();
        }
    }

    @Test
    void outcomesOfAnySizeAreReadInAnyOrder() throws Exception {
        int[] sizes = {0, 1, 65_500, 65_536, 65_537, 300_000, 3};
        try (Journal journal = Written.begin(file())) {
            for (int size : sizes) {
                Written.ended(journal.job("echo", RawJson.of("" + size), size), sized(size));
            }
        }

        try (Journal journal = Written.resume(file())) {
            for (int i = sizes.length - 1; i >= 0; i--) {
                int size = sizes[i];
                JournaledJob job = journal.job("echo", RawJson.of("" + size), 1);
                assertThat(job.outcome()).as("of %s", size).isEqualTo(sized(size));
                assertThat(job.outcome()).as("again").isEqualTo(sized(size));
            }
        }
    }

    private static byte[] sized(int size) {
        return (",\"status\":\"ok\",\"result\":\"" + "x".repeat(size) + "\"}").getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void equalJobsAreToldApartByTheirOrderAndOthersByWhatTheyAre() throws Exception {
        try (Journal journal = Written.begin(file())) {
            Written.ended(Written.job(journal, 7), Written.ok(1));
            Written.ended(Written.job(journal, 7), Written.ok(2));
        }

        try (Journal journal = Written.resume(file())) {
            assertThat(journal.job("factor", RawJson.of("7"), 1).isDone()).isFalse();
            assertThat(Written.job(journal, 7).outcome()).isEqualTo(Written.ok(1));
            assertThat(Written.job(journal, 7).outcome()).isEqualTo(Written.ok(2));
            assertThat(Written.job(journal, 7).isDone()).isFalse();
            assertThat(journal.isOfOtherCode()).isFalse();
        }
        try (Journal journal = Journal.open(file(), true, false, "1", "other code", why -> {})) {
            assertThat(journal.isOfOtherCode()).isTrue();
            assertThat(Written.job(journal, 7).isDone()).isFalse();
        }
    }

    @Test
    void nobodyWritesOverOneByMistake() throws Exception {
        try (Journal journal = Written.begin(file())) {
            Written.runAll(journal, 1);
        }
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(() -> Written.begin(file()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("--resume");

        Path other = Files.writeString(folder.resolve("other"), "{\"task\":\"echo\"}\n");
        assertThatThrownBy(() -> Written.resume(other)).isInstanceOf(JournalException.class);
        assertThat(other).hasContent("{\"task\":\"echo\"}\n");
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void oneIsUsedByOneRunAtATime() throws Exception {
        try (Journal journal = Written.begin(file())) {
            assertThatThrownBy(() -> Written.resume(file()))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("in use");
            assertThat(journal.problem()).isNull();
        }
        Written.resume(file()).close();
    }

    @Test
    void oneThatIsMissingOrEmptyIsBegun() throws Exception {
        Written.resume(file()).close();
        Path empty = Files.createFile(folder.resolve("empty"));
        Written.begin(empty).close();

        assertThat(Objects.requireNonNull(History.read(empty).latest()).code()).isEqualTo("code");
        assertThat(History.read(file()).runs()).hasSize(1);
    }

    @Test
    void oneThatCannotBeWrittenIsNoJournal() {
        assertThatThrownBy(() -> Written.begin(Path.of("/dev/full")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
        assertThatThrownBy(() -> Written.begin(Path.of("/dev/null"))).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> Written.begin(folder.resolve("no/journal"))).isInstanceOf(IOException.class);
    }

    @Test
    void aRunThatCouldNotBeginIsTakenBackAndOneThatDidIsNot() throws Exception {
        Journal begun = Written.begin(file());
        begun.takeBack();
        begun.close();
        assertThat(file()).isEmptyFile();

        try (Journal journal = Written.begin(file())) {
            Written.runAll(journal, 1);
            journal.takeBack();
        }
        byte[] before = Files.readAllBytes(file());
        Journal resumed = Written.resume(file());
        resumed.takeBack();
        resumed.close();
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        assertThat(History.read(file()).done()).isEqualTo(1);
    }

    @Test
    void whatIsNotThereAnyMoreIsNotRead() throws Exception {
        try (Journal journal = Written.begin(file())) {
            Written.runAll(journal, 1);
        }
        try (Journal journal = Written.resume(file())) {
            JournaledJob job = Written.job(journal, 1);
            Files.write(file(), new byte[0]);
            assertThatThrownBy(job::outcome)
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("cannot read the journal " + file())
                    .hasMessageContaining("lost its end");
        }
    }

    @Test
    void oneWhoseFirstRecordTellsOfNoRunIsNone() throws Exception {
        try (Journal journal = Written.begin(file())) {
            Written.runAll(journal, 1);
            journal.ended(0, 0);
        }
        String text = Files.readString(file()).replaceFirst(".* \\{\"run\".*\n", "");
        Files.writeString(file(), text);

        assertThatThrownBy(() -> Written.resume(file()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("does not tell of a run");
        assertThat(file()).hasContent(text);
    }
}
