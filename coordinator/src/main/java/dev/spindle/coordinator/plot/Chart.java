package dev.spindle.coordinator.plot;

import java.util.List;

/** Figures to draw. All kinds are immutable; titles of axes name the unit. */
public sealed interface Chart {
    /** What is to be seen, in a line. */
    String title();

    /**
     * One of the two.
     *
     * @param logarithmic whether each step of the scale is ten times the one before; values up to 0 are left out then
     */
    record Axis(String title, boolean logarithmic) {
        /** Each step adds the same. */
        public static Axis linear(String title) {
            return new Axis(title, false);
        }

        /** Each step multiplies by ten. */
        public static Axis logarithmic(String title) {
            return new Axis(title, true);
        }
    }

    /** Curves, by a number on the horizontal axis. */
    record Lines(String title, Axis x, Axis y, List<Line> lines) implements Chart {
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One of the curves.
     *
     * @param xs ascending
     * @param ys as many
     * @param bound whether it is not measured but what theory allows: drawn dashed, without points
     */
    record Line(String name, List<Double> xs, List<Double> ys, boolean bound) {
        public Line {
            xs = List.copyOf(xs);
            ys = List.copyOf(ys);
        }
    }

    /** Upright bars in groups, one bar of each series in each group. */
    record Bars(String title, String xTitle, List<String> groups, Axis y, List<Series> series) implements Chart {
        public Bars {
            groups = List.copyOf(groups);
            series = List.copyOf(series);
        }
    }

    /**
     * Bars of one colour.
     *
     * @param values one for each group; {@link Double#NaN} where there is none
     */
    record Series(String name, List<Double> values) {
        public Series {
            values = List.copyOf(values);
        }
    }

    /** What lasted from when to when, in rows numbered from 1, which grow downwards. */
    record Timeline(String title, Axis x, String yTitle, List<Span> spans) implements Chart {
        public Timeline {
            spans = List.copyOf(spans);
        }
    }

    /**
     * One of the bars that lie in a timeline.
     *
     * @param name spans of one name have one colour and stand in the legend once
     * @param to where it ends; a moment, drawn as a point, where that is {@code from}
     */
    record Span(String name, int row, double from, double to) {}
}
