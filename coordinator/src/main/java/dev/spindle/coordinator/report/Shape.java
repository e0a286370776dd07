package dev.spindle.coordinator.report;

/** An outline of bars that stand side by side, in whole units so that it is short; alike neighbours become one bar. */
final class Shape {
    /** A picture is so wide and so high, and stretched to where it stands. */
    static final int WIDTH = 1000;

    static final int HEIGHT = 100;

    private Shape() {}

    /**
     * The outline of bars of these heights.
     *
     * @param heights from 0 to 1, spread over the whole width
     * @param least how high a bar is drawn at least that is not 0, from 0 to 1
     * @return empty where all are 0
     */
    static String of(double[] heights, double least) {
        StringBuilder path = new StringBuilder("M0 ").append(HEIGHT);
        int before = 0;
        boolean isEmpty = true;
        for (int i = 0; i < heights.length; i++) {
            int level = level(heights[i], least);
            if (level != before) {
                path.append('H').append(WIDTH * i / heights.length).append('V').append(HEIGHT - level);
                before = level;
                isEmpty = false;
            }
        }
        return isEmpty
                ? ""
                : path.append('H')
                        .append(WIDTH)
                        .append('V')
                        .append(HEIGHT)
                        .append('z')
                        .toString();
    }

    private static int level(double height, double least) {
        return height <= 0 ? 0 : (int) Math.round(HEIGHT * Math.min(1, Math.max(height, least)));
    }

    /** So many columns as one, their sums. */
    static double[] joined(double[] columns, int together) {
        double[] joined = new double[(columns.length + together - 1) / together];
        for (int i = 0; i < columns.length; i++) {
            joined[i / together] += columns[i];
        }
        return joined;
    }

    /** Opens a picture that says what it shows, in words of ours. */
    static Html open(Html html, String label) {
        return html.markup("<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                        + "\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"")
                .text(label)
                .markup("\">");
    }
}
