package dev.spindle.coordinator.lab.serialization;

import static dev.spindle.coordinator.lab.Prose.listed;
import static dev.spindle.coordinator.lab.Prose.range;

import dev.spindle.coordinator.lab.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What follows from the rows, whatever they say: each sentence is made of what was measured and assumes no order of it. */
final class Conclusion {
    /** A job that spends this share of its time on sending is well used. */
    private static final double SHARE = 0.05;

    /** Costs nearer to each other than this differ by chance. */
    private static final double SAME = 1.1;

    private final List<Row> rows;
    private final Map<String, List<Row>> shapes = new LinkedHashMap<>();

    private Conclusion(List<Row> rows) {
        this.rows = rows;
        for (Row row : rows) {
            shapes.computeIfAbsent(row.shape(), shape -> new ArrayList<>()).add(row);
        }
        shapes.values().forEach(each -> each.sort(Comparator.comparingInt(Row::bytes)));
    }

    /** @param rows at least one */
    static List<String> of(List<Row> rows) {
        Conclusion conclusion = new Conclusion(rows);
        return List.of(conclusion.againstThread(), conclusion.balance(), conclusion.dearest(), conclusion.worthIt());
    }

    private String againstThread() {
        List<Double> threads =
                rows.stream().map(row -> row.thread().median()).sorted().toList();
        List<Double> ratios = rows.stream().map(Row::ratio).sorted().toList();
        return "Handing a reference to a thread and back takes "
                + range(Figures.micros(first(threads)), Figures.micros(last(threads)))
                + " µs; a job there and back takes " + range(Figures.of(first(ratios)), Figures.of(last(ratios)))
                + " times as long.";
    }

    /** For each shape the sizes at which encoding and decoding outweigh the transport. */
    private String balance() {
        Map<String, List<String>> shapesByVerdict = new LinkedHashMap<>();
        shapes.forEach((shape, sizes) -> shapesByVerdict
                .computeIfAbsent(verdict(sizes), verdict -> new ArrayList<>())
                .add(shape));
        List<String> clauses = new ArrayList<>();
        shapesByVerdict.forEach((verdict, names) -> clauses.add(listed(names) + " " + verdict));
        return "Encoding and decoding take longer than the transport: " + String.join("; ", clauses) + ".";
    }

    private static String verdict(List<Row> sizes) {
        List<String> heavy = new ArrayList<>();
        int lightBefore = 0;
        for (int i = 0; i < sizes.size(); i++) {
            Row row = sizes.get(i);
            if (row.serialization() > row.transport().median()) {
                heavy.add(Figures.bytes(row.bytes()));
            } else {
                lightBefore = i + 1;
            }
        }
        if (heavy.isEmpty()) {
            return "at no size";
        }
        if (heavy.size() == sizes.size()) {
            return "at every size";
        }
        return heavy.size() == sizes.size() - lightBefore ? "from " + heavy.get(0) + " on" : "at " + listed(heavy);
    }

    /** What one way costs at the largest size of each shape. */
    private String dearest() {
        List<Row> largest = shapes.values().stream()
                .map(Conclusion::last)
                .sorted(Comparator.comparingDouble(Row::oneWay))
                .toList();
        List<String> costs = new ArrayList<>();
        for (Row row : largest) {
            costs.add(Figures.time(row.oneWay()) + " as " + row.shape());
        }
        List<Double> shares = largest.stream()
                .map(row -> row.serialization() / Math.max(1, row.oneWay()))
                .sorted()
                .toList();
        String sentence = atLargest(largest) + " one way costs " + listed(costs) + ", "
                + range(Figures.percent(first(shares)), Figures.percent(last(shares)))
                + " of it for encoding and decoding";
        return largest.size() == 1 ? sentence + "." : sentence + "; " + whoIsDearest(largest) + ".";
    }

    /** @param byCost two at least, ascending */
    private static String whoIsDearest(List<Row> byCost) {
        double most = last(byCost).oneWay();
        List<String> dearest = byCost.stream()
                .filter(row -> most < SAME * row.oneWay())
                .map(Row::shape)
                .toList();
        if (dearest.size() == byCost.size()) {
            return "no shape is clearly the dearest";
        }
        Row cheapest = first(byCost);
        return listed(dearest.isEmpty() ? List.of(last(byCost).shape()) : dearest)
                + (dearest.size() > 1 ? " are" : " is") + " the dearest, "
                + Figures.of(most / Math.max(1, cheapest.oneWay())) + " times " + cheapest.shape();
    }

    private static String atLargest(List<Row> largest) {
        List<String> sizes = largest.stream()
                .map(row -> Figures.bytes(row.bytes()))
                .distinct()
                .toList();
        return sizes.size() == 1 ? "At " + sizes.get(0) : "At the largest size";
    }

    /** How long a job must compute so that sending is a small share of its time, where that is least and most. */
    private String worthIt() {
        List<Row> byCost = rows.stream()
                .sorted(Comparator.comparingDouble(row -> row.job().median()))
                .toList();
        String sentence = "Sending data there and back takes less than " + Figures.percent(SHARE)
                + " of a job's time once it computes for " + enough(first(byCost));
        return byCost.size() == 1 ? sentence + "." : sentence + " to " + enough(last(byCost)) + ".";
    }

    private static String enough(Row row) {
        return Figures.time(row.job().median() * (1 - SHARE) / SHARE) + " (" + Figures.bytes(row.bytes()) + " of "
                + row.shape() + ")";
    }

    private static <E> E first(List<E> list) {
        return list.get(0);
    }

    private static <E> E last(List<E> list) {
        return list.get(list.size() - 1);
    }
}
