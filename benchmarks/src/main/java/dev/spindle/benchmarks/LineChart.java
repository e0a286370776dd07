package dev.spindle.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A curve, both scales logarithmic, as SVG. */
final class LineChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int LEFT = 90;
    private static final int BOTTOM = 50;
    private static final int TOP = 40;
    private static final int RIGHT = 20;

    private LineChart() {}

    /** @param points what is measured by what is varied, in order */
    static String svg(String title, String xTitle, String yTitle, Map<Double, Double> points) {
        List<Double> xs = List.copyOf(points.keySet());
        double left = Math.log10(xs.get(0));
        double right = Math.max(left + 0.1, Math.log10(xs.get(xs.size() - 1)));
        double low = Math.floor(Math.log10(
                points.values().stream().mapToDouble(each -> each).min().orElse(1)));
        double high = Math.ceil(Math.log10(
                        points.values().stream().mapToDouble(each -> each).max().orElse(10))
                + 1e-9);
        StringBuilder svg = new StringBuilder();
        line(
                svg,
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='12'>",
                WIDTH,
                HEIGHT);
        line(svg, "<rect width='%d' height='%d' fill='white'/>", WIDTH, HEIGHT);
        line(svg, "<text x='12' y='20' font-size='15' font-weight='bold'>%s</text>", BarChart.escape(title));
        line(
                svg,
                "<text x='%d' y='%d' text-anchor='middle'>%s</text>",
                (WIDTH + LEFT) / 2,
                HEIGHT - 8,
                BarChart.escape(xTitle));
        line(svg, "<text x='12' y='%d'>%s</text>", TOP - 4, BarChart.escape(yTitle));
        for (double power = low; power <= high; power++) {
            double y = y(power, low, high);
            line(svg, "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#ddd'/>", LEFT, WIDTH - RIGHT, y, y);
            line(
                    svg,
                    "<text x='%d' y='%.1f' text-anchor='end' fill='#777'>%s</text>",
                    LEFT - 6,
                    y + 4,
                    Numbers.powerOfTen(power));
        }
        StringBuilder path = new StringBuilder();
        points.forEach((x, value) -> {
            double at = LEFT + (Math.log10(x) - left) / (right - left) * (WIDTH - LEFT - RIGHT);
            double y = y(Math.log10(value), low, high);
            path.append(String.format(Locale.ROOT, "%s%.1f,%.1f", path.isEmpty() ? "M" : " L", at, y));
            line(svg, "<circle cx='%.1f' cy='%.1f' r='3.5' fill='#2a6fb0'/>", at, y);
            line(
                    svg,
                    "<text x='%.1f' y='%d' text-anchor='middle' fill='#777'>%s</text>",
                    at,
                    HEIGHT - BOTTOM + 18,
                    Numbers.brief(x));
        });
        line(svg, "<path d='%s' fill='none' stroke='#2a6fb0' stroke-width='2'/>", path);
        return svg.append("</svg>\n").toString();
    }

    private static double y(double power, double low, double high) {
        return HEIGHT - BOTTOM - (power - low) / (high - low) * (HEIGHT - BOTTOM - TOP);
    }

    private static void line(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
