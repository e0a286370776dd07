package dev.spindle.coordinator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Marks below a picture, which stretches with the page while they keep their size: so they are no part of it. */
final class Scale {
    private static final int FEWEST_STEPS = 4;
    private static final double[] STEPS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200
    };

    /**
     * One of the marks.
     *
     * @param part where it stands, from 0 at the left to 1
     */
    record Mark(double part, String text) {}

    private Scale() {}

    /** From 0 to so many seconds. */
    static List<Mark> seconds(double end) {
        double step = step(end / FEWEST_STEPS);
        List<Mark> marks = new ArrayList<>();
        for (double at = 0; at <= end && marks.size() < 20; at += step) {
            marks.add(new Mark(at / end, text(at, step)));
        }
        return marks;
    }

    /** The largest that people count in and that is not above {@code most}. */
    private static double step(double most) {
        if (most >= 1) {
            double best = 1;
            for (double step : STEPS) {
                best = step <= most ? step : best;
            }
            return Math.max(best, best == STEPS[STEPS.length - 1] ? Math.floor(most / best) * best : best);
        }
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-6))));
        return power * (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1);
    }

    private static String text(double at, double step) {
        if (step < 1) {
            int digits = (int) Math.ceil(-Math.log10(step) - 1e-9);
            return String.format(Locale.ROOT, "%." + digits + "f s", at);
        }
        long seconds = Math.round(at);
        if (step < 60) {
            return seconds < 60 ? seconds + " s" : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
        }
        return step < 3600 && seconds < 3600
                ? seconds / 60 + " min"
                : String.format(Locale.ROOT, "%d:%02d h", seconds / 3600, seconds / 60 % 60);
    }

    /** The powers of ten from {@code from} to {@code to} nanoseconds. */
    static List<Mark> decades(double from, double to) {
        List<Mark> marks = new ArrayList<>();
        for (double at = 1; at <= to; at *= 10) {
            if (at >= from) {
                String text = at < 1e6
                        ? Math.round(at / 1e3) + " µs"
                        : at < 1e9 ? Math.round(at / 1e6) + " ms" : Math.round(at / 1e9) + " s";
                marks.add(new Mark(Math.log(at / from) / Math.log(to / from), text));
            }
        }
        return marks;
    }

    static void put(Html html, List<Mark> marks) {
        html.markup("<div class=\"scale\" aria-hidden=\"true\">");
        for (Mark mark : marks) {
            String edge = mark.part() < 0.03 ? " class=\"first\"" : mark.part() > 0.95 ? " class=\"last\"" : "";
            html.markup("<span" + edge + " style=\"left:" + percent(mark.part()) + "\">")
                    .text(mark.text())
                    .markup("</span>");
        }
        html.markup("</div>\n");
    }

    /** For a style. */
    static String percent(double part) {
        return String.format(Locale.ROOT, "%.2f%%", part * 100);
    }
}
