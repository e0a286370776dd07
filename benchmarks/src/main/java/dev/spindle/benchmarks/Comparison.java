package dev.spindle.benchmarks;

import dev.spindle.benchmarks.Contender.Kind;
import dev.spindle.benchmarks.Standing.Spread;
import dev.spindle.benchmarks.Workload.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The standings of one workload as a part of the report. */
final class Comparison {
    private final Workload workload;
    private final List<Standing> standings;

    Comparison(Workload workload, List<Standing> standings) {
        this.workload = workload;
        this.standings = standings;
    }

    Section section() {
        List<String> columns = new ArrayList<>(List.of("system"));
        workload.figures.forEach(figure -> columns.add(figure.title()));
        if (workload != Workload.W7) {
            columns.add("Spindle's lead");
        }
        List<List<String>> rows = new ArrayList<>();
        for (Standing standing : standings) {
            rows.add(row(standing));
        }
        return new Section(
                workload.name(),
                workload.group() + ": " + workload.title,
                columns,
                rows,
                List.of(),
                data(),
                Map.of("", chart()));
    }

    private List<String> row(Standing standing) {
        List<String> cells = new ArrayList<>();
        Kind kind = standing.contender().kind();
        cells.add(
                kind == Kind.LIMIT
                        ? "*" + standing.contender().name() + "*"
                        : standing.contender().name());
        for (Figure figure : workload.figures) {
            Spread spread = standing.spread(figure.name());
            String failure = standing.failure();
            if (failure != null) {
                cells.add(figure.equals(workload.figure()) ? "did not finish: " + failure.replace('|', '/') : "");
            } else {
                cells.add(spread == null ? "" : Numbers.spread(spread));
            }
        }
        if (workload != Workload.W7) {
            cells.add(lead(standing));
        }
        return cells;
    }

    /** How many times as fast as this one the first contender is. */
    private String lead(Standing standing) {
        Spread own = standings.get(0).spread(workload.figure().name());
        Spread other = standing.spread(workload.figure().name());
        if (standing == standings.get(0) || own == null || other == null || standing.hasFailed()) {
            return "";
        }
        double lead = workload.figure().lowerIsBetter() ? other.median() / own.median() : own.median() / other.median();
        return Numbers.brief(lead) + "×";
    }

    private Object data() {
        List<Map<String, @Nullable Object>> data = new ArrayList<>();
        for (Standing standing : standings) {
            Map<String, @Nullable Object> each = new LinkedHashMap<>();
            each.put("system", standing.contender().name());
            each.put("kind", standing.contender().kind().name().toLowerCase(java.util.Locale.ROOT));
            each.put("version", standing.contender().version());
            each.put("failure", standing.failure());
            each.put("rounds", standing.rounds());
            data.add(each);
        }
        return Map.of("workload", workload.name(), "title", workload.title, "systems", data);
    }

    private String chart() {
        Figure figure = workload.figure();
        List<BarChart.Bar> bars = new ArrayList<>();
        for (Standing standing : standings) {
            Spread spread = standing.spread(figure.name());
            if (spread != null && !standing.hasFailed()) {
                bars.add(new BarChart.Bar(
                        standing.contender().name(),
                        spread,
                        standing.contender().kind()));
            }
        }
        String better = figure.lowerIsBetter() ? ", less is better" : ", more is better";
        return BarChart.svg(workload.title, figure.title() + better, bars);
    }
}
