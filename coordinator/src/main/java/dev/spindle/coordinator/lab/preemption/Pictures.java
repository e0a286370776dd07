package dev.spindle.coordinator.lab.preemption;

import dev.spindle.coordinator.plot.Chart;
import dev.spindle.coordinator.plot.Chart.Axis;
import dev.spindle.coordinator.plot.Chart.Bars;
import dev.spindle.coordinator.plot.Chart.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was measured, as bars: how many beats were how late, a picture for each number of busy neighbours. */
final class Pictures {
    private Pictures() {}

    static List<Chart> of(List<Row> rows) {
        List<Chart> charts = new ArrayList<>();
        rows.stream()
                .map(row -> row.variant().busy())
                .distinct()
                .sorted()
                .forEach(busy -> charts.add(histogram(
                        busy,
                        rows.stream()
                                .filter(row -> row.variant().busy() == busy)
                                .toList())));
        return charts;
    }

    /** Coroutines come last: they are not in every picture, and the others are to keep their colours. */
    private static Chart histogram(int busy, List<Row> rows) {
        String neighbours = busy == 0 ? "alone" : "beside " + busy + " busy neighbour" + (busy == 1 ? "" : "s");
        return new Bars(
                "A heartbeat " + neighbours,
                "how late a beat came, ms",
                Delays.CLASSES,
                Axis.linear("beats, % of those expected"),
                rows.stream()
                        .sorted(Comparator.comparing(row -> row.variant().kind() == Kind.COROUTINE))
                        .map(Pictures::series)
                        .toList());
    }

    private static Series series(Row row) {
        return new Series(
                row.variant().kind().label(),
                row.classes().stream()
                        .map(count -> 100.0 * count / row.expected())
                        .toList());
    }
}
