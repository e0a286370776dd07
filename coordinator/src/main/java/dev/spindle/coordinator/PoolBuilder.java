package dev.spindle.coordinator;

import dev.spindle.coordinator.process.Machine;
import dev.spindle.protocol.message.Message;
import dev.spindle.worker.Task;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Configures a {@link WorkerPool}. Not thread-safe; the pool keeps what was set when it was built. */
public final class PoolBuilder {
    private static final Duration LONGEST_GRACE = Duration.ofDays(1);

    private int workers = Machine.cores();
    private @Nullable Long heapBytes;
    private @Nullable Duration timeout;
    private Duration grace = Duration.ofSeconds(1);
    private int retries = 2;
    private Set<RetryOn> retryOn = EnumSet.of(RetryOn.LOST);
    private Transport transport = Transport.PIPE;
    private int queueCapacity = 1024;
    private int maxFrameBytes = Message.DEFAULT_MAX_FRAME_BYTES;
    private @Nullable List<Path> classPath;
    private Path javaHome = Path.of(System.getProperty("java.home"));
    private List<String> jvmArguments = List.of();
    private final Set<String> taskClasses = new LinkedHashSet<>();
    private PoolListener listener = PoolListener.NONE;
    private boolean wireRecorded;

    PoolBuilder() {}

    /** How many worker processes there may be, at least one; the number of cores unless set. */
    public PoolBuilder workers(int count) {
        require(count >= 1, "a pool needs at least one worker, not " + count);
        workers = count;
        return this;
    }

    /**
     * The heap of each worker, in bytes or with a suffix: {@code 512m}, {@code 2g}. Unless set, half of the machine's memory is split over
     * the workers.
     */
    public PoolBuilder heap(String size) {
        heapBytes = bytesOf(size);
        return this;
    }

    /** The wall-clock limit of one attempt; none unless set. */
    public PoolBuilder timeout(Duration limit) {
        require(!limit.isNegative() && !limit.isZero(), "a time limit must be longer than nothing, not " + limit);
        timeout = limit;
        return this;
    }

    /** How long a job that was asked to stop may take before its worker is ended; a second unless set. */
    public PoolBuilder grace(Duration limit) {
        require(!limit.isNegative(), "a grace time cannot be negative: " + limit);
        require(limit.compareTo(LONGEST_GRACE) <= 0, "a grace time is a day at most, not " + limit);
        grace = limit;
        return this;
    }

    /** How many further attempts a job gets after one that ended in what {@link #retryOn} names; two unless set. */
    public PoolBuilder retries(int count) {
        require(count >= 0, "retries cannot be negative: " + count);
        retries = count;
        return this;
    }

    /** After what an attempt is made again; after a lost worker unless set. */
    public PoolBuilder retryOn(Set<RetryOn> what) {
        retryOn = Set.copyOf(what);
        return this;
    }

    /** How coordinator and workers talk. */
    public PoolBuilder transport(Transport kind) {
        transport = kind;
        return this;
    }

    /** How many jobs may wait for a worker before {@code submit} waits; 1024 unless set. */
    public PoolBuilder queueCapacity(int jobs) {
        require(jobs >= 1, "a queue must hold at least one job, not " + jobs);
        queueCapacity = jobs;
        return this;
    }

    /** The largest message, in bytes, from 64 KiB; 64 MiB unless set. */
    public PoolBuilder maxFrame(int bytes) {
        require(bytes >= 1 << 16, "a message must be allowed at least 65536 bytes, not " + bytes);
        maxFrameBytes = bytes;
        return this;
    }

    /** The workers' class path, Spindle's own jars included; the caller's unless set. */
    public PoolBuilder classPath(List<Path> entries) {
        classPath = List.copyOf(entries);
        return this;
    }

    /** The JDK or JRE of the workers, 17 or newer; the caller's unless set. */
    public PoolBuilder javaHome(Path home) {
        javaHome = home;
        return this;
    }

    /** Arguments for the workers' JVM, after the pool's own, so that these win. */
    public PoolBuilder jvmArguments(List<String> arguments) {
        jvmArguments = List.copyOf(arguments);
        return this;
    }

    /** Task classes that no {@link java.util.ServiceLoader} finds, known from the start: a worker that has to learn of one is replaced. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final PoolBuilder tasks(Class<? extends Task<?, ?>>... classes) {
        for (Class<? extends Task<?, ?>> task : classes) {
            taskClasses.add(task.getName());
        }
        return this;
    }

    /** Who hears what happens beside the outcomes. */
    public PoolBuilder listener(PoolListener heard) {
        listener = heard;
        return this;
    }

    /** Keeps of every message when it was encoded, sent, received and decoded, for {@link WorkerPool#crossings()}. */
    public PoolBuilder recordWire() {
        wireRecorded = true;
        return this;
    }

    /**
     * The pool. It starts no worker yet.
     *
     * @throws IllegalArgumentException when there is no program {@code bin/java} in the {@link #javaHome(Path)}
     */
    public WorkerPool build() {
        Path java = javaHome.resolve("bin").resolve("java");
        require(Files.isExecutable(java), "no java program at " + java);
        return new WorkerPool(new PoolConfig(
                workers,
                heapBytes,
                timeout,
                grace,
                retries,
                retryOn,
                transport,
                queueCapacity,
                maxFrameBytes,
                classPath == null ? ownClassPath() : classPath,
                javaHome,
                jvmArguments,
                taskClasses,
                listener,
                wireRecorded));
    }

    private static List<Path> ownClassPath() {
        List<Path> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                entries.add(Path.of(entry).toAbsolutePath());
            }
        }
        return entries;
    }

    /**
     * The number of bytes that {@code size} says: a whole number, and {@code k}, {@code m} or {@code g} behind it for powers of 1024.
     *
     * @throws IllegalArgumentException when it says none
     */
    public static long bytesOf(String size) {
        String text = size.toLowerCase(Locale.ROOT);
        int shift = text.endsWith("k") ? 10 : text.endsWith("m") ? 20 : text.endsWith("g") ? 30 : 0;
        try {
            long number = Long.parseLong(shift == 0 ? text : text.substring(0, text.length() - 1));
            require(number > 0 && number <= Long.MAX_VALUE >> shift, "a size must be positive: " + size);
            return number << shift;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a size such as 512m or 2g: " + size, e);
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
