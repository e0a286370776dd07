package dev.spindle.worker.lab;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/** Tells what memory many threads of a kind that wait take in the worker, or the worker itself. */
public final class Weigh implements Task<String, String> {
    /** How many calls deep each thread waits. */
    public static final int DEPTH = 10;

    /** Of what kind. */
    public enum Kind {
        /** By what the process has more in memory. */
        THREADS,
        /** By what is more in the heap, where their stacks are kept. */
        VIRTUAL_THREADS,
        /** The worker as it is. */
        PROCESS
    }

    /** How many of what kind. It travels as text: reading objects would make a worker heavier, and it is a worker that is weighed. */
    public record Order(Kind kind, int count) {
        /** What a job gets. */
        public String text() {
            return kind + " " + count;
        }

        static Order of(String text) {
            String[] words = text.split(" ", -1);
            return new Order(Kind.valueOf(words[0]), Integer.parseInt(words[1]));
        }
    }

    /**
     * What they weigh.
     *
     * @param count as many as there could be
     * @param bytes of all; {@link OwnMemory#UNKNOWN} where the system does not tell
     */
    public record Weight(int count, long bytes) {
        /** Of what a job returned. */
        public static Weight of(String text) {
            String[] words = text.split(" ", -1);
            return new Weight(Integer.parseInt(words[0]), Long.parseLong(words[1]));
        }

        String text() {
            return count + " " + bytes;
        }
    }

    @Override
    public String run(String input, TaskContext context) throws InterruptedException {
        Order order = Order.of(input);
        Weight weight =
                switch (order.kind()) {
                    case THREADS -> waiting(order.count(), Executors.newCachedThreadPool(), OwnMemory::anonymous);
                    case VIRTUAL_THREADS -> waiting(order.count(), Crew.virtualThreads(), OwnMemory::heap);
                    case PROCESS -> new Weight(1, OwnMemory.share());
                };
        return weight.text();
    }

    private static Weight waiting(int wanted, ExecutorService threads, LongSupplier scales)
            throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        long before = scales.getAsLong();
        int count = 0;
        try {
            CountDownLatch there = new CountDownLatch(wanted);
            for (; count < wanted; count++) {
                if (!started(threads, there, end)) {
                    break;
                }
            }
            for (int missing = count; missing < wanted; missing++) {
                there.countDown();
            }
            there.await();
            long after = scales.getAsLong();
            return new Weight(
                    count,
                    before == OwnMemory.UNKNOWN || after == OwnMemory.UNKNOWN ? OwnMemory.UNKNOWN : after - before);
        } finally {
            end.countDown();
            threads.shutdownNow();
        }
    }

    private static boolean started(ExecutorService threads, CountDownLatch there, CountDownLatch end) {
        try {
            threads.execute(() -> waitBelow(DEPTH, there, end));
            return true;
        } catch (OutOfMemoryError e) {
            return false; // the system allows no more of them
        }
    }

    private static void waitBelow(int calls, CountDownLatch there, CountDownLatch end) {
        if (calls > 1) {
            waitBelow(calls - 1, there, end);
            return;
        }
        there.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it ends anyway
        }
    }

    @Override
    public String name() {
        return "lab.weigh";
    }

    @Override
    public String description() {
        return "tells what memory waiting threads take";
    }
}
