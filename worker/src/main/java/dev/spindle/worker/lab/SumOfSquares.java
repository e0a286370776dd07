package dev.spindle.worker.lab;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;

/**
 * A job like any other: works on copies of a table that the jobs of its JVM share, a mebibyte at a time, and waits in between. The input is
 * the number of squares to add, the result their sum, of which {@link #right} tells what it has to be.
 */
public final class SumOfSquares implements Task<Integer, Long> {
    private static final int PIECES = 4;

    @Override
    public Long run(Integer count, TaskContext context) throws InterruptedException {
        return sum(count);
    }

    static long sum(int count) throws InterruptedException {
        long sum = 0;
        for (int piece = 0; piece < PIECES; piece++) {
            long[] table = Squares.copy();
            sum = 0;
            for (int i = 0; i < count; i++) {
                sum += table[i];
            }
            Thread.sleep(1);
        }
        return sum;
    }

    /** The input of the job with that number, from 0: others for each. */
    public static int input(int number) {
        return Squares.SIZE - number;
    }

    /** The sum of the squares of all numbers from 0 below {@code count}. */
    public static long right(int count) {
        long last = count - 1L;
        return last * (last + 1) * (2 * last + 1) / 6;
    }

    @Override
    public String name() {
        return "lab.squares";
    }

    @Override
    public String description() {
        return "the sum of so many squares, from a table that all jobs of the JVM share";
    }
}
