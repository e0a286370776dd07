package dev.spindle.coordinator.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Sums over time in columns of one width, as many as a picture has. Where the time goes beyond the last, each two become one: the memory is
 * the same for a second as for a week. Times are {@link System#nanoTime}'s. For one thread.
 */
final class TimeGrid {
    static final int COLUMNS = 480;
    private static final long FIRST_WIDTH = 1_000_000;

    private final long origin;
    private final List<double[]> rows = new ArrayList<>();
    private long width = FIRST_WIDTH;

    TimeGrid(long origin) {
        this.origin = origin;
    }

    /** A further row, empty; returns its number. */
    int addRow() {
        rows.add(new double[COLUMNS]);
        return rows.size() - 1;
    }

    /** How many nanoseconds a column is wide now. */
    long width() {
        return width;
    }

    /** The row's columns up to that time. */
    double[] row(int row, long end) {
        int columns = Math.max(1, column(end) + 1);
        double[] copy = new double[columns];
        System.arraycopy(rows.get(row), 0, copy, 0, columns);
        return copy;
    }

    void add(int row, long at, double amount) {
        int column = column(at);
        rows.get(row)[column] += amount;
    }

    /** Adds to each column how many of the nanoseconds are in it. */
    void spread(int row, long from, long to) {
        int last = column(to); // first, since it may widen the columns
        int first = column(from);
        double[] sums = rows.get(row);
        for (int column = first; column <= last; column++) {
            long begin = origin + column * width;
            sums[column] += Math.max(0, Math.min(to, begin + width) - Math.max(from, begin));
        }
    }

    private int column(long at) {
        long since = Math.max(0, at - origin);
        while (since / width >= COLUMNS) {
            rows.forEach(TimeGrid::fold);
            width *= 2;
        }
        return (int) (since / width);
    }

    private static void fold(double[] sums) {
        for (int column = 0; column < COLUMNS; column++) {
            sums[column] = 2 * column < COLUMNS ? sums[2 * column] + sums[2 * column + 1] : 0;
        }
    }
}
