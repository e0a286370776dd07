package dev.spindle.coordinator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.lines.JobLines;
import dev.spindle.coordinator.lines.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InputBatchesTest {
    /** The lines of the batches of a text, and those that are too long, each with its number; a bar between two pieces. */
    private static List<String> pieces(String text, BatchFormat format, int cap, int most) throws IOException {
        List<String> all = new ArrayList<>();
        try (JobLines lines = Batches.lines(text, format, cap)) {
            InputBatches batches = new InputBatches(lines, format.delimiter());
            for (InputBatches.Piece piece = batches.next(() -> most, jobs -> Batches.NOTHING);
                    piece != null;
                    piece = batches.next(() -> most, jobs -> Batches.NOTHING)) {
                Batch batch = piece.batch();
                Line overlong = piece.overlong();
                if (batch != null) {
                    List<String> texts = Batches.texts(format, batch);
                    assertThat(texts).hasSize(batch.jobs());
                    all.addAll(texts);
                } else if (overlong != null) {
                    all.add(overlong.seq() + ":too long");
                }
                all.add("|");
            }
        }
        return all;
    }

    @Test
    void keepTheNumbersOfLinesWhateverIsBetween() throws IOException {
        String text = "\uFEFF1\r\n\n \n2\n\uFEFF3\n" + "4".repeat(50) + "\n5\r\n\r\n6";

        assertThat(pieces(text, Batches.JSON, 20, 2))
                .containsExactly(
                        "1:1",
                        "4:2",
                        "|",
                        "5:line 5, column 1: no JSON value begins with this character",
                        "|",
                        "6:too long",
                        "|",
                        "7:5",
                        "9:6",
                        "|");
        assertThat(pieces("a\n\nb\n", Batches.TEXT, 20, 9)).containsExactly("1:\"a\"", "2:\"\"", "3:\"b\"", "|");
        assertThat(pieces("", Batches.JSON, 20, 9)).isEmpty();
        assertThat(pieces("\n\n", Batches.JSON, 20, 9)).isEmpty();
    }

    @Test
    void splitAnywhereTheyAreTheSameLines() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append(random.nextInt(3) == 0 ? "" : random.nextInt(1000))
                    .append(random.nextInt(4) == 0 ? "\r\n" : "\n");
        }
        for (BatchFormat format : List.of(Batches.JSON, Batches.TEXT)) {
            Batch whole = Batches.batch(text.toString(), format);
            List<String> all = Batches.texts(format, whole);
            for (int jobs = 1; jobs < whole.jobs(); jobs += 1 + random.nextInt(20)) {
                List<Batch> two = format.split(whole, jobs);
                assertThat(two.get(0).jobs()).as("seed %s", seed).isEqualTo(jobs);
                assertThat(two.get(1).jobs()).isEqualTo(whole.jobs() - jobs);
                List<String> both = new ArrayList<>(Batches.texts(format, two.get(0)));
                both.addAll(Batches.texts(format, two.get(1)));
                assertThat(both).as("seed %s", seed).isEqualTo(all);
            }
        }
    }
}
