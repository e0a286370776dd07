package dev.spindle.worker.lab;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * Increments a number in a file that several processes have mapped: as often as its input says, as soon as the others are there, too. Returns
 * how many nanoseconds that took.
 */
public final class MappedCounter implements Task<MappedCounter.Share, Long> {
    /** What the file has: the number, and how many have come to count. Far apart, so that they share no cache line. */
    public static final int COUNT = 0;

    public static final int ARRIVED = 256;
    public static final int BYTES = 512;

    private static final VarHandle NUMBER =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** What keeps two processes from overwriting each other's updates. */
    public enum Guard {
        NOTHING,
        /** Held for one increment at a time. */
        FILE_LOCK,
        /** The processor's own instruction, on the mapped memory. */
        ATOMIC
    }

    /**
     * What one contender does.
     *
     * @param file of {@link #BYTES}, all zero at first
     * @param contenders how many begin together
     * @param times how often this one increments
     */
    public record Share(String file, Guard guard, int contenders, long times) {}

    @Override
    public Long run(Share share, TaskContext context) throws IOException, InterruptedException {
        try (FileChannel file =
                FileChannel.open(Path.of(share.file()), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer memory = file.map(FileChannel.MapMode.READ_WRITE, 0, BYTES);
            awaitAll(memory, share.contenders());
            long began = System.nanoTime();
            switch (share.guard()) {
                case NOTHING -> addUnguarded(memory, share.times());
                case FILE_LOCK -> addLocked(memory, file, share.times());
                case ATOMIC -> addAtomically(memory, share.times());
            }
            return System.nanoTime() - began;
        }
    }

    /** Whoever comes last lets all begin at the same moment: a wake-up would take longer than many increments. */
    @SuppressWarnings("ThreadPriorityCheck") // on one core the others have to run first
    private static void awaitAll(ByteBuffer memory, int contenders) throws InterruptedException {
        NUMBER.getAndAdd(memory, ARRIVED, 1L);
        long began = System.nanoTime();
        while ((long) NUMBER.getVolatile(memory, ARRIVED) < contenders) {
            Thread.yield();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (System.nanoTime() - began > PATIENCE_NANOS) {
                throw new IllegalStateException("the other contenders did not come");
            }
        }
    }

    /** Opaque, so that the compiler makes each read and each write, instead of one addition of them all. */
    private static void addUnguarded(ByteBuffer memory, long times) {
        for (long i = 0; i < times; i++) {
            long count = (long) NUMBER.getOpaque(memory, COUNT);
            NUMBER.setOpaque(memory, COUNT, count + 1);
        }
    }

    /** Volatile, since a lock of the system's orders memory in practice, but Java does not say so. */
    private static void addLocked(ByteBuffer memory, FileChannel file, long times) throws IOException {
        for (long i = 0; i < times; i++) {
            try (FileLock held = file.lock()) {
                long count = (long) NUMBER.getVolatile(memory, COUNT);
                NUMBER.setVolatile(memory, COUNT, count + 1);
            }
        }
    }

    private static void addAtomically(ByteBuffer memory, long times) {
        for (long i = 0; i < times; i++) {
            NUMBER.getAndAdd(memory, COUNT, 1L);
        }
    }

    @Override
    public String name() {
        return "lab.mapped-counter";
    }

    @Override
    public String description() {
        return "increments a number in a file that processes share";
    }
}
