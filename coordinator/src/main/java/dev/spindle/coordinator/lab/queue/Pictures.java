package dev.spindle.coordinator.lab.queue;

import dev.spindle.coordinator.lab.Figures;
import dev.spindle.coordinator.lab.Table;
import dev.spindle.coordinator.plot.Chart;
import dev.spindle.coordinator.plot.Chart.Axis;
import dev.spindle.coordinator.plot.Chart.Span;
import dev.spindle.coordinator.plot.Chart.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What was measured, as a table and as timelines. Pure. */
final class Pictures {
    /** Of the jobs that a message overtook so many are drawn. */
    private static final int DRAWN = 10;

    private static final String WAITS = "waits";
    private static final String RUNS = "runs";

    private Pictures() {}

    static List<Chart> charts(List<OrderRow> orders, Overtaking.Scene scene) {
        List<Chart> charts = new ArrayList<>();
        for (OrderRow order : orders) {
            List<Span> spans = new ArrayList<>();
            for (OrderRow.JobRow job : order.jobs()) {
                spans.add(new Span(WAITS, job.job(), job.submitted(), job.began()));
                spans.add(new Span(RUNS, job.job(), job.began(), job.ended()));
            }
            charts.add(new Timeline(
                    "Jobs in " + order.order() + " order",
                    Axis.linear("ms since the first was submitted"),
                    "job, as submitted",
                    spans));
        }
        charts.add(overtaking(scene));
        return charts;
    }

    /** The running job in row 1 with the signal to it, some of those that waited, and last the one submitted right before the signal. */
    private static Chart overtaking(Overtaking.Scene scene) {
        long zero = scene.listens();
        List<Span> spans = new ArrayList<>();
        List<Times> queued = scene.queued();
        int row = 2;
        for (int i = 0; i < DRAWN; i++) {
            add(spans, row++, queued.get(i * (queued.size() - 1) / (DRAWN - 1)), zero);
        }
        add(spans, row, scene.last(), zero);
        spans.add(new Span(RUNS, 1, 0, millis(scene.answered() - zero)));
        spans.add(new Span("signal sent", 1, millis(scene.sent() - zero), millis(scene.sent() - zero)));
        spans.add(new Span("answered", 1, millis(scene.answered() - zero), millis(scene.answered() - zero)));
        return new Timeline(
                "A signal to job 1, which runs, sent behind " + (queued.size() + 1) + " jobs",
                Axis.linear("ms since job 1 runs"),
                "job 1; some that wait",
                spans);
    }

    private static void add(List<Span> spans, int row, Times times, long zero) {
        spans.add(new Span(WAITS, row, millis(times.submitted() - zero), millis(times.began() - zero)));
        spans.add(new Span(RUNS, row, millis(times.began() - zero), millis(times.ended() - zero)));
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    static Table table(List<OrderRow> orders, List<ControlRow> controls) {
        List<List<String>> rows = new ArrayList<>();
        for (OrderRow order : orders) {
            rows.add(List.of(
                    order.order(),
                    order.starts().stream().map(String::valueOf).collect(Collectors.joining(" ")),
                    Figures.of(order.meanWait()),
                    Figures.of(order.longest().waited()),
                    Integer.toString(order.longest().job())));
        }
        for (ControlRow control : controls) {
            rows.add(List.of(
                    control.message() + " behind " + control.queued(),
                    "",
                    Figures.of(control.answered().median() / 1e6),
                    Figures.of(control.answered().p75() / 1e6),
                    ""));
            rows.add(List.of(
                    "  a job then",
                    "",
                    Figures.of(control.jobWaited().median() / 1e6),
                    Figures.of(control.jobWaited().p75() / 1e6),
                    ""));
        }
        return new Table(List.of("", "started", "waits ms", "most ms", "job"), rows);
    }
}
