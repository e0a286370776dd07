package dev.spindle.worker.tasks;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Iteration counts of the Mandelbrot set over a rectangle of the complex plane: for each pixel, how often z²+c was taken before |z|
 * passed 2, or the limit where it never did. Rows come from top to bottom, pixels from left to right.
 */
public final class Mandelbrot implements Task<Mandelbrot.View, List<int[]>> {
    private static final int MAX_SIDE = 10_000;
    private static final int MAX_LIMIT = 1_000_000;

    /**
     * What to look at.
     *
     * @param x the real part of the view's centre
     * @param y the imaginary part of the view's centre; upwards is positive
     * @param scale the width of the view in the complex plane; its height follows from the pixels, which are square
     * @param width pixels in a row, from 1 to 10,000
     * @param height rows, from 1 to 10,000
     * @param limit how many iterations a pixel takes at most, from 1 to 1,000,000
     */
    public record View(double x, double y, double scale, int width, int height, int limit) {
        /** Checks what JSON said. */
        public View {
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                throw new IllegalArgumentException("x and y must be finite, not " + x + " and " + y);
            }
            if (!(scale > 0) || Double.isInfinite(scale)) {
                throw new IllegalArgumentException("scale must be more than 0 and finite, not " + scale);
            }
            requireWithin("width", width, MAX_SIDE);
            requireWithin("height", height, MAX_SIDE);
            requireWithin("limit", limit, MAX_LIMIT);
        }

        private static void requireWithin(String name, int value, int most) {
            if (value < 1 || value > most) {
                throw new IllegalArgumentException(name + " must be from 1 to " + most + ", not " + value);
            }
        }
    }

    @Override
    public List<int[]> run(View input, TaskContext context) {
        View view = required(input);
        double step = view.scale() / view.width();
        List<int[]> rows = new ArrayList<>(view.height());
        for (int row = 0; row < view.height(); row++) {
            if (context.isCancelled()) {
                throw new CancellationException();
            }
            int[] counts = new int[view.width()];
            double imaginary = view.y() - (row + 0.5 - view.height() / 2.0) * step;
            for (int column = 0; column < counts.length; column++) {
                double real = view.x() + (column + 0.5 - view.width() / 2.0) * step;
                counts[column] = iterations(real, imaginary, view.limit());
            }
            rows.add(counts);
        }
        return rows;
    }

    private static View required(@Nullable View input) {
        if (input == null) {
            throw new IllegalArgumentException("mandelbrot takes {x, y, scale, width, height, limit}, not null");
        }
        return input;
    }

    private static int iterations(double real, double imaginary, int limit) {
        double a = 0;
        double b = 0;
        for (int count = 0; count < limit; count++) {
            double squareA = a * a;
            double squareB = b * b;
            if (squareA + squareB > 4) {
                return count;
            }
            b = 2 * a * b + imaginary;
            a = squareA - squareB + real;
        }
        return limit;
    }

    @Override
    public String name() {
        return "mandelbrot";
    }

    @Override
    public String description() {
        return "iteration counts of the Mandelbrot set, row by row";
    }
}
