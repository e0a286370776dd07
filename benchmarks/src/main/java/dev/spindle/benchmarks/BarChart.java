package dev.spindle.benchmarks;

import dev.spindle.benchmarks.Contender.Kind;
import dev.spindle.benchmarks.Standing.Spread;
import java.util.List;
import java.util.Locale;

/** Bars on a logarithmic scale, with the range of each, as SVG: what is ten times as long is one step of the grid further. */
final class BarChart {
    private static final int WIDTH = 860;
    private static final int LEFT = 270;
    private static final int RIGHT = 90;
    private static final int TOP = 58;
    private static final int ROW = 24;

    private BarChart() {}

    record Bar(String name, Spread spread, Kind kind) {}

    static String svg(String title, String unit, List<Bar> bars) {
        double least = bars.stream()
                .mapToDouble(bar -> bar.spread().least())
                .filter(each -> each > 0)
                .min()
                .orElse(1);
        double most =
                bars.stream().mapToDouble(bar -> bar.spread().most()).max().orElse(10);
        double low = Math.floor(Math.log10(least) - 0.01);
        double high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(most, least))));
        int height = TOP + ROW * bars.size() + 14;
        StringBuilder svg = new StringBuilder();
        line(
                svg,
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='12'>",
                WIDTH,
                height);
        line(svg, "<rect width='%d' height='%d' fill='white'/>", WIDTH, height);
        line(svg, "<text x='12' y='20' font-size='15' font-weight='bold'>%s</text>", escape(title));
        line(svg, "<text x='12' y='38' fill='#555'>%s</text>", escape(unit));
        for (double power = low; power <= high; power++) {
            double x = x(Math.pow(10, power), low, high);
            line(svg, "<line x1='%.1f' x2='%.1f' y1='%d' y2='%d' stroke='#ddd'/>", x, x, TOP - 6, height - 12);
            line(
                    svg,
                    "<text x='%.1f' y='%d' text-anchor='middle' fill='#777'>%s</text>",
                    x,
                    TOP - 10,
                    Numbers.powerOfTen(power));
        }
        for (int i = 0; i < bars.size(); i++) {
            bar(svg, bars.get(i), TOP + i * ROW, low, high);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void bar(StringBuilder svg, Bar bar, int y, double low, double high) {
        double end = x(bar.spread().median(), low, high);
        double from = x(bar.spread().least(), low, high);
        double to = x(bar.spread().most(), low, high);
        String color =
                switch (bar.kind()) {
                    case SPINDLE -> "#2a6fb0";
                    case RIVAL -> "#b9b9b9";
                    case LIMIT -> "#e5c07b";
                };
        line(svg, "<text x='%d' y='%d' text-anchor='end'>%s</text>", LEFT - 8, y + 15, escape(bar.name()));
        line(
                svg,
                "<rect x='%d' y='%d' width='%.1f' height='%d' fill='%s'/>",
                LEFT,
                y + 3,
                Math.max(1, end - LEFT),
                ROW - 7,
                color);
        line(
                svg,
                "<line x1='%.1f' x2='%.1f' y1='%.1f' y2='%.1f' stroke='#333'/>",
                from,
                to,
                y + ROW / 2.0,
                y + ROW / 2.0);
        line(
                svg,
                "<text x='%.1f' y='%d'>%s</text>",
                Math.max(end, to) + 6,
                y + 15,
                Numbers.brief(bar.spread().median()));
    }

    private static double x(double value, double low, double high) {
        double share = (Math.log10(Math.max(value, Math.pow(10, low))) - low) / (high - low);
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private static void line(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
