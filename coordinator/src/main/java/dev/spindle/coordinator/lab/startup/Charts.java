package dev.spindle.coordinator.lab.startup;

import dev.spindle.coordinator.plot.Chart;
import dev.spindle.coordinator.plot.Chart.Axis;
import dev.spindle.coordinator.plot.Chart.Bars;
import dev.spindle.coordinator.plot.Chart.Line;
import dev.spindle.coordinator.plot.Chart.Lines;
import dev.spindle.coordinator.plot.Chart.Series;
import java.util.ArrayList;
import java.util.List;

/** The rows as pictures. */
final class Charts {
    private static final double SHORTEST_MICROS = 1;
    private static final double LONGEST_MICROS = 1e8;
    private static final double STEP = Math.sqrt(10);

    private Charts() {}

    static List<Chart> of(List<Row> rows) {
        return List.of(costs(rows), shares(rows));
    }

    private static Chart costs(List<Row> rows) {
        return new Bars(
                "What it takes until a job's result is there",
                "each of the processes was started for one job",
                rows.stream().map(row -> label(row.kind())).toList(),
                Axis.logarithmic("µs from submitting to the result"),
                List.of(new Series(
                        "median",
                        rows.stream().map(row -> row.start().median() / 1e3).toList())));
    }

    /** Short enough to stand beside the others. */
    private static String label(Kind kind) {
        return switch (kind) {
            case WORKER_MMAP -> "mmap";
            case VIRTUAL_THREAD -> "virtual";
            default -> kind.toString();
        };
    }

    private static Chart shares(List<Row> rows) {
        return new Lines(
                "How much of a job's time its unit takes",
                Axis.logarithmic("µs that the job computes"),
                Axis.linear("% of the whole"),
                rows.stream()
                        .filter(row -> row.kind().isChoice())
                        .map(Charts::share)
                        .toList());
    }

    private static Line share(Row row) {
        List<Double> lengths = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        double start = row.start().median() / 1e3;
        for (double length = SHORTEST_MICROS; length < LONGEST_MICROS * STEP; length *= STEP) {
            lengths.add(length);
            shares.add(100 * start / (start + length));
        }
        return new Line(row.kind().toString(), lengths, shares, false);
    }
}
