package dev.spindle.coordinator.lab.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.lab.Findings;
import dev.spindle.coordinator.lab.Host;
import dev.spindle.coordinator.lab.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowTest {
    /** From a nanosecond to ten seconds. */
    @Test
    void findingsFitATerminalWhateverTheNumbers() {
        List<Row> rows = List.of(
                Rows.row("string", 3, 0.001, 0.001, 0.001, 0.001, 0.001),
                Rows.row("integers", 1_048_576, 1234, 1234, 1234, 1234),
                Rows.row("doubles", 1_048_576, 9_999_999, 9_999_999, 9_999_999, 9_999_999, 0.5),
                Rows.row("nested", 1_048_576, 1, 2, 3, 9_999_999, 9_999_999));
        Findings findings = new Findings(
                "serialization",
                "What does it cost to hand over such a thing, and what does it not?",
                new Host(128, "A Processor of a Very Long Name (R) CPU @ 3.00GHz", "A Virtual Machine 17.0.1", "Linux"),
                false,
                List.of(),
                Map.of(),
                List.of(),
                new Table(Row.COLUMNS, rows.stream().map(Row::cells).toList()),
                "What the columns say.",
                Conclusion.of(rows, List.of()),
                List.of());

        assertThat(findings.text().lines()).hasSizeGreaterThan(9).allSatisfy(line -> assertThat(line)
                .hasSizeLessThanOrEqualTo(80));
        assertThat(findings.text()).endsWith(".\n");
    }
}
