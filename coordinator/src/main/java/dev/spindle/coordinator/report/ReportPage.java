package dev.spindle.coordinator.report;

import dev.spindle.coordinator.DeathReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page of a run that is over: one file that needs no other and asks for none, without scripts; its policy forbids both, should a text of a
 * job ever become markup. What it shows is bounded, and so is its size.
 */
final class ReportPage {
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_COMMAND = 1000;

    private final RunEnd run;
    private final RunRecord record;
    private final Map<String, String> settings;
    private final String startedAt;
    private final long end;
    private final Html html = new Html();

    /** @param end when the run was over, as {@link System#nanoTime} tells */
    ReportPage(RunEnd run, RunRecord record, Map<String, String> settings, String startedAt, long end) {
        this.run = run;
        this.record = record;
        this.settings = settings;
        this.startedAt = startedAt;
        this.end = Math.max(end, record.began + 1_000_000);
    }

    String html() throws IOException {
        html.markup("""
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <link rel="icon" href="data:,">
                """);
        html.element("title", "Spindle run: " + what()).markup("\n<style>\n" + sheet() + "</style></head>\n<body>\n");
        html.markup("""
                <svg width="0" height="0" aria-hidden="true"><defs>
                <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="6" height="6" class="under"/><rect width="2" height="6" class="over"/>
                </pattern></defs></svg>
                """);
        head();
        advice();
        shares();
        new TimelineSection(html, record, end).put();
        new CurvesSection(html, record, end).put();
        failures();
        slowest();
        deaths();
        workers();
        settings();
        return html.markup("</main></body></html>\n").toString();
    }

    private String what() {
        String input = settings.getOrDefault("input", "");
        String task = settings.getOrDefault("task", "");
        return Failures.cut(task.isEmpty() || task.contains(" ") ? input : task + " on " + input, 80);
    }

    private static String sheet() throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IOException("report.css is not beside its class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void head() {
        html.markup("<header><p class=\"brand\">Spindle run</p>").element("h1", what());
        html.element("p class=\"headline\"", run.headline());
        html.markup("<dl class=\"tiles\">");
        boolean fine = run.exitStatus() == 0;
        tile("exit status", run.exitStatus() + (fine ? " ✓" : " ✕"), fine ? "good" : "poor");
        tile("jobs", number(run.fields().get("jobs")), "");
        tile("ok", number(run.fields().get("ok")), "");
        Latencies all = run.summary().latencies();
        if (all.count() > 0) {
            tile("median", Spans.text(all.within(0.5)), "");
            tile("99 % up to", Spans.text(all.within(0.99)), "");
        }
        tile("workers died", number(record.died()), record.died() > 0 ? "poor" : "");
        tile(
                "took",
                run.fields().get("seconds") instanceof Double seconds ? Spans.text((long) (seconds * 1e9)) : "?",
                "");
        html.markup("</dl></header>\n<main>\n");
    }

    private void tile(String name, String value, String style) {
        html.markup("<div class=\"" + style + "\">")
                .element("dt", name)
                .element("dd", value)
                .markup("</div>");
    }

    private static String number(@Nullable Object value) {
        return value instanceof Number number ? String.format(Locale.ROOT, "%,d", number.longValue()) : "?";
    }

    private void advice() {
        if (!run.summary().advice().isEmpty()) {
            html.markup("<section class=\"advice\"><h2>What to change</h2><ul>");
            run.summary().advice().forEach(each -> html.element("li", each));
            html.markup("</ul></section>\n");
        }
    }

    private void shares() {
        Shares shares = Shares.of(run.summary().times());
        if (!shares.isKnown()) {
            return;
        }
        html.markup("<section><h2>What workers did</h2><div class=\"shares\" role=\"img\" aria-label=\"");
        html.text(shares.text()).markup("\">");
        shares.byName().forEach((name, part) -> {
            if (part >= 0.001) {
                html.markup("<i class=\"part " + name + "\" style=\"width:" + Scale.percent(part) + "\"></i>");
            }
        });
        html.markup("</div><p class=\"legend\">");
        shares.byName().forEach((name, part) -> html.markup("<span><i class=\"key part " + name + "\"></i>")
                .text(String.format(Locale.ROOT, "%s %.0f %%", name, part * 100))
                .markup("</span>"));
        html.markup("</p></section>\n");
    }

    private void failures() {
        List<Failures.Group> causes = run.summary().failures();
        List<List<String>> rows = new ArrayList<>();
        for (Failures.Group each : causes.subList(0, Math.min(Summary.CAUSES_TOLD, causes.size()))) {
            rows.add(List.of(
                    String.format(Locale.ROOT, "%,d", each.count()),
                    each.status(),
                    each.reason(),
                    Long.toString(each.line())));
        }
        section(
                "Failures by cause",
                List.of("jobs", "status", "cause", "first line"),
                rows,
                causes.size() - rows.size());
    }

    private void slowest() {
        List<List<String>> rows = new ArrayList<>();
        for (SlowJobs.Slow each : run.summary().slowest()) {
            String id = each.id();
            String task = each.task();
            rows.add(List.of(
                    "line " + each.line() + (id == null ? "" : " (" + id + ")"),
                    Spans.text(each.nanos()),
                    task == null ? "" : task,
                    each.status()));
        }
        section("Slowest jobs", List.of("job", "took", "task", "status"), rows, 0);
    }

    private void deaths() {
        List<List<String>> rows = new ArrayList<>();
        for (RunRecord.Death each : record.deaths()) {
            DeathReport report = each.report();
            rows.add(List.of(
                    "worker " + report.worker() + (report.processId() < 0 ? "" : ", process " + report.processId()),
                    Spans.text(Math.max(0, each.at() - record.began)),
                    report.kind().text(),
                    Failures.cut(report.cause(), LONGEST_TEXT),
                    each.line() < 0 ? "" : "line " + each.line(),
                    memory(report.peakResidentBytes())));
        }
        section(
                "Workers that died",
                List.of("worker", "after", "how", "cause", "job", "memory"),
                rows,
                record.died() - rows.size());
    }

    private void workers() {
        List<List<String>> rows = new ArrayList<>();
        for (Lane lane : record.lanes()) {
            rows.add(List.of(
                    "worker " + lane.place,
                    Integer.toString(lane.processes()),
                    String.format(Locale.ROOT, "%,d", lane.attempts()),
                    String.format(Locale.ROOT, "%,d", lane.bad()),
                    String.format(Locale.ROOT, "%.0f %%", 100.0 * lane.busyNanos() / (end - record.began)),
                    memory(lane.peakBytes())));
        }
        section(
                "Workers",
                List.of("place", "processes", "attempts", "not ok", "busy", "most memory"),
                rows,
                record.places() - rows.size());
    }

    private static String memory(long bytes) {
        return bytes < 0 ? "" : (bytes >> 20) + " MiB";
    }

    private void settings() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("started at", startedAt));
        settings.forEach((name, value) ->
                rows.add(List.of(name, Failures.cut(value, name.equals("command") ? LONGEST_COMMAND : LONGEST_TEXT))));
        section("Settings", List.of("what", "value"), rows, 0);
    }

    private void section(String title, List<String> head, List<List<String>> rows, long more) {
        if (rows.isEmpty()) {
            return;
        }
        html.markup("<section class=\"" + title.toLowerCase(Locale.ROOT).split(" ", -1)[0] + "\">")
                .element("h2", title);
        html.table(title, head, rows);
        if (more > 0) {
            html.element("p class=\"note\"", "and " + more + " more");
        }
        html.markup("</section>\n");
    }
}
