package dev.spindle.coordinator.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
