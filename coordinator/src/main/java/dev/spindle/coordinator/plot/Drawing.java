package dev.spindle.coordinator.plot;

import dev.spindle.coordinator.plot.Chart.Axis;
import dev.spindle.coordinator.plot.Chart.Bars;
import dev.spindle.coordinator.plot.Chart.Line;
import dev.spindle.coordinator.plot.Chart.Lines;
import dev.spindle.coordinator.plot.Chart.Series;
import dev.spindle.coordinator.plot.Chart.Span;
import dev.spindle.coordinator.plot.Chart.Timeline;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts below one another, on whatever surface. */
final class Drawing {
    static final int WIDTH = 860;
    private static final int HEIGHT = 400;
    private static final int ROW = 17;
    private static final int AROUND_ROWS = 150;
    private static final float[] DASHES = {6, 4};

    private final List<org.knowm.xchart.internal.chartpart.Chart<?, ?>> charts = new ArrayList<>();

    Drawing(List<Chart> what) {
        for (Chart chart : what) {
            if (chart instanceof Lines lines) {
                charts.add(lines(lines));
            } else if (chart instanceof Bars bars) {
                charts.add(bars(bars));
            } else if (chart instanceof Timeline timeline) {
                charts.add(timeline(timeline));
            }
        }
    }

    int height() {
        return charts.stream().mapToInt(each -> each.getHeight()).sum();
    }

    void paint(Graphics2D surface) {
        int top = 0;
        for (var chart : charts) {
            Graphics2D part = (Graphics2D) surface.create();
            part.translate(0, top);
            chart.paint(part, WIDTH, chart.getHeight());
            part.dispose();
            top += chart.getHeight();
        }
    }

    private static XYChart plane(String title, Axis x, Axis y, int height) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(height)
                .title(title)
                .xAxisTitle(x.title())
                .yAxisTitle(y.title())
                .build();
        AxesChartStyler styler = chart.getStyler();
        Look.apply(styler);
        styler.setXAxisLogarithmic(x.logarithmic());
        styler.setYAxisLogarithmic(y.logarithmic());
        if (x.logarithmic()) {
            chart.setCustomXAxisTickLabelsFormatter(Drawing::number);
        }
        if (y.logarithmic()) {
            chart.setCustomYAxisTickLabelsFormatter(Drawing::number);
        }
        return chart;
    }

    /** As people write it: {@code 0.1}, {@code 100}, {@code 10k}, {@code 1M}. */
    private static String number(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).round(new MathContext(3));
        if (Math.abs(value) < 10_000) {
            return exact.stripTrailingZeros().toPlainString();
        }
        boolean millions = Math.abs(value) >= 1_000_000;
        return exact.movePointLeft(millions ? 6 : 3).stripTrailingZeros().toPlainString() + (millions ? "M" : "k");
    }

    private static XYChart lines(Lines what) {
        XYChart chart = plane(what.title(), what.x(), what.y(), HEIGHT);
        chart.getStyler().setMarkerSize(6);
        for (Line line : what.lines()) {
            List<Double> xs = new ArrayList<>();
            List<Double> ys = new ArrayList<>();
            for (int i = 0; i < line.xs().size(); i++) {
                if (fits(what.x(), line.xs().get(i)) && fits(what.y(), line.ys().get(i))) {
                    xs.add(line.xs().get(i));
                    ys.add(line.ys().get(i));
                }
            }
            if (!xs.isEmpty()) {
                XYSeries series = chart.addSeries(line.name(), xs, ys);
                if (line.bound()) {
                    series.setMarker(SeriesMarkers.NONE);
                    series.setLineStyle(
                            new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0));
                }
            }
        }
        if (!what.y().logarithmic()) {
            chart.getStyler().setYAxisMin(0.0);
        }
        return chart;
    }

    private static boolean fits(Axis axis, double value) {
        return !Double.isNaN(value) && (!axis.logarithmic() || value > 0);
    }

    private static CategoryChart bars(Bars what) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(what.title())
                .xAxisTitle(what.xTitle())
                .yAxisTitle(what.y().title())
                .build();
        Look.apply(chart.getStyler());
        chart.getStyler().setYAxisLogarithmic(what.y().logarithmic());
        chart.setCustomYAxisTickLabelsFormatter(Drawing::number);
        chart.getStyler().setAvailableSpaceFill(0.8);
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        double floor = what.y().logarithmic() ? powerOfTenBelow(what.series()) : 0;
        chart.getStyler().setYAxisMin(floor);
        for (Series series : what.series()) {
            chart.addSeries(
                    series.name(),
                    what.groups(),
                    series.values().stream()
                            .map(value -> value > floor ? value : floor)
                            .toList());
        }
        chart.getStyler().setLegendVisible(what.series().size() > 1);
        return chart;
    }

    /** Where the bars of a logarithmic axis stand, so that the least of them can be seen. */
    private static double powerOfTenBelow(List<Series> series) {
        double least = series.stream()
                .flatMap(each -> each.values().stream())
                .filter(value -> value > 0)
                .mapToDouble(value -> value)
                .min()
                .orElse(1);
        return Math.pow(10, Math.ceil(Math.log10(least)) - 1);
    }

    /** The number of a row. The library draws no scale where labels are alike, so what stands between rows is blank in its own way. */
    private static String row(double y) {
        boolean isRow = y < 0 && y == Math.rint(y);
        return isRow ? Long.toString(Math.round(-y)) : " ".repeat(1 + (int) Math.abs(y * 10));
    }

    private static XYChart timeline(Timeline what) {
        int rows = what.spans().stream().mapToInt(Span::row).max().orElse(1);
        XYChart chart = plane(what.title(), what.x(), Axis.linear(what.yTitle()), AROUND_ROWS + ROW * rows);
        chart.getStyler().setYAxisMin(-rows - 0.7);
        chart.getStyler().setYAxisMax(-0.3);
        chart.getStyler().setPlotGridHorizontalLinesVisible(false);
        chart.setCustomYAxisTickLabelsFormatter(Drawing::row);
        chart.getStyler().setYAxisTickMarkSpacingHint(ROW - 3);
        Map<String, Integer> numbers = new LinkedHashMap<>();
        int count = 0;
        for (Span span : what.spans()) {
            boolean isNew = !numbers.containsKey(span.name());
            int number = numbers.computeIfAbsent(span.name(), name -> numbers.size());
            XYSeries series = chart.addSeries(
                    isNew ? span.name() : span.name() + " " + ++count,
                    new double[] {span.from(), span.to()},
                    new double[] {-span.row(), -span.row()});
            series.setShowInLegend(isNew);
            series.setLineColor(Look.series(number));
            series.setMarkerColor(Look.series(number));
            series.setLineStyle(new BasicStroke(ROW - 5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            series.setMarker(span.from() == span.to() ? SeriesMarkers.DIAMOND : SeriesMarkers.NONE);
        }
        return chart;
    }
}
