package dev.spindle.coordinator.lab.queue;

import static dev.spindle.coordinator.lab.Prose.listed;

import dev.spindle.coordinator.lab.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What follows from the rows, whatever they say. */
final class Conclusion {
    private Conclusion() {}

    /**
     * @param orders at least one
     * @param controls of each message and number of jobs
     */
    static List<String> of(List<OrderRow> orders, List<ControlRow> controls) {
        List<String> sentences = new ArrayList<>();
        sentences.add(starts(orders));
        sentences.add(means(orders));
        sentences.add(longest(orders));
        sentences.addAll(overtaking(controls));
        return sentences;
    }

    private static String starts(List<OrderRow> orders) {
        return "Behind the job that runs, "
                + listed(orders.stream()
                        .map(row -> row.order() + " starts "
                                + row.starts().stream()
                                        .skip(1)
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(" "))
                                + " (" + rule(row) + alike(row) + ")")
                        .toList())
                + ".";
    }

    /** By what the jobs that waited were started. */
    private static String rule(OrderRow row) {
        List<Integer> started = row.starts().subList(1, row.starts().size());
        if (started.equals(sorted(row, Comparator.comparingInt(OrderRow.JobRow::job)))) {
            return "as submitted";
        }
        if (started.equals(sorted(row, Comparator.comparingInt(job -> -job.job())))) {
            return "the latest first";
        }
        return started.equals(sorted(row, Comparator.comparingInt(OrderRow.JobRow::length)))
                ? "the shortest first"
                : "by no simple rule";
    }

    private static List<Integer> sorted(OrderRow row, Comparator<OrderRow.JobRow> by) {
        return row.waiting().stream().sorted(by).map(OrderRow.JobRow::job).toList();
    }

    private static String alike(OrderRow row) {
        return row.alike() == row.rounds() ? "" : ", in " + row.alike() + " of " + row.rounds() + " rounds";
    }

    private static String means(List<OrderRow> orders) {
        List<OrderRow> byMean = orders.stream()
                .sorted(Comparator.comparingDouble(OrderRow::meanWait))
                .toList();
        OrderRow least = byMean.get(0);
        OrderRow most = byMean.get(byMean.size() - 1);
        double less = 1 - least.meanWait() / Math.max(1e-9, most.meanWait());
        return "A job waits "
                + listed(byMean.stream()
                        .map(row -> Figures.of(row.meanWait()) + " ms with " + row.order())
                        .toList())
                + " on average"
                + (byMean.size() == 1
                        ? "."
                        : ": " + Figures.percent(less) + " less with " + least.order() + " than with " + most.order()
                                + ", though the work is the same.");
    }

    private static String longest(List<OrderRow> orders) {
        return "The longest wait is "
                + listed(orders.stream()
                        .map(row ->
                                Figures.of(row.longest().waited()) + " ms with " + row.order() + " (" + who(row) + ")")
                        .toList())
                + ".";
    }

    private static String who(OrderRow row) {
        OrderRow.JobRow longest = row.longest();
        List<String> words = new ArrayList<>();
        if (longest.job() == row.waiting().get(0).job()) {
            words.add("the first submitted");
        }
        if (longest.job() == row.jobs().get(row.jobs().size() - 1).job()) {
            words.add("the last submitted");
        }
        if (row.waiting().stream().allMatch(job -> job.length() <= longest.length())) {
            words.add("the longest");
        }
        return "job " + longest.job() + (words.isEmpty() ? "" : ", " + String.join(" and ", words));
    }

    /** For each message that was sent past jobs. */
    private static List<String> overtaking(List<ControlRow> controls) {
        List<String> sentences = new ArrayList<>();
        for (ControlRow row : controls) {
            if (row.queued() > 0) {
                double answered = row.answered().median();
                double waited = row.jobWaited().median();
                sentences.add("A " + row.message() + " to the running job, sent behind " + row.queued()
                        + " jobs, is answered in "
                        + Figures.time(answered) + alone(controls, row.message())
                        + "; a job submitted right before it waits " + Figures.time(waited) + ", "
                        + (answered < waited
                                ? Figures.of(waited / Math.max(1, answered)) + " times as long"
                                : "no longer than that")
                        + ".");
            }
        }
        return sentences;
    }

    private static String alone(List<ControlRow> controls, String message) {
        return controls.stream()
                .filter(row -> row.queued() == 0 && row.message().equals(message))
                .findFirst()
                .map(row -> " (" + Figures.time(row.answered().median()) + " behind none)")
                .orElse("");
    }
}
