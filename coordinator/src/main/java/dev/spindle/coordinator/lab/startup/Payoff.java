package dev.spindle.coordinator.lab.startup;

import static dev.spindle.coordinator.lab.Prose.listed;

import dev.spindle.coordinator.lab.Figures;
import java.util.ArrayList;
import java.util.List;

/**
 * When two workers have paid for their start: doing {@code n} jobs of length {@code L} takes the caller alone {@code n·L}, and two workers
 * that start side by side {@code start + n/2·(L + way)}, so they are ahead once {@code n/2·(L − way) > start}. All in nanoseconds.
 *
 * @param start of a worker
 * @param way what a job takes to a worker and back, beside computing
 */
record Payoff(double start, double way) {
    private static final List<Double> LENGTHS = List.of(1e6, 1e7, 1e8, 1e9);

    /** The least number of jobs of that length with which they are ahead, an even one; 0 when there is none. */
    long jobs(double length) {
        return length <= way ? 0 : 2 * ((long) Math.floor(start / (length - way)) + 1);
    }

    /** {@code from 700 jobs of 1.00 ms, 70 of 10.0 ms … on}. */
    String text() {
        List<String> numbers = new ArrayList<>();
        for (double length : LENGTHS) {
            long jobs = jobs(length);
            if (jobs > 0) {
                numbers.add(jobs + (numbers.isEmpty() ? " jobs of " : " of ") + Figures.time(length));
            }
        }
        return numbers.isEmpty()
                ? "with no number of jobs of " + Figures.time(LENGTHS.get(LENGTHS.size() - 1))
                : "from " + listed(numbers) + " on";
    }
}
