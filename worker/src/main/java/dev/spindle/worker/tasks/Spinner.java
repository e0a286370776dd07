package dev.spindle.worker.tasks;

import dev.spindle.worker.Signal;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Turns a spinner on standard output, ten frames a second, until its signal {@code done} is set; then wipes the line and returns how
 * many frames it drew. Each frame leaves the worker at once, as one piece of output. What it draws is there for whoever wants to turn
 * the same spinner without a worker.
 */
public final class Spinner implements Task<String, Integer> {
    /** The signal that ends it. */
    public static final String DONE = "done";
    /** From one frame to the next. */
    public static final Duration FRAME_TIME = Duration.ofMillis(100);

    private static final String BARS = "\\|/-";

    @Override
    public Integer run(String message, TaskContext context) throws InterruptedException {
        return spin(message, false, context);
    }

    /**
     * Turns a spinner with {@code message}, which holds no control characters, beside the bar.
     *
     * @param breaks whether it throws after a second
     * @throws IllegalStateException when it breaks
     */
    public static int spin(@Nullable String message, boolean breaks, TaskContext context) throws InterruptedException {
        if (message == null) {
            throw new IllegalArgumentException("a spinner takes a message, not null");
        }
        Signal done = context.signal(DONE);
        int turn = 0;
        try {
            do {
                breakIf(breaks, turn);
                System.out.print(frame(turn++, message));
            } while (!done.await(FRAME_TIME));
        } catch (InterruptedException e) {
            System.out.print(blank(message));
            throw e;
        }
        System.out.print(blank(message));
        return turn;
    }

    /** What draws frame {@code turn}, counted from 0, over the one before. */
    public static String frame(long turn, String message) {
        return "\r" + BARS.charAt((int) (turn % BARS.length())) + " " + message;
    }

    /** What wipes a frame with {@code message} and leaves the cursor at the start of its line. */
    public static String blank(String message) {
        return "\r" + " ".repeat(Columns.of(frame(0, message))) + "\r";
    }

    /**
     * Breaks a spinner that is to, where frame {@code turn} would come a second after the first.
     *
     * @throws IllegalStateException then
     */
    public static void breakIf(boolean breaks, long turn) {
        if (breaks && turn * FRAME_TIME.toMillis() >= 1000) {
            throw new IllegalStateException("the spinner broke");
        }
    }

    @Override
    public String name() {
        return "spinner";
    }

    @Override
    public String description() {
        return "turns a spinner until it is told that all is done, and returns its frames";
    }
}
