package dev.spindle.worker.lab;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A heartbeat in one thread of this JVM, beside busy ones. */
public final class Heartbeat implements Task<String, String> {
    private static final long WARM_UP_BEATS = 5;

    /** Which threads beat and are busy. */
    public enum Threads {
        PLATFORM,
        /** From Java 21 on. */
        VIRTUAL
    }

    /**
     * What to do.
     *
     * @param busy how many threads loop beside the one that beats
     */
    public record Order(Threads threads, long periodMillis, long millis, int busy) {
        /** The input that says so. */
        public String text() {
            return String.join(" ", threads.name(), "" + periodMillis, "" + millis, "" + busy);
        }

        static Order of(String text) {
            String[] words = text.split(" ", -1);
            return new Order(
                    Threads.valueOf(words[0]),
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Integer.parseInt(words[3]));
        }
    }

    @Override
    public String run(String input, TaskContext context) throws InterruptedException, ReflectiveOperationException {
        Order order = Order.of(input);
        Beats warmUp = new Beats(order.periodMillis(), WARM_UP_BEATS * order.periodMillis());
        start(order.threads(), () -> beat(warmUp)).join();
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        Beats beats = new Beats(order.periodMillis(), order.millis());
        try {
            for (int i = 0; i < order.busy(); i++) {
                threads.add(start(order.threads(), () -> Neighbour.COMPUTING.disturb(done::get)));
            }
            threads.add(start(order.threads(), () -> beat(beats)));
            TimeUnit.MILLISECONDS.sleep(order.millis());
        } finally {
            done.set(true);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return beats.rhythm().text();
    }

    private static void beat(Beats beats) {
        try {
            while (!beats.areOver()) {
                TimeUnit.NANOSECONDS.sleep(beats.nanosUntilDue());
                beats.beat();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By name, since this is compiled for 17. */
    private static Thread start(Threads kind, Runnable work) throws ReflectiveOperationException {
        if (kind == Threads.VIRTUAL) {
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
        }
        Thread thread = new Thread(work, "lab");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public String name() {
        return "lab.heartbeat";
    }

    @Override
    public String description() {
        return "a heartbeat in a thread, beside busy ones";
    }
}
