package dev.spindle.coordinator.lab.serialization;

import static dev.spindle.coordinator.lab.Prose.listed;
import static dev.spindle.coordinator.lab.Prose.range;

import dev.spindle.coordinator.lab.Figures;
import dev.spindle.coordinator.lab.serialization.Refusals.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What follows from the rows, whatever they say: each sentence is made of what was measured and assumes no order of it. */
final class Conclusion {
    /** Costs nearer to each other than this differ by chance. */
    private static final double SAME = 1.1;

    /** A longer error is cut: the JSON has it whole. */
    private static final int ERROR_LENGTH = 90;

    private final List<Row> rows;
    private final List<Row> piped;
    private final Map<String, List<Row>> shapes = new LinkedHashMap<>();

    private Conclusion(List<Row> rows) {
        this.rows = rows;
        this.piped = rows.stream().filter(Row::overPipe).toList();
        for (Row row : piped) {
            shapes.computeIfAbsent(row.shape(), shape -> new ArrayList<>()).add(row);
        }
        shapes.values().forEach(each -> each.sort(Comparator.comparingInt(Row::bytes)));
    }

    /**
     * A sentence each.
     *
     * @param rows one over pipes at least
     * @param refusals what came of things that are no data
     */
    static List<String> of(List<Row> rows, List<Refusal> refusals) {
        Conclusion conclusion = new Conclusion(rows);
        List<String> sentences = new ArrayList<>(
                List.of(conclusion.againstThread(), conclusion.balance(), conclusion.dearest(), conclusion.worthIt()));
        if (rows.stream().anyMatch(row -> !row.overPipe())) {
            sentences.add(conclusion.transports());
        }
        if (!refusals.isEmpty()) {
            sentences.add(refused(refusals));
        }
        return List.copyOf(sentences);
    }

    private String againstThread() {
        List<Double> threads =
                piped.stream().map(row -> row.thread().median()).sorted().toList();
        List<Double> ratios = piped.stream().map(Row::ratio).sorted().toList();
        return "Handing a reference to a thread and back takes "
                + range(Figures.micros(first(threads)), Figures.micros(last(threads)))
                + " µs; a job there and back takes " + range(Figures.of(first(ratios)), Figures.of(last(ratios)))
                + " times as long" + growth() + ".";
    }

    /** From the smallest to the largest payload, if there are two. */
    private String growth() {
        List<Row> bySize =
                piped.stream().sorted(Comparator.comparingInt(Row::bytes)).toList();
        Row least = first(bySize);
        Row most = last(bySize);
        if (least.bytes() == most.bytes()) {
            return "";
        }
        return ", and from " + Figures.bytes(least.bytes()) + " to " + Figures.bytes(most.bytes())
                + " the reference's time grows by a factor of "
                + Figures.of(most.thread().median() / Math.max(1, least.thread().median())) + ", the job's by "
                + Figures.of(most.job().median() / Math.max(1, least.job().median()));
    }

    /** The shape that went over all of them, at its smallest and its largest. */
    private String transports() {
        Row other = rows.stream().filter(row -> !row.overPipe()).findFirst().orElseThrow();
        List<Row> same = rows.stream()
                .filter(row -> row.shape().equals(other.shape()))
                .sorted(Comparator.comparingDouble(row -> row.job().median()))
                .toList();
        List<Integer> sizes = same.stream().map(Row::bytes).sorted().toList();
        String sentence = "By transport, a job with " + byTransport(same, first(sizes));
        return first(sizes).equals(last(sizes))
                ? sentence + "."
                : sentence + ", with " + byTransport(same, last(sizes)) + ".";
    }

    private static String byTransport(List<Row> byTime, int bytes) {
        List<String> times = byTime.stream()
                .filter(row -> row.bytes() == bytes)
                .map(row -> Figures.time(row.job().median()) + " over " + row.medium())
                .toList();
        return Figures.bytes(bytes) + " takes " + listed(times);
    }

    private static String refused(List<Refusal> refusals) {
        List<String> told = new ArrayList<>();
        List<String> through = new ArrayList<>();
        for (Refusal refusal : refusals) {
            if (refusal.refused()) {
                String error = refusal.error();
                told.add(refusal.what() + " (\""
                        + (error.length() > ERROR_LENGTH ? error.substring(0, ERROR_LENGTH) + "…" : error) + "\")");
            } else {
                through.add(refusal.what());
            }
        }
        return (told.isEmpty() ? "Nothing was refused" : "Refused with an error: " + listed(told))
                + (through.isEmpty() ? "" : "; got through as something else: " + listed(through)) + ".";
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

    /** What one way costs at the largest size that every shape has: only there can shapes be compared. */
    private String dearest() {
        double common = SAME
                * shapes.values().stream()
                        .mapToInt(sizes -> last(sizes).bytes())
                        .min()
                        .orElseThrow();
        List<Row> largest = shapes.values().stream()
                .map(sizes ->
                        sizes.stream().filter(row -> row.bytes() <= common).toList())
                .filter(sizes -> !sizes.isEmpty())
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
        return "At " + listed(sizes);
    }

    /** How long a job must compute so that sending is a small share of its time, where that is least and most. */
    private String worthIt() {
        List<Row> byCost = piped.stream()
                .sorted(Comparator.comparingDouble(row -> row.job().median()))
                .toList();
        String sentence = "Sending data there and back takes less than " + Figures.percent(Row.SHARE)
                + " of a job's time once it computes for " + enough(first(byCost));
        return byCost.size() == 1 ? sentence + "." : sentence + " to " + enough(last(byCost)) + ".";
    }

    private static String enough(Row row) {
        return Figures.time(row.breakEven()) + " (" + Figures.bytes(row.bytes()) + " of " + row.shape() + ")";
    }

    private static <E> E first(List<E> list) {
        return list.get(0);
    }

    private static <E> E last(List<E> list) {
        return list.get(list.size() - 1);
    }
}
