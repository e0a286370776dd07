package dev.spindle.coordinator.lab.preemption;

import static dev.spindle.coordinator.lab.Prose.listed;

import dev.spindle.coordinator.lab.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What follows from the rows, whatever they say. */
final class Conclusion {
    /** Who misses a larger share of the beats has lost the rhythm. */
    private static final double SHARE = 0.1;

    private Conclusion() {}

    /**
     * @param rows at least one
     * @param frozen null where none was
     */
    static List<String> of(List<Row> rows, @Nullable Frozen frozen) {
        List<String> sentences = new ArrayList<>();
        Map<Integer, List<Row>> byBusy = new TreeMap<>();
        for (Row row : rows) {
            byBusy.computeIfAbsent(row.variant().busy(), busy -> new ArrayList<>())
                    .add(row);
        }
        byBusy.forEach((busy, each) -> sentences.add(beside(busy, each)));
        sentences.add(rhythm(rows));
        if (frozen != null) {
            sentences.add(frozen(frozen));
        }
        return sentences;
    }

    private static String beside(int busy, List<Row> rows) {
        String neighbours =
                busy == 0 ? "Alone" : "Beside " + busy + (busy == 1 ? " busy neighbour" : " busy neighbours");
        List<String> clauses = rows.stream()
                .sorted(Comparator.comparingLong(Row::missed).thenComparingDouble(Row::worst))
                .map(row -> row.missed() + " of " + row.expected() + " beats in a "
                        + row.variant().kind().label() + " (worst delay " + Figures.time(row.worst()) + ")")
                .toList();
        return neighbours + " the heartbeat misses " + listed(clauses) + ".";
    }

    /** Which units keep it whatever the neighbours do. */
    private static String rhythm(List<Row> rows) {
        Map<Kind, List<Row>> lost = new LinkedHashMap<>();
        for (Row row : rows) {
            List<Row> failures = lost.computeIfAbsent(row.variant().kind(), kind -> new ArrayList<>());
            if (row.missed() > SHARE * row.expected()) {
                failures.add(row);
            }
        }
        List<String> kept = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        lost.forEach((kind, failures) -> {
            if (failures.isEmpty()) {
                kept.add("a " + kind.label());
            } else {
                failed.add("in a " + kind.label() + " it does not, " + where(failures));
            }
        });
        List<String> clauses = new ArrayList<>();
        clauses.add(
                kept.isEmpty()
                        ? "Nowhere does the heartbeat keep its rhythm"
                        : "In " + listed(kept) + " the heartbeat keeps its rhythm (misses at most "
                                + Figures.percent(SHARE) + ") whatever the neighbours do");
        clauses.addAll(failed);
        return String.join("; ", clauses) + ".";
    }

    private static String where(List<Row> failures) {
        List<String> counts = failures.stream()
                .map(row -> Integer.toString(row.variant().busy()))
                .toList();
        return "beside " + listed(counts) + " busy";
    }

    private static String frozen(Frozen frozen) {
        return "While one worker was frozen, which its pool ended after " + Figures.time(1e6 * frozen.afterMillis())
                + " ("
                + frozen.by() + "), the heartbeat in another missed "
                + frozen.heart().missed() + " of " + frozen.heart().expected() + " beats (worst delay "
                + Figures.time(frozen.heart().worst()) + "), and a third did " + frozen.jobs()
                + (frozen.jobs() == 1 ? " job." : " jobs.");
    }
}
