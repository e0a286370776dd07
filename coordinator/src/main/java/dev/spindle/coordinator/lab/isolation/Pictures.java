package dev.spindle.coordinator.lab.isolation;

import dev.spindle.coordinator.plot.Chart;
import dev.spindle.coordinator.plot.Chart.Axis;
import dev.spindle.coordinator.plot.Chart.Bars;
import dev.spindle.coordinator.plot.Chart.Series;
import dev.spindle.worker.lab.Neighbour;
import java.util.List;
import java.util.function.Function;

/** What was measured, as bars. */
final class Pictures {
    private static final String NEIGHBOUR =
            "the neighbour, and whether it is in the same JVM (thread) or in another (process)";

    private Pictures() {}

    static List<Chart> of(List<Row> rows, List<Pace> paces) {
        return List.of(survivors(rows), standstill(paces), garbage(paces));
    }

    private static Chart survivors(List<Row> rows) {
        return new Bars(
                "Other jobs that came back with the right answer",
                "one job's misbehaviour",
                rows.stream().map(row -> row.how().label()).toList(),
                Axis.linear("other jobs, %"),
                List.of(right("in threads", rows, Row::thread), right("in processes", rows, Row::process)));
    }

    private static Series right(String name, List<Row> rows, Function<Row, Side> unit) {
        return new Series(
                name,
                rows.stream()
                        .map(unit)
                        .map(side -> 100.0 * side.right() / side.others())
                        .toList());
    }

    private static Chart standstill(List<Pace> paces) {
        return new Bars(
                "How long the collector of a steady job's JVM stopped it",
                NEIGHBOUR,
                paces.stream().map(Pictures::label).toList(),
                Axis.linear("of the time, %"),
                List.of(new Series(
                        "stopped",
                        paces.stream().map(pace -> 100 * pace.paused()).toList())));
    }

    private static Chart garbage(List<Pace> paces) {
        return new Bars(
                "A steady job's steps beside a neighbour",
                NEIGHBOUR,
                paces.stream().map(Pictures::label).toList(),
                Axis.logarithmic("time of a step, ms"),
                List.of(
                        new Series(
                                "median",
                                paces.stream()
                                        .map(pace -> pace.step().median() / 1e6)
                                        .toList()),
                        new Series(
                                "worst",
                                paces.stream()
                                        .map(pace -> pace.worst().median() / 1e6)
                                        .toList())));
    }

    private static String label(Pace pace) {
        return pace.neighbour() == Neighbour.NONE
                ? "none"
                : pace.neighbour().label() + ", " + pace.place().label();
    }
}
