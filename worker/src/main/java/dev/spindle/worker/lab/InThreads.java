package dev.spindle.worker.lab;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.concurrent.ExecutorService;

/**
 * One job that misbehaves among others, all in threads of this JVM, of which it may be the end: so each answer of another job is told at
 * once, as a progress whose message is the name of a {@link Verdict}. Where the JVM lives, the result tells all, as the text of {@link Remains}.
 */
public final class InThreads implements Task<String, String> {
    /**
     * What to do.
     *
     * @param others how many other jobs; half of them beside the one that misbehaves, half of them afterwards
     * @param threads how many of the pool
     * @param limitMillis after which the one that misbehaves is given up
     * @param graceMillis how long it may go on when it was interrupted
     */
    public record Order(Misbehaviour how, int others, int threads, long limitMillis, long graceMillis) {
        /** The input that says so. */
        public String text() {
            return String.join(" ", how.name(), "" + others, "" + threads, "" + limitMillis, "" + graceMillis);
        }

        static Order of(String text) {
            String[] words = text.split(" ", -1);
            return new Order(
                    Misbehaviour.valueOf(words[0]),
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    Long.parseLong(words[3]),
                    Long.parseLong(words[4]));
        }
    }

    @Override
    public String run(String input, TaskContext context) throws InterruptedException {
        Order order = Order.of(input);
        ExecutorService pool = Crew.threads(order.threads());
        try {
            return new Course(order, context, pool).run().text();
        } finally {
            pool.shutdownNow();
        }
    }

    @Override
    public String name() {
        return "lab.threads";
    }

    @Override
    public String description() {
        return "a job that misbehaves among others, in threads of one JVM";
    }
}
