package dev.spindle.worker.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ways to do jobs within one JVM, the one it is called in. */
public enum Crew {
    /** One after the other, in the calling thread. */
    SEQUENTIAL,
    /** In a pool of so many threads, started beforehand. */
    THREADS,
    /** A virtual thread for each job, so many of which may be at work; for Java 21 and newer. */
    VIRTUAL_THREADS;

    /** Does the jobs, begun in this order, {@code atOnce} of them at a time. Leaves no thread behind. */
    public Shift work(List<Load> loads, int atOnce) throws InterruptedException {
        return switch (this) {
            case SEQUENTIAL -> alone(loads);
            case THREADS -> together(loads, atOnce, threads(atOnce));
            case VIRTUAL_THREADS -> together(loads, atOnce, virtualThreads());
        };
    }

    private static Shift alone(List<Load> loads) throws InterruptedException {
        List<Long> jobs = new ArrayList<>();
        long cpu = Shift.cpuNanosOf(ProcessHandle.current());
        long began = System.nanoTime();
        for (Load load : loads) {
            jobs.add(timed(load));
        }
        long ended = System.nanoTime();
        return new Shift(ended - began, Shift.used(cpu, Shift.cpuNanosOf(ProcessHandle.current())), jobs);
    }

    private static Shift together(List<Load> loads, int atOnce, ExecutorService executor) throws InterruptedException {
        Semaphore places = new Semaphore(atOnce, true); // fair, so that jobs begin in their order
        List<Callable<Long>> jobs = new ArrayList<>();
        for (Load load : loads) {
            jobs.add(() -> {
                places.acquire();
                try {
                    return timed(load);
                } finally {
                    places.release();
                }
            });
        }
        try {
            long cpu = Shift.cpuNanosOf(ProcessHandle.current());
            long began = System.nanoTime();
            List<Future<Long>> done = executor.invokeAll(jobs);
            long ended = System.nanoTime();
            return new Shift(ended - began, Shift.used(cpu, Shift.cpuNanosOf(ProcessHandle.current())), results(done));
        } finally {
            executor.shutdownNow();
        }
    }

    private static List<Long> results(List<Future<Long>> done) throws InterruptedException {
        List<Long> results = new ArrayList<>();
        try {
            for (Future<Long> each : done) {
                results.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a job failed: " + e.getCause(), e);
        }
        return results;
    }

    private static long timed(Load load) throws InterruptedException {
        long began = System.nanoTime();
        load.run();
        return System.nanoTime() - began;
    }

    /** So many, started; none keeps the JVM. */
    static ExecutorService threads(int count) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), job -> {
                    Thread thread = new Thread(job, "lab crew");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.prestartAllCoreThreads();
        return pool;
    }

    /** Found by name, since this is compiled for Java 17. */
    static ExecutorService virtualThreads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException("virtual threads need Java 21", e);
        }
    }
}
