package dev.spindle.coordinator;

import dev.spindle.coordinator.code.Openings;
import dev.spindle.coordinator.process.Machine;
import dev.spindle.protocol.channel.Framing;
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
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Configures a {@link WorkerPool}. Not thread-safe; the pool keeps what was set when it was built. A setter that is given what makes no sense
 * throws an {@link IllegalArgumentException} at once.
 *
 * <pre>{@code
 * WorkerPool pool = WorkerPool.builder()
 *         .workers(2)
 *         .heap("64m")
 *         .timeout(Duration.ofSeconds(30))
 *         .queueCapacity(100)
 *         .transport(Transport.MMAP)
 *         .build();
 * }</pre>
 */
public final class PoolBuilder {
    private static final int QUEUED_JOBS = 1024;
    private static final int QUEUED_IN_CHUNKS = 1 << 15;
    private static final Duration LONGEST_DURATION = Duration.ofDays(1);
    private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(10);
    /** A worker at rest has 40 MiB or more: a limit near that would end workers before they have done anything. */
    private static final long SMALLEST_RESIDENT_LIMIT = 64 << 20;

    /** A file is mapped as a whole. */
    private static final int MOST_BLOB_BYTES = 1 << 30;

    private int workers = Machine.cores();
    private @Nullable Long heapBytes;
    private @Nullable Duration timeout;
    private Duration grace = Duration.ofSeconds(1);
    private int retries = 2;
    private Set<RetryOn> retryOn = EnumSet.of(RetryOn.LOST);
    private Duration retryDelay = Duration.ZERO;
    private Transport transport = Transport.PIPE;
    private QueueOrder queueOrder = QueueOrder.FIFO;
    private @Nullable Integer queueCapacity;
    private int chunk = 1;
    private Duration startTimeout = Duration.ofSeconds(30);
    private @Nullable Duration heartbeatTimeout;
    private int recycleAfter;
    private long residentLimitBytes;
    private @Nullable HaltRule haltRule;
    private int maxFrameBytes = Message.DEFAULT_MAX_FRAME_BYTES;
    private @Nullable List<Path> classPath;
    private @Nullable Path classArchive;
    private @Nullable Path javaHome;
    private List<String> jvmArguments = List.of();
    private final Set<String> taskClasses = new LinkedHashSet<>();
    private Map<String, byte[]> classes = Map.of();
    private PoolConfig.@Nullable Program program;
    private List<String> workerCommand = List.of();
    private Framing framing = Framing.LINE;
    private @Nullable PoolListener listener;
    private AttemptListener attemptListener = AttemptListener.NONE;
    private WriteAhead writeAhead = WriteAhead.NONE;
    private boolean wireRecorded;
    private int blobBytes = MOST_BLOB_BYTES;

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
        requireShort("a grace time", limit);
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

    /** How long a job waits before it is tried again, the second time twice as long, and so on, an hour at most; not at all unless set. */
    public PoolBuilder retryDelay(Duration delay) {
        requireShort("a delay", delay);
        retryDelay = delay;
        return this;
    }

    /** In what order waiting jobs start; first come first served unless set. With any other, a worker holds one job at a time. */
    public PoolBuilder queueOrder(QueueOrder order) {
        queueOrder = order;
        return this;
    }

    /** How long a worker may take until it is ready for jobs; 30 seconds unless set. */
    public PoolBuilder startTimeout(Duration limit) {
        require(!limit.isZero(), "a start takes some time");
        requireShort("a start", limit);
        startTimeout = limit;
        return this;
    }

    /**
     * How long a worker may give no sign of life before it is killed and replaced, whatever its job's time limit: a process that was stopped,
     * or a JVM that hangs. Unless set, ten seconds and one for each GiB of heap, which a collection may take; zero for ever. A worker that
     * does not announce heartbeats is not watched so.
     */
    public PoolBuilder heartbeatTimeout(Duration limit) {
        requireShort("a silence", limit);
        require(limit.isZero() || limit.toMillis() >= 50, "a silence may last 50 ms at least, not " + limit);
        heartbeatTimeout = limit;
        return this;
    }

    /** Replaces a worker after so many jobs, its successor started before it leaves; never unless set. */
    public PoolBuilder recycleAfter(int jobs) {
        require(jobs >= 1, "a worker runs at least one job, not " + jobs);
        recycleAfter = jobs;
        return this;
    }

    /**
     * The resident memory past which a worker is replaced, as in {@link #heap}, 64m at least: it gets no more jobs, and one that runs has the
     * grace time before the process is ended. Read five times a second. None unless set.
     */
    public PoolBuilder residentLimit(String size) {
        long bytes = bytesOf(size);
        require(
                bytes >= SMALLEST_RESIDENT_LIMIT,
                "a worker at rest needs some 40 MiB: a limit is 64m or more, not " + size);
        residentLimitBytes = bytes;
        return this;
    }

