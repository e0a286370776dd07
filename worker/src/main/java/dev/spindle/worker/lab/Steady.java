package dev.spindle.worker.lab;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToLongFunction;

/**
 * Does the same short computation over and over, which allocates nothing, and tells what each took: where one took much longer, something
 * kept the job from running. The JVM itself tells how long its collector kept everything from running.
 */
public final class Steady implements Task<String, String> {
    private static final int LAPS = 200_000;
    private static final int MOST = 1 << 16;
    private static final long PATIENCE_NANOS = 2_000_000_000;

    /**
     * What to do.
     *
     * @param warmUpMillis before the neighbour comes and anything is measured
     * @param neighbour in a thread of this JVM
     */
    public record Order(long warmUpMillis, long millis, Neighbour neighbour) {
        /** The input that says so. */
        public String text() {
            return String.join(" ", "" + warmUpMillis, "" + millis, neighbour.name());
        }

        static Order of(String text) {
            String[] words = text.split(" ", -1);
            return new Order(Long.parseLong(words[0]), Long.parseLong(words[1]), Neighbour.valueOf(words[2]));
        }
    }

    /**
     * What came of it.
     *
     * @param nanos what each computation took
     * @param collections of garbage in this JVM meanwhile
     * @param pausedMillis how long these took, during which nothing else ran
     */
    public record Lap(List<Long> nanos, long collections, long pausedMillis) {
        public Lap {
            nanos = List.copyOf(nanos);
        }

        String text() {
            StringBuilder text = new StringBuilder();
            text.append(collections).append(' ').append(pausedMillis);
            nanos.forEach(each -> text.append(' ').append(each));
            return text.toString();
        }

        /** What a result says. */
        public static Lap of(String text) {
            List<Long> numbers =
                    Arrays.stream(text.split(" ", -1)).map(Long::valueOf).toList();
            return new Lap(numbers.subList(2, numbers.size()), numbers.get(0), numbers.get(1));
        }
    }

    @Override
    public String run(String input, TaskContext context) throws InterruptedException {
        Order order = Order.of(input);
        long[] nanos = new long[MOST];
        List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
        measure(nanos, order.warmUpMillis());
        AtomicBoolean done = new AtomicBoolean();
        Thread neighbour = new Thread(() -> order.neighbour().disturb(done::get), "neighbour");
        neighbour.setDaemon(true);
        neighbour.start();
        try {
            long collections = sum(collectors, GarbageCollectorMXBean::getCollectionCount);
            long began = System.nanoTime();
            do {
                measure(nanos, order.warmUpMillis());
            } while (order.neighbour() == Neighbour.GARBAGE // until it is at its work
                    && sum(collectors, GarbageCollectorMXBean::getCollectionCount) == collections
                    && System.nanoTime() - began < PATIENCE_NANOS);
            collections = sum(collectors, GarbageCollectorMXBean::getCollectionCount);
            long paused = sum(collectors, GarbageCollectorMXBean::getCollectionTime);
            int count = measure(nanos, order.millis());
            collections = sum(collectors, GarbageCollectorMXBean::getCollectionCount) - collections;
            paused = sum(collectors, GarbageCollectorMXBean::getCollectionTime) - paused;
            return new Lap(Arrays.stream(nanos, 0, count).boxed().toList(), collections, paused).text();
        } finally {
            done.set(true);
            neighbour.join();
        }
    }

    private static long sum(List<GarbageCollectorMXBean> collectors, ToLongFunction<GarbageCollectorMXBean> what) {
        return collectors.stream().mapToLong(what).sum();
    }

    /** Returns how many there were. */
    private static int measure(long[] nanos, long millis) {
        long began = System.nanoTime();
        long last = began;
        long value = 1;
        int count = 0;
        while (count < nanos.length && last - began < millis * 1_000_000) {
            value = step(value);
            long now = System.nanoTime();
            nanos[count++] = now - last + (value == 0 ? 1 : 0); // it is never 0, which the compiler does not know
            last = now;
        }
        return count;
    }

    /** Some tenths of a millisecond. */
    static long step(long start) {
        long value = start;
        for (int lap = 0; lap < LAPS; lap++) {
            value ^= value << 13;
            value ^= value >>> 7;
            value ^= value << 17;
        }
        return value;
    }

    @Override
    public String name() {
        return "lab.steady";
    }

    @Override
    public String description() {
        return "times a short computation over and over, beside a neighbour";
    }
}
