package dev.spindle.coordinator.lab.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ConclusionTest {
    private static String of(Row... rows) {
        return String.join(" ", Conclusion.of(List.of(rows), List.of()));
    }

    /** A row in which the transport takes longer than encoding and decoding together. */
    private static Row light(String shape, int bytes) {
        return Rows.row(shape, bytes, 2, 6, 3, 40);
    }

    /** A row in which encoding and decoding take longer than the transport, though only together. */
    private static Row heavy(String shape, int bytes) {
        return Rows.row(shape, bytes, 3, 5, 3, 50);
    }

    @Test
    void whereSerializationBeginsToOutweigh() {
        assertThat(of(
                        light("string", 3),
                        light("string", 1024),
                        heavy("string", 65536),
                        light("doubles", 5),
                        heavy("doubles", 65536),
                        heavy("nested", 57),
                        heavy("nested", 65536)))
                .contains("take longer than the transport: string and doubles from 64 KiB on; nested at every size.");
    }

    @Test
    void whereItNeverDoes() {
        assertThat(of(light("string", 3), light("string", 1024))).contains("transport: string at no size.");
    }

    @Test
    void whereItDoesHereAndThere() {
        assertThat(of(heavy("string", 3), light("string", 1024), heavy("string", 2048), light("string", 4096)))
                .contains("transport: string at 3 bytes and 2 KiB.");
    }

    @Test
    void theDearestShape() {
        assertThat(of(
                        Rows.row("string", 1 << 20, 2000, 1000, 3000, 14000),
                        Rows.row("doubles", 1 << 20, 8000, 1000, 9000, 40000)))
                .contains("At 1 MiB one way costs 6.00 ms as string and 18.0 ms as doubles, 83 % to 94 % of it for")
                .contains("doubles is the dearest, 3.00 times string.");
        assertThat(of(
                        Rows.row("string", 1 << 20, 9000, 1000, 8000, 40000),
                        Rows.row("doubles", 1 << 20, 2000, 1000, 3000, 14000)))
                .contains("string is the dearest, 3.00 times doubles.");
    }

    @Test
    void noneIsTheDearestWhereChanceDecides() {
        assertThat(of(
                        Rows.row("string", 1 << 20, 2000, 1000, 3000, 14000),
                        Rows.row("nested", 1 << 20, 2000, 1010, 3000, 14000)))
                .contains("no shape is clearly the dearest.")
                .doesNotContain("is the dearest");
    }

    @Test
    void twoMayBeTheDearest() {
        assertThat(of(
                        Rows.row("nested", 1 << 20, 9000, 1000, 8000, 40000),
                        Rows.row("string", 1 << 20, 1000, 1000, 1000, 8000),
                        Rows.row("integers", 1 << 20, 9000, 1000, 8300, 40000)))
                .contains("nested and integers are the dearest, 6.10 times string.");
    }

    @Test
    void shapesAreComparedAtASizeThatAllOfThemHave() {
        assertThat(of(
                        Rows.row("string", 1 << 18, 2000, 1000, 3000, 14000),
                        Rows.row("doubles", 1 << 18, 4000, 1000, 4000, 20000),
                        Rows.row("doubles", 1 << 21, 40000, 1000, 40000, 200000)))
                .contains("At 256 KiB one way costs 6.00 ms as string and 9.00 ms as doubles, ")
                .contains("doubles is the dearest, 1.50 times string.");
    }

    @Test
    void shapesWithoutACommonSizeAreNotCompared() {
        assertThat(of(Rows.row("string", 1 << 20, 2, 1, 3, 14), Rows.row("nested", 1 << 10, 2, 1, 3, 14)))
                .contains("At 1 KiB one way costs 6.00 µs as nested, ")
                .doesNotContain("dearest");
    }

    @Test
    void howLongAJobMustCompute() {
        assertThat(of(Rows.row("string", 3, 1, 5, 1, 50), Rows.row("string", 1 << 20, 2000, 1000, 3000, 10_000)))
                .contains("once it computes for 950 µs (3 bytes of string) to 190 ms (1 MiB of string).");
    }

    @Test
    void aThreadThatIsSlowerThanAJob() {
        assertThat(of(Rows.row("string", 3, 1, 5, 1, 50, 100), Rows.row("string", 9, 1, 5, 1, 50, 20)))
                .contains("a thread and back takes 20.0 to 100 µs; a job there and back takes 0.500 to 2.50 times");
    }

    @Test
    void aSingleRow() {
        assertThat(of(Rows.row("string", 3, 1, 5, 1, 30)))
                .isEqualTo(
                        "Handing a reference to a thread and back takes 10.0 µs; a job there and back takes 3.00 times"
                                + " as long. Encoding and decoding take longer than the transport: string at no size. At 3 bytes"
                                + " one way costs 7.00 µs as string, 29 % of it for encoding and decoding. Sending data there and"
                                + " back takes less than 5 % of a job's time once it computes for 570 µs (3 bytes of string).");
    }

    @RepeatedTest(50)
    void neverContradictsTheRows(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Row> rows = new ArrayList<>();
        for (int bytes : new int[] {3, 1 << 10, 1 << 20}) {
            rows.add(Rows.row("string", bytes, time(random), time(random), time(random), time(random), time(random)));
        }

        List<String> sentences = Conclusion.of(rows, List.of());

        assertThat(sentences)
                .hasSize(4)
                .allSatisfy(each -> assertThat(each).endsWith(".").doesNotContain("null", "NaN", "Infinity", "  "));
        long heavy = rows.stream()
                .filter(row -> row.serialization() > row.transport().median())
                .count();
        assertThat(sentences.get(1).contains("at no size")).isEqualTo(heavy == 0);
        assertThat(sentences.get(1).contains("at every size")).isEqualTo(heavy == 3);
        boolean lastIsHeavy =
                rows.get(2).serialization() > rows.get(2).transport().median();
        assertThat(sentences.get(1).matches(".* from .* on\\."))
                .isEqualTo(lastIsHeavy
                        && heavy < 3
                        && (heavy == 1
                                || rows.get(1).serialization()
                                        > rows.get(1).transport().median()));
    }

    /** Of any magnitude, zero included: a clock may not tick meanwhile. */
    private static double time(Random random) {
        return random.nextInt(10) == 0 ? 0 : Math.pow(10, random.nextInt(6)) * random.nextDouble();
    }
}