    /** When to give up all jobs because too many failed; never unless set. With a rule, a worker holds one job at a time. */
    public PoolBuilder haltWhen(HaltRule rule) {
        haltRule = rule;
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

    /**
     * The workers' class path, Spindle's own jars included; unless set, that of the caller, and the modules of its module path: jars and folders
     * of classes, not folders of jars.
     */
    public PoolBuilder classPath(List<Path> entries) {
        classPath = List.copyOf(entries);
        return this;
    }

    /**
     * A class-data archive for the workers' JVM ({@code -XX:SharedArchiveFile}), from which they start sooner. Unless set, the one that the
     * system property {@code spindle.archive} names where workers have the caller's JVM; else none. One that is missing, or was made for
     * another JDK or class path, is passed over without a word.
     */
    public PoolBuilder classArchive(Path file) {
        classArchive = file;
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

    /** As {@link #tasks(Class[])}, by the names of classes that the caller need not have. */
    public PoolBuilder taskClasses(List<String> names) {
        taskClasses.addAll(names);
        return this;
    }

    /**
     * Further classes for the workers, by their names with dots: compiled or made just now, and in no file. They come behind the class path, or
     * behind that of the {@link #program} where there is one.
     */
    public PoolBuilder classes(Map<String, byte[]> byName) {
        classes = Map.copyOf(byName);
        return this;
    }

    /**
     * Makes a program a task, called as its class: each job is one run of its {@code main}, with a list of strings as its arguments, and has the
     * result {@code {exitCode, stdout, stderr}}. {@link System#exit} ends that run only; static state lives on between the runs of a worker.
     * A run is over when {@code main} has returned and no thread is left that is no daemon; it fails when such threads are idle for too long (ten seconds when they wait for each other, a minute when they sleep or read).
     *
     * @param mainClass its name, with dots
     * @param classPath its jars and folders of classes, apart from those of the workers; what their manifests want open of the JDK is opened
     */
    public PoolBuilder program(String mainClass, List<Path> classPath) {
        program = new PoolConfig.Program(mainClass, classPath, Openings.of(classPath));
        return this;
    }

    /** As {@link #workerCommand(List)}. */
    public PoolBuilder workerCommand(String... words) {
        return workerCommand(List.of(words));
    }

    /**
     * The program, found by {@code PATH}, and the arguments of workers in any language, which speak the protocol on their stdin and stdout;
     * no shell looks at the words. Unless set, workers are JVMs of Spindle's own. What only these know then cannot be set: a heap, a
     * class path, a Java home, arguments of a JVM, classes of tasks, another transport than pipes, a record of the wire.
     */
    public PoolBuilder workerCommand(List<String> words) {
        require(!words.isEmpty() && !words.get(0).isBlank(), "a worker's command needs a program as its first word");
        workerCommand = List.copyOf(words);
        return this;
    }

    /** How messages to workers are told from one another; by lines unless set. Workers answer in either framing. */
    public PoolBuilder framing(Framing kind) {
        framing = kind;
        return this;
    }

    /**
     * Who hears what happens beside the outcomes; unless set, a {@link LoggingListener}, if anything takes what it logs. It takes that one's
     * place: what is to be heard and logged is heard by an extension of it.
     *
     * <pre>{@code
     * LoggingListener listener = new LoggingListener() {
     *     @Override
     *     public void progress(int worker, long job, JobProgress progress) {
     *         System.out.println("job " + job + " is " + progress.message());
     *     }
     * };
     * }</pre>
     */
    public PoolBuilder listener(PoolListener heard) {
        listener = heard;
        return this;
    }

    /** Who is told of every attempt that ran; nobody unless set. */
    public PoolBuilder attemptListener(AttemptListener told) {
        attemptListener = told;
        return this;
    }

    /**
     * Asked before anything is sent to a worker, and after outcomes were told, to make safe what {@link JobLog}s took note of; nothing unless
     * set. With no retries each worker then holds one job at a time, so that what a killed coordinator leaves behind says which jobs
     * can have run.
     */
    public PoolBuilder writeAhead(WriteAhead log) {
        writeAhead = log;
        return this;
    }

    /** Keeps of every message when it was encoded, sent, received and decoded, for {@link WorkerPool#crossings()}. */
    public PoolBuilder recordWire() {
        wireRecorded = true;
        return this;
    }

    /**
     * How many bytes of {@link dev.spindle.protocol.Blob}s may stand beside the messages at a time, for all inputs and for the results of each
     * worker: from 0, for none, to 1 GiB, which it is unless set. Memory is taken as it is needed, and kept until the pool is closed. A
     * blob for which there is no room goes into its message, in base64. Workers of a {@link #workerCommand(List)} have none.
     */
    public PoolBuilder blobSpace(int bytes) {
        require(bytes >= 0 && bytes <= MOST_BLOB_BYTES, "blobs may have from 0 to 1073741824 bytes, not " + bytes);
        blobBytes = bytes;
        return this;
    }

    /**
     * How many jobs {@link WorkerPool#map}, {@code mapUnordered} and {@code mapOutcomes} send in one message; one unless set. Jobs of microseconds
     * are done some ten times faster so. Each keeps its own outcome; but the time limit is that of a whole chunk at first, and jobs whose worker died, or
     * that were not done when it passed, run again by themselves, uncharged. It is one all the same with no {@link #retries}, where
     * {@link #retryOn} has not {@link RetryOn#LOST} or has {@link RetryOn#FAILED}, with another {@link #queueOrder} than the first, with
     * {@link #haltWhen}, and for workers that do not announce {@code chunks}.
     */
    public PoolBuilder chunk(int jobs) {
        require(jobs >= 1, "a chunk is one job or more, not " + jobs);
        chunk = jobs;
        return this;
    }

    /** As {@link #chunk(int)}, so many as are a few milliseconds of work, by what jobs took lately; one while they take longer. */
    public PoolBuilder chunkAutomatically() {
        chunk = PoolConfig.AUTOMATIC_CHUNKS;
        return this;
    }

    /**
     * The pool. It starts no worker yet.
     *
     * @throws IllegalArgumentException when there is no program {@code bin/java} in the {@link #javaHome(Path)}
     * @throws IllegalStateException when something was set that workers of the {@link #workerCommand(List)} do not know
     */
    public WorkerPool build() {
        Path home = javaHome == null ? Path.of(System.getProperty("java.home")) : javaHome;
        if (workerCommand.isEmpty()) {
            Path java = home.resolve("bin").resolve("java");
            require(Files.isExecutable(java), "no java program at " + java);
        } else {
            refuseWhatOnlyOurOwnKnow();
        }
        return new WorkerPool(new PoolConfig(
                workers,
                heapBytes,
                timeout,
                grace,
                retries,
                retryOn,
                retryDelay,
                transport,
                queueOrder,
                queueCapacity == null ? (chunk == 1 ? QUEUED_JOBS : QUEUED_IN_CHUNKS) : queueCapacity,
                chunk,
                maxFrameBytes,
                startTimeout,
                heartbeatTimeout == null ? silenceOfACollection() : heartbeatTimeout,
                recycleAfter,
                residentLimitBytes,
                haltRule,
                classPath == null ? ownClassPath() : classPath,
                classArchive == null && javaHome == null ? archiveOfCallersJvm() : classArchive,
                home,
                jvmArguments,
                taskClasses,
                classes,
                program,
                workerCommand,
                framing,
                listener == null ? LoggingListener.ifHeard() : listener,
                attemptListener,
                writeAhead,
                wireRecorded,
                workerCommand.isEmpty() ? blobBytes : 0));
    }

    private void refuseWhatOnlyOurOwnKnow() {
        refuse(heapBytes != null, "a heap");
        refuse(classPath != null, "a class path");
        refuse(classArchive != null, "a class archive");
        refuse(javaHome != null, "a Java home");
        refuse(!jvmArguments.isEmpty(), "arguments of a JVM");
        refuse(!taskClasses.isEmpty() || !classes.isEmpty(), "classes of tasks");
        refuse(program != null, "a Java program");
        refuse(transport != Transport.PIPE, "the transport " + transport);
        refuse(wireRecorded, "a record of the wire");
    }

    private static void refuse(boolean wasSet, String what) {
        if (wasSet) {
            throw new IllegalStateException("workers of a command of your own know nothing of " + what);
        }
    }

    /** The whole JVM is silent while it collects garbage, which takes a second a GiB at the worst. */
    private Duration silenceOfACollection() {
        long heap = heapBytes == null ? Machine.heapEach(workers) : heapBytes;
        return SHORTEST_SILENCE.plusSeconds(heap >> 30);
    }

    private static @Nullable Path archiveOfCallersJvm() {
        String file = System.getProperty("spindle.archive");
        return file == null ? null : Path.of(file);
    }

    /** Modules of the caller's are on the workers' class path as well, where they are ordinary jars. */
    private static List<Path> ownClassPath() {
        List<Path> entries = new ArrayList<>();
        String both =
                System.getProperty("java.class.path") + File.pathSeparator + System.getProperty("jdk.module.path", "");
        for (String entry : both.split(File.pathSeparator, -1)) {
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

    private static void requireShort(String what, Duration limit) {
        require(!limit.isNegative(), what + " cannot be negative: " + limit);
        require(limit.compareTo(LONGEST_DURATION) <= 0, what + " is a day at most, not " + limit);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
