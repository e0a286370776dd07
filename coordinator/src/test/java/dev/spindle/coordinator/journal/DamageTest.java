package dev.spindle.coordinator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that was cut off, or in which a bit has changed, is never believed more than it says. */
class DamageTest {
    private static final int JOBS = 4;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private byte[] whole = {};
    /** Where each line ends, its newline included. */
    private final List<Integer> ends = new ArrayList<>();

    @BeforeEach
    void write() throws Exception {
        Path file = folder.resolve("whole");
        try (Journal journal = Written.begin(file)) {
            Written.runAll(journal, JOBS);
        }
        whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            if (whole[i] == '\n') {
                ends.add(i + 1);
            }
        }
        assertThat(ends).hasSize(2 + 2 * JOBS);
    }

    private Path file(byte[] bytes) throws Exception {
        return Files.write(folder.resolve("journal"), bytes);
    }

    @Test
    void oneThatIsCutOffAnywhereKnowsWhatWasWhole() throws Exception {
        for (int length = 0; length <= whole.length; length++) {
            Path file = file(Arrays.copyOf(whole, length));

            History history = History.read(file);

            assertThat(history.done()).as("cut at %s", length).isEqualTo(doneIn(linesIn(length)));
            assertThat(history.isTorn()).as("cut at %s", length).isEqualTo(length > 0 && !ends.contains(length));
        }
    }

    @Test
    void cutOffInItsLastThreeRecordsItIsGoneOnWith() throws Exception {
        for (int length = ends.get(ends.size() - 4); length <= whole.length; length++) {
            Path file = file(Arrays.copyOf(whole, length));
            long lines = linesIn(length);

            try (Journal journal = Written.resume(file)) {
                for (int number = 1; number <= JOBS; number++) {
                    JournaledJob job = Written.job(journal, number);
                    boolean began = lines > 2L * number;
                    boolean done = number <= doneIn(lines);
                    assertThat(job.isDone())
                            .as("job %s, cut at %s", number, length)
                            .isEqualTo(done);
                    assertThat(job.earlierAttempts())
                            .as("job %s, cut at %s", number, length)
                            .isEqualTo(began && !done ? 1 : 0);
                    if (!done) {
                        Written.ended(job, Written.ok(number));
                    }
                }
            }
            assertThat(History.read(file).done()).as("cut at %s", length).isEqualTo(JOBS);
            assertThat(History.read(file).isTorn()).isFalse();
        }
    }

    private long linesIn(int length) {
        return ends.stream().filter(end -> end <= length).count();
    }

    /** Before them stand two lines of another kind. */
    private static long doneIn(long lines) {
        return Math.max(0, (lines - 2) / 2);
    }

    @Test
    void aFlippedBitIsNamedWithItsRecord() throws Exception {
        int lastRecord = ends.get(ends.size() - 2);
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << bit);
                Path file = file(flipped);
                if (at < lastRecord - 1) {
                    assertRefused(file, at);
                } else { // the newline between the last two makes one of them, and nothing whole follows
                    History history = History.read(file);
                    assertThat(history.isTorn())
                            .as("bit %s of byte %s", bit, at)
                            .isTrue();
                    assertThat(history.done()).isEqualTo(JOBS - 1);
                }
            }
        }
    }

    private void assertRefused(Path file, int at) {
        int line = (int) linesIn(at);
        String place = line == 0 ? "no journal" : "record " + line + ", at byte " + ends.get(line - 1) + ",";
        assertThatThrownBy(() -> History.read(file))
                .as("byte %s", at)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(place);
    }

    @Test
    void aDamagedOneIsLeftAsItIs() throws Exception {
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        Path file = file(flipped);

        assertThatThrownBy(() -> Written.resume(file)).isInstanceOf(JournalException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(flipped);
    }

    @Test
    void whatTheRefusalSaysKeepsTheRest() throws Exception {
        byte[] flipped = whole.clone();
        flipped[ends.get(5) + 20] ^= 1;
        Path damaged = file(flipped);
        assertThatThrownBy(() -> History.read(damaged)).hasMessageContaining("'head -c " + ends.get(5) + "'");

        Path kept = file(Arrays.copyOf(flipped, ends.get(5)));
        assertThat(History.read(kept).done()).isEqualTo(2);
    }

    @Test
    void nothingButZeroesBehindTheLastRecordIsTornToo() throws Exception {
        Path file = file(Arrays.copyOf(whole, whole.length + 5_000));
        assertThat(History.read(file).isTorn()).isTrue();
        Written.resume(file).close();
        assertThat(History.read(file).done()).isEqualTo(JOBS);
        assertThat(History.read(file).isTorn()).isFalse();
    }
}
