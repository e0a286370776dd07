package dev.spindle.coordinator.lab.contention;

import dev.spindle.coordinator.plot.Chart;
import dev.spindle.coordinator.plot.Chart.Axis;
import dev.spindle.coordinator.plot.Chart.Bars;
import dev.spindle.coordinator.plot.Chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The rows as pictures. */
final class Charts {
    private Charts() {}

    static List<Chart> of(List<Row> rows) {
        return List.of(
                bars("What an increment costs", rows, Axis.logarithmic("ns for an increment"), row -> row.increment()
                        .median()),
                bars("How many updates are lost", rows, Axis.linear("% of the increments"), Row::lostPercent));
    }

    /** One group for each guard, one colour for each unit. */
    private static Bars bars(String title, List<Row> rows, Axis y, ToDoubleFunction<Row> value) {
        List<String> guards = distinct(rows, Kind::guard);
        List<Series> series = new ArrayList<>();
        for (String unit : distinct(rows, Kind::unit)) {
            List<Double> values = new ArrayList<>();
            for (String guard : guards) {
                values.add(rows.stream()
                        .filter(row -> row.kind().unit().equals(unit)
                                && row.kind().guard().equals(guard))
                        .mapToDouble(value)
                        .findFirst()
                        .orElse(Double.NaN));
            }
            series.add(new Series(unit, values));
        }
        return new Bars(title, "what is between two contenders", guards, y, series);
    }

    private static List<String> distinct(List<Row> rows, Function<Kind, String> part) {
        return rows.stream().map(row -> part.apply(row.kind())).distinct().toList();
    }
}
