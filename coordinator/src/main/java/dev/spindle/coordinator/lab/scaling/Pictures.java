package dev.spindle.coordinator.lab.scaling;

import dev.spindle.coordinator.lab.Figures;
import dev.spindle.coordinator.lab.Table;
import dev.spindle.coordinator.plot.Chart;
import dev.spindle.coordinator.plot.Chart.Axis;
import dev.spindle.coordinator.plot.Chart.Bars;
import dev.spindle.coordinator.plot.Chart.Line;
import dev.spindle.coordinator.plot.Chart.Lines;
import dev.spindle.coordinator.plot.Chart.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What was measured, as a table and as charts. */
final class Pictures {
    /** More columns would not fit in a line. */
    private static final int MOST_LEVELS = 5;

    private static final String NONE = "-";

    private final Measured measured;

    Pictures(Measured measured) {
        this.measured = measured;
    }

    List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        charts.add(new Lines(
                "CPU-bound jobs on " + measured.cores() + (measured.cores() == 1 ? " core" : " cores"),
                Axis.linear("jobs at once"),
                Axis.linear("speed-up against one after the other (times)"),
                lines(Work.Kind.CPU, measured.past())));
        charts.add(new Lines(
                "Jobs that wait",
                Axis.logarithmic("jobs at once"),
                Axis.logarithmic("speed-up against one after the other (times)"),
                lines(Work.Kind.WAITING, measured.jobs())));
        List<Weight> byWeight = byWeight();
        if (!byWeight.isEmpty()) {
            charts.add(new Bars(
                    "Memory of a unit that waits",
                    "unit",
                    byWeight.stream().map(each -> measured.label(each.unit())).toList(),
                    Axis.logarithmic("KiB each"),
                    List.of(new Series(
                            "memory",
                            byWeight.stream().map(each -> each.bytes() / 1024.0).toList()))));
        }
        return charts;
    }

    private List<Line> lines(Work.Kind work, int most) {
        List<Line> lines = new ArrayList<>();
        for (String unit : measured.units()) {
            lines.add(line(brief(unit), measured.of(work, unit), most, Row::speedup, false));
        }
        List<Row> bounding = measured.of(work, Unit.THREADS);
        lines.add(line("schedule's bound", bounding, most, Row::schedule, true));
        lines.add(line("Amdahl's bound", bounding, most, Row::amdahl, true));
        return lines;
    }

    private static Line line(String name, List<Row> rows, int most, ToDoubleFunction<Row> figure, boolean bound) {
        List<Row> shown = rows.stream().filter(row -> row.atOnce() <= most).toList();
        return new Line(
                name,
                shown.stream().map(row -> (double) row.atOnce()).toList(),
                shown.stream().map(row -> figure.applyAsDouble(row)).toList(),
                bound);
    }

    private List<Weight> byWeight() {
        return measured.weights().stream()
                .sorted(Comparator.comparingLong(Weight::bytes))
                .toList();
    }

    // ---- the table

    Table table() {
        List<Integer> levels = levels();
        List<String> head = new ArrayList<>(List.of("speed-up by jobs at once"));
        levels.forEach(level -> head.add(Integer.toString(level)));
        head.addAll(List.of("job", "CPU ms", "memory"));
        List<List<String>> rows = new ArrayList<>();
        for (Work.Kind work : Work.Kind.values()) {
            for (String unit : measured.units()) {
                rows.add(row(work, unit, levels));
            }
            rows.add(bound(work, "Amdahl", levels, Row::amdahl));
            rows.add(bound(work, "schedule", levels, Row::schedule));
        }
        return new Table(head, rows);
    }

    private List<String> row(Work.Kind work, String unit, List<Integer> levels) {
        List<String> cells = new ArrayList<>(List.of(work.word + " " + brief(unit)));
        for (int level : levels) {
            cells.add(measured.row(work, unit, level)
                    .map(row -> Figures.of(row.speedup()))
                    .orElse(NONE));
        }
        var past = measured.row(work, unit, measured.past());
        cells.add(past.map(row -> Figures.of(row.slowdown())).orElse(NONE));
        cells.add(past.filter(row -> !Double.isNaN(row.cpuMillis()))
                .map(row -> Long.toString(Math.round(row.cpuMillis())))
                .orElse(NONE));
        cells.add(measured.weight(unit)
                .map(weight -> Figures.bytes(weight.bytes()))
                .orElse(NONE));
        return cells;
    }

    /** The version alone says enough. */
    private String brief(String unit) {
        return measured.label(unit).replace("(Java ", "(");
    }

    private List<String> bound(Work.Kind work, String name, List<Integer> levels, ToDoubleFunction<Row> figure) {
        List<String> cells = new ArrayList<>(List.of(work.word + " bound: " + name));
        for (int level : levels) {
            cells.add(measured.row(work, Unit.THREADS, level)
                    .map(row -> Figures.of(figure.applyAsDouble(row)))
                    .orElse(NONE));
        }
        cells.addAll(List.of("", "", ""));
        return cells;
    }

    /** All of them, or those that say most. */
    private List<Integer> levels() {
        List<Integer> all =
                measured.rows().stream().map(Row::atOnce).distinct().sorted().toList();
        return all.size() <= MOST_LEVELS
                ? all
                : Stream.of(1, 2, measured.full(), measured.past(), measured.jobs())
                        .distinct()
                        .sorted()
                        .toList();
    }
}
