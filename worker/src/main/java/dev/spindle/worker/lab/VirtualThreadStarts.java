package dev.spindle.worker.lab;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Starts as many virtual threads as its input says, one after another, each for a job that does next to nothing, and returns what each took
 * until its result was there, in nanoseconds. For a coordinator whose own Java has none.
 */
public final class VirtualThreadStarts implements Task<Integer, long[]> {
    /** {@code Thread.startVirtualThread}, found by name since this is compiled for Java 17. */
    private static final @Nullable MethodHandle START = find();

    private static @Nullable MethodHandle find() {
        try {
            return MethodHandles.lookup()
                    .findStatic(
                            Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** What {@code times} starts took. */
    public static long[] time(int times) throws InterruptedException {
        if (START == null) {
            throw new UnsupportedOperationException("this Java has no virtual threads");
        }
        long[] nanos = new long[times];
        int[] result = new int[1];
        for (int i = 0; i < times; i++) {
            int input = i;
            long began = System.nanoTime();
            start(START, () -> result[0] = input).join();
            nanos[i] = System.nanoTime() - began;
            if (result[0] != input) {
                throw new IllegalStateException("a virtual thread did not do its job");
            }
        }
        return nanos;
    }

    private static Thread start(MethodHandle start, Runnable job) {
        try {
            return (Thread) start.invokeExact(job);
        } catch (Throwable e) {
            throw new IllegalStateException("no virtual thread can be started", e);
        }
    }

    @Override
    public long[] run(Integer times, TaskContext context) throws InterruptedException {
        return time(times);
    }

    @Override
    public String name() {
        return "lab.virtual-thread-starts";
    }

    @Override
    public String description() {
        return "times starts of virtual threads";
    }
}
