package dev.spindle.coordinator.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void theFirstColumnStandsLeftAndTheOthersRight() {
        Table table = new Table(List.of("name", "n"), List.of(List.of("a", "1"), List.of("longer", "1234")));

        assertThat(table.text(80)).isEqualTo("""
                name       n
                a          1
                longer  1234
                """);
    }

    @Test
    void columnsMoveTogetherWhereTheyMust() {
        Table table = new Table(List.of("name", "n"), List.of(List.of("longer", "1234")));

        assertThat(table.text(11)).isEqualTo("""
                name      n
                longer 1234
                """);
    }

    @Test
    void textIsWrappedBetweenWords() {
        assertThat(Table.wrapped("one two  three\nfour", 8)).isEqualTo("""
                one two
                three
                four
                """);
        assertThat(Table.wrapped("much-too-long a", 5)).isEqualTo("""
                much-too-long
                a
                """);
    }

    /** From a nanosecond to ten seconds. */
    @Test
    void findingsFitATerminalWhateverTheNumbers() {
        List<SerializationRow> rows = List.of(
                Rows.row("string", 3, 0.001, 0.001, 0.001, 0.001, 0.001),
                Rows.row("integers", 1_048_576, 1234, 1234, 1234, 1234),
                Rows.row("doubles", 1_048_576, 9_999_999, 9_999_999, 9_999_999, 9_999_999, 0.5),
                Rows.row("nested", 1_048_576, 1, 2, 3, 9_999_999, 9_999_999));
        Findings findings = new Findings(
                "serialization",
                "What does it cost to hand over such a thing, and what does it not?",
                new Host(128, "A Processor of a Very Long Name (R) CPU @ 3.00GHz", "A Virtual Machine 17.0.1", "Linux"),
                false,
                Map.of(),
                List.of(),
                new Table(
                        SerializationRow.COLUMNS,
                        rows.stream().map(SerializationRow::cells).toList()),
                "What the columns say.",
                SerializationConclusion.of(rows));

        assertThat(findings.text().lines()).hasSizeGreaterThan(9).allSatisfy(line -> assertThat(line)
                .hasSizeLessThanOrEqualTo(80));
        assertThat(findings.text()).endsWith(".\n");
    }
}
