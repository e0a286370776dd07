package dev.spindle.coordinator.lab.serialization;

import dev.spindle.coordinator.Transport;
import dev.spindle.coordinator.lab.Spread;
import dev.spindle.coordinator.plot.Chart;
import dev.spindle.coordinator.plot.Chart.Axis;
import dev.spindle.coordinator.plot.Chart.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The rows as curves over the size. */
final class Pictures {
    private static final Axis SIZE = Axis.logarithmic("payload (bytes of JSON)");
    private static final Axis TIME = Axis.logarithmic("time (µs)");
    private static final String PARTS_OF = "doubles";

    private Pictures() {}

    static List<Chart> of(List<Row> rows) {
        return List.of(shapes(rows), parts(rows), transports(rows));
    }

    private static Chart shapes(List<Row> rows) {
        List<Line> lines = new ArrayList<>();
        for (String shape : rows.stream().map(Row::shape).distinct().toList()) {
            lines.add(line(shape, piped(rows, shape), Row::job));
        }
        lines.add(line("reference to a thread", piped(rows, "string"), Row::thread));
        return new Chart.Lines("A job with data, there and back over pipes, by shape", SIZE, TIME, lines);
    }

    private static Chart parts(List<Row> rows) {
        List<Row> doubles = piped(rows, PARTS_OF);
        return new Chart.Lines(
                "Where the time goes: floating-point numbers, one way",
                SIZE,
                TIME,
                List.of(
                        line("encode", doubles, Row::encode),
                        line("transport", doubles, Row::transport),
                        line("decode", doubles, Row::decode)));
    }

    private static Chart transports(List<Row> rows) {
        List<Line> lines = new ArrayList<>();
        for (Transport transport : Transport.values()) {
            List<Row> over = rows.stream()
                    .filter(row -> row.over() == transport && row.shape().equals("string"))
                    .toList();
            lines.add(line(transport.name().toLowerCase(Locale.ROOT), over, Row::job));
        }
        return new Chart.Lines("A job with a string, there and back, by transport", SIZE, TIME, lines);
    }

    private static List<Row> piped(List<Row> rows, String shape) {
        return rows.stream()
                .filter(row -> row.overPipe() && row.shape().equals(shape))
                .sorted(Comparator.comparingInt(Row::bytes))
                .toList();
    }

    private static Line line(String name, List<Row> rows, Function<Row, Spread> what) {
        return new Line(
                name,
                rows.stream().map(row -> (double) row.bytes()).toList(),
                rows.stream().map(row -> what.apply(row).median() / 1e3).toList(),
                false);
    }
}
