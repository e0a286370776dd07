package dev.spindle.coordinator.report;

import java.util.List;
import java.util.Locale;

/** A row for each place of the pool: when it had jobs, when its processes began and died. */
final class TimelineSection {
    private static final int MOST_COLUMNS = 4000;
    /** What is written of attempts that are seen one by one, in characters. */
    private static final long SPANS_WEIGHT = 170_000;

    private static final int MARKS = 600;
    private static final int LEVELS = 5;
    /** Of what did not end ok, however short, something is to be seen. */
    private static final double LEAST_SEEN = 0.25;

    private final Html html;
    private final RunRecord record;
    private final long end;

    TimelineSection(Html html, RunRecord record, long end) {
        this.html = html;
        this.record = record;
        this.end = end;
    }

    void put() {
        List<Lane> lanes = record.lanes();
        for (long shortest = 1; lanes.stream().mapToLong(Lane::weight).sum() > SPANS_WEIGHT; shortest *= 2) {
            long least = shortest;
            lanes.forEach(each -> each.foldShorterThan(least));
        }
        html.markup("<section><h2>Timeline</h2>\n<p class=\"legend\"><span><i class=\"key ok\"></i>ran, ok</span>"
                + "<span><i class=\"key bad\"></i>ran, not ok</span><span><i class=\"key start\"></i>a worker is ready</span>"
                + "<span><b class=\"death\">✕</b>a worker died</span></p>\n<div class=\"lanes\">\n");
        lanes.forEach(this::put);
        html.markup("<div class=\"lane\"><span></span>");
        Scale.put(html, Scale.seconds(seconds()));
        html.markup(
                "</div></div>\n<p class=\"note\">Where jobs are too short to be told apart, a row is as high as it was busy.");
        int more = record.places() - lanes.size();
        html.markup(more > 0 ? " " + more + " more places are not shown.</p></section>\n" : "</p></section>\n");
    }

    private double seconds() {
        return (end - record.began) / 1e9;
    }

    private void put(Lane lane) {
        int together = 1;
        while (TimeGrid.COLUMNS / together * record.lanes().size() > MOST_COLUMNS) {
            together *= 2;
        }
        html.markup("<div class=\"lane\">").element("span class=\"place\"", "worker " + lane.place);
        html.markup("<div class=\"track\">");
        Shape.open(
                html,
                String.format(
                        Locale.ROOT,
                        "worker %d: busy %.0f %% of the time, %d attempts, %d not ok, %d processes",
                        lane.place,
                        100 * lane.busyNanos() / 1e9 / seconds(),
                        lane.attempts(),
                        lane.bad(),
                        lane.processes()));
        path("ok", lane.busy(end), together, 0);
        path("bad", lane.notOk(end), together, LEAST_SEEN);
        lane.spans().forEach(this::put);
        html.markup("</svg>");
        int most = Math.max(4, MARKS / record.lanes().size());
        for (Lane.Mark mark :
                lane.marks().subList(0, Math.min(most, lane.marks().size()))) {
            String left = " style=\"left:" + Scale.percent(part(mark.at())) + "\"";
            if (mark.death() == null) {
                html.markup("<i class=\"start\"" + left + "></i>");
            } else {
                html.markup("<b class=\"death\"" + left + " title=\"")
                        .text(mark.death())
                        .markup("\">✕</b>");
            }
        }
        html.markup("</div></div>\n");
    }

    /** In few steps, so that neighbours are alike and a row is short to write. */
    private static double[] shares(double[] nanos, double whole) {
        double[] shares = new double[nanos.length];
        for (int i = 0; i < nanos.length; i++) {
            shares[i] = Math.ceil(LEVELS * Math.min(1, nanos[i] / whole) - 0.05) / LEVELS;
        }
        return shares;
    }

    private void path(String style, double[] columns, int together, double least) {
        double whole = together * record.columnSeconds();
        double[] heights = shares(Shape.joined(columns, together), whole * 1e9);
        String path = Shape.of(heights, least);
        if (!path.isEmpty()) {
            double scale = heights.length * whole / seconds(); // the last column reaches beyond the end of the run
            html.markup(String.format(
                    Locale.ROOT, "<path class=\"%s\" transform=\"scale(%.4f 1)\" d=\"%s\"/>", style, scale, path));
        }
    }

    private void put(Lane.Span span) {
        double from = part(span.from()) * Shape.WIDTH;
        double width = Math.max(1, part(span.to()) * Shape.WIDTH - from);
        html.markup(String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.1f\" width=\"%.1f\" height=\"%d\"><title>",
                        span.ok() ? "ok" : "bad",
                        from,
                        width,
                        Shape.HEIGHT))
                .text(span.text())
                .markup("</title></rect>");
    }

    private double part(long at) {
        return Math.max(0, Math.min(1, (at - record.began) / (double) (end - record.began)));
    }
}
