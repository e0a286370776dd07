package dev.spindle.coordinator.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How fast jobs ended, how many waited, and how long jobs and their waiting took. */
final class CurvesSection {
    /** A bar for fewer jobs than these would show chance rather than speed. */
    private static final int JOBS_IN_A_BAR = 5;

    private static final int MOST_BARS = 240;
    private static final int FEWEST_BARS = 12;
    private static final double SHORTEST_NANOS = 1_000;
    private static final int BARS_IN_AN_OCTAVE = 2;

    private final Html html;
    private final RunRecord record;
    private final long end;

    CurvesSection(Html html, RunRecord record, long end) {
        this.html = html;
        this.record = record;
        this.end = end;
    }

    void put() {
        long jobs = record.ran().count();
        if (jobs == 0) {
            return;
        }
        html.markup("<section class=\"two\">\n");
        throughput(jobs);
        queue();
        html.markup("</section>\n");
        durations();
    }

    private void throughput(long jobs) {
        double[] ok = record.ok(end);
        int bars = (int) Math.max(FEWEST_BARS, Math.min(MOST_BARS, jobs / JOBS_IN_A_BAR));
        int together = Math.max(1, (ok.length + bars - 1) / bars);
        double seconds = together * record.columnSeconds();
        double[] good = perSecond(ok, together, seconds);
        double[] bad = perSecond(record.notOk(end), together, seconds);
        double most = Math.max(max(good), max(bad));
        String inChunks = record.hasChunks() ? "; what failed inside a chunk counts as answered" : "";
        open("Throughput", "jobs that ended in each second" + inChunks, most, rate(most));
        path("ok", good, most, 0, seconds);
        path("bad", bad, most, 0.02, seconds);
        close(Scale.seconds(seconds()));
        html.markup(
                "<p class=\"legend\"><span><i class=\"key ok\"></i>ok</span><span><i class=\"key bad\"></i>not ok</span></p></figure>\n");
    }

    private double seconds() {
        return (end - record.began) / 1e9;
    }

    private void queue() {
        double[] waiting = record.queue(end);
        double most = max(waiting);
        open("Queue", "jobs that waited for a worker", most, String.format(Locale.ROOT, "%,.0f", most));
        path("wait", waiting, most, 0, record.columnSeconds());
        close(Scale.seconds(seconds()));
        html.markup("<p class=\"legend\"><span><i class=\"key wait\"></i>waiting</span></p></figure>\n");
    }

    private void durations() {
        Latencies ran = record.ran();
        Latencies waited = record.waited();
        double least = Math.min(ran.within(0), waited.within(0));
        double from = Math.max(SHORTEST_NANOS, least) / 1.5;
        double most = Math.max(ran.max(), waited.max());
        double to = Math.max(10 * from, most * 1.5);
        int bars = (int) Math.ceil(BARS_IN_AN_OCTAVE * Math.log(to / from) / Math.log(2));
        double[] runs = shares(ran, from, to, bars);
        double[] waits = shares(waited, from, to, bars);
        double highest = Math.max(max(runs), max(waits));
        html.markup("<section>");
        open(
                "How long jobs ran and waited",
                "share of the jobs, on a logarithmic scale of time",
                highest,
                String.format(Locale.ROOT, "%.0f %%", highest * 100));
        path("ok", runs, highest, 0, seconds() / bars);
        path("wait line", waits, highest, 0, seconds() / bars);
        close(Scale.decades(from, to));
        html.markup("<p class=\"legend\"><span><i class=\"key ok\"></i>ran</span>"
                + "<span><i class=\"key wait line\"></i>waited for a worker</span></p></figure>\n");
        html.table(
                "Times of attempts",
                List.of("", "median", "90 % up to", "99 % up to", "longest"),
                List.of(row("ran", ran), row("waited", waited)));
        html.markup("</section>\n");
    }

    private static List<String> row(String name, Latencies all) {
        return List.of(
                name,
                Spans.text(all.within(0.5)),
                Spans.text(all.within(0.9)),
                Spans.text(all.within(0.99)),
                Spans.text(all.max()));
    }

    private static double[] shares(Latencies all, double from, double to, int bars) {
        double[] shares = new double[bars];
        double step = Math.pow(to / from, 1.0 / bars);
        for (int bar = 0; bar < bars; bar++) {
            double low = bar == 0 ? 0 : from * Math.pow(step, bar);
            shares[bar] = all.between((long) low, (long) (from * Math.pow(step, bar + 1))) / (double) all.count();
        }
        return shares;
    }

    private static double[] perSecond(double[] columns, int together, double seconds) {
        return Arrays.stream(Shape.joined(columns, together))
                .map(sum -> sum / seconds)
                .toArray();
    }

    private static double max(double[] values) {
        return Math.max(1e-9, Arrays.stream(values).max().orElse(0));
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 10 ? "%.1f/s" : "%,.0f/s", perSecond);
    }

    private void open(String title, String what, double most, String mostText) {
        html.markup("<figure><h2>").text(title).markup("</h2>").element("figcaption", what);
        html.markup("<div class=\"plot\">").element("span class=\"most\"", mostText);
        Shape.open(html, title + ": " + what + ", at most " + (most < 1e-6 ? "0" : mostText));
    }

    private void path(String style, double[] values, double most, double least, double width) {
        double[] heights = Arrays.stream(values).map(value -> value / most).toArray();
        String path = Shape.of(heights, least);
        if (!path.isEmpty()) {
            html.markup(String.format(
                    Locale.ROOT,
                    "<path class=\"%s\" transform=\"scale(%.4f 1)\" d=\"%s\"/>",
                    style,
                    heights.length * width / seconds(),
                    path));
        }
    }

    private void close(List<Scale.Mark> marks) {
        html.markup("</svg></div>\n");
        Scale.put(html, marks);
    }
}
