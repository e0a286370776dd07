package dev.spindle.coordinator;

import dev.spindle.coordinator.process.Launcher;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import dev.spindle.protocol.message.WorkerInfo;
import dev.spindle.worker.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs on worker processes. Every accepted job ends in exactly one {@link JobOutcome}, whatever becomes of its worker: one that dies
 * is replaced, the job that ran is tried again as often as the pool allows, the others are as if never sent. Workers start when there
 * is work for them. Thread-safe.
 *
 * <pre>{@code
 * try (WorkerPool pool = WorkerPool.builder()
 *         .workers(4).heap("256m").timeout(Duration.ofSeconds(30)).retries(2).build()) {
 *     Job<String> shouted = pool.submit(Shout.class, "hello");
 *     System.out.println(shouted.get());
 * }
 * }</pre>
 *
 * <p>{@link #close()} belongs to every pool: it waits for the jobs, and then no process is left. When the JVM ends without it, workers are killed;
 * when the JVM itself is killed, they leave by themselves.
 *
 * <p>The threads of a pool are daemons. What it calls back (listeners, stages of {@link Job#completion()}) runs in threads that do no I/O with
 * workers, so that it may wait.
 */
public final class WorkerPool implements AutoCloseable {
    /** A longer limit is none; its nanoseconds would not fit a clock's reading. */
    private static final Duration LONGEST_LIMIT = Duration.ofDays(3650);

    private final PoolConfig config;
    private final Engine engine;
    private final AtomicLong numbers = new AtomicLong();

    WorkerPool(PoolConfig config) {
        this(config, Launcher.COMMONS_EXEC);
    }

    WorkerPool(PoolConfig config, Launcher launcher) {
        this.config = config;
        this.engine = new Engine(config, launcher);
    }

    /** A pool to be configured; as it stands, of one worker a core. */
    public static PoolBuilder builder() {
        return new PoolBuilder();
    }

    /** What the pool was built with. */
    public PoolConfig config() {
        return config;
    }

    /** The largest input in bytes of JSON that a message can carry here. */
    public int maxInputBytes() {
        return config.maxInputBytes();
    }

    /**
     * Asks for a run of the task {@code task} is. Waits while the queue is full. The input is written as JSON here, in the caller's thread: what
     * becomes of the object afterwards changes nothing.
     *
     * @throws InterruptedException when the caller is interrupted meanwhile; the job was not accepted
     * @throws IllegalArgumentException when the input cannot be written as JSON, or the class is no usable task
     * @throws java.util.concurrent.RejectedExecutionException when the pool is closed or broken
     */
    public <I extends @Nullable Object, O extends @Nullable Object> Job<O> submit(
            Class<? extends Task<I, O>> task, I input) throws InterruptedException {
        return submit(JobRequest.of(task, input));
    }

    /**
     * As {@link #submit(Class, Object)}, for tasks whose class the caller does not have. Whether there is one of that name is only known in
     * workers: where there is none, the job fails.
     *
     * <pre>{@code
     * JsonNode echoed = pool.submit("echo", Map.of("x", 1), JsonNode.class).get();
     * }</pre>
     *
     * @param task as {@link Task#name()} says it
     * @param resultType what the result is read as, when somebody asks for it
     */
    public <O extends @Nullable Object> Job<O> submit(String task, @Nullable Object input, Class<O> resultType)
            throws InterruptedException {
        return submit(JobRequest.of(task, input, resultType));
    }

    /** As {@link #submit(Class, Object)}, for what the request says. */
    public <O extends @Nullable Object> Job<O> submit(JobRequest<O> request) throws InterruptedException {
        return submitFor(request, null);
    }

    /** As {@link #submit(JobRequest)}; {@code whenDone} is told in a thread that must not wait. */
    <O extends @Nullable Object> Job<O> submitFor(JobRequest<O> request, @Nullable Consumer<Job<O>> whenDone)
            throws InterruptedException {
        Job<O> job = job(request, whenDone);
        boolean accepted = false;
        try {
            engine.submit(job.ticket());
            accepted = true;
        } finally {
            if (!accepted) {
                job.freeInput();
            }
        }
        return job;
    }

    /**
     * Asks for several runs of one task that travel in one message. Waits while the queue is full.
     *
     * @param each what all of them are, but for their inputs; no timeout, listener or log of its own
     * @param inputs a JSON array with the input of each
     * @param count how many there are, two at least
     * @throws InterruptedException when the caller is interrupted meanwhile; the jobs were not accepted
     * @throws IllegalArgumentException when the inputs are too long for a message, or the pool does not {@link PoolConfig#sendsChunks()}
     * @throws java.util.concurrent.RejectedExecutionException when the pool is closed or broken
     */
    public <O extends @Nullable Object> Chunk<O> submitAll(
            JobRequest<O> each, RawJson inputs, int count, Chunk.Owner<O> owner) throws InterruptedException {
        Chunk<O> chunk = chunk(each, inputs, count, owner);
        engine.submit(chunk.ticket());
        return chunk;
    }

    /** As {@link #submitAll}, but null at once when the queue is full. */
    <O extends @Nullable Object> @Nullable Chunk<O> trySubmitAll(
            JobRequest<O> each, RawJson inputs, int count, Chunk.Owner<O> owner) {
        Chunk<O> chunk = chunk(each, inputs, count, owner);
        return engine.trySubmit(chunk.ticket()) ? chunk : null;
    }

    private <O extends @Nullable Object> Chunk<O> chunk(
            JobRequest<O> each, RawJson inputs, int count, Chunk.Owner<O> owner) {
        if (!config.sendsChunks() || count < 2) {
            throw new IllegalArgumentException("this pool sends each job by itself, or it is one only");
        }
        if (inputs.length() > maxInputBytes()) {
            throw new IllegalArgumentException("the inputs of a chunk have " + inputs.length()
                    + " bytes, over the cap of " + maxInputBytes() + " for this pool's messages");
        }
        long first = numbers.getAndAdd(count) + 1;
        return new Chunk<>(engine, first, each, inputs, count, nanos(config.timeout()), owner);
    }

    /**
     * As {@link #submit(Class, Object)}, but empty at once when the queue is full.
     *
     * <pre>{@code
     * Optional<Job<Boolean>> accepted = pool.trySubmit(Prime.class, 7L);
     * if (accepted.isEmpty()) {
     *     System.err.println("the queue is full");
     * }
     * }</pre>
     */
    public <I extends @Nullable Object, O extends @Nullable Object> Optional<Job<O>> trySubmit(
            Class<? extends Task<I, O>> task, I input) {
        return trySubmit(JobRequest.of(task, input), null);
    }

    /** As {@link #trySubmit(Class, Object)}, for what the request says. */
    public <O extends @Nullable Object> Optional<Job<O>> trySubmit(JobRequest<O> request) {
        return trySubmit(request, null);
    }

    <O extends @Nullable Object> Optional<Job<O>> trySubmit(
            JobRequest<O> request, @Nullable Consumer<Job<O>> whenDone) {
        Job<O> job = job(request, whenDone);
        boolean accepted = false;
        try {
            accepted = engine.trySubmit(job.ticket());
        } finally {
            if (!accepted) {
                job.freeInput();
            }
        }
        return accepted ? Optional.of(job) : Optional.empty();
    }

    private <O extends @Nullable Object> Job<O> job(JobRequest<O> request, @Nullable Consumer<Job<O>> whenDone) {
        RawJson input;
        try {
            input = Values.write(request.input(), engine.inputs());
        } catch (ValueException e) {
            throw new IllegalArgumentException("the input of a job " + e.getMessage(), e);
        }
        if (input.lengthInMessage() > maxInputBytes()) {
            input.references().forEach(engine.inputs()::free);
            throw new IllegalArgumentException("the input of a job has " + input.lengthInMessage()
                    + " bytes, over the cap of " + maxInputBytes() + " for this pool's messages");
        }
        Duration timeout = request.timeout() == null ? config.timeout() : request.timeout();
        return new Job<>(engine, numbers.incrementAndGet(), request, input, nanos(timeout), whenDone);
    }

    private static long nanos(@Nullable Duration limit) {
        return limit == null || limit.compareTo(LONGEST_LIMIT) > 0 ? 0 : Math.max(1, limit.toNanos());
    }

    /**
     * Runs the task on every input, the results in the order of the inputs. Lazy: inputs are taken as results are asked for, never more
     * ahead than {@link PoolBuilder#queueCapacity(int)}. At the first element that failed the stream throws a {@link JobException};
     * closing it cancels what is under way.
     *
     * <pre>{@code
     * try (WorkerPool pool = WorkerPool.builder().workers(2).heap("64m").queueCapacity(AHEAD).build();
     *         Stream<Verdict> verdicts = pool.map(Examine.class, candidates)) {
     *     verdicts.peek(verdict -> seen.incrementAndGet())
     *             .filter(Verdict::isPrime)
     *             .limit(5)
     *             .forEach(verdict -> System.out.println(verdict.candidate() + " is prime"));
     * }
     * }</pre>
     *
     * <p>The stream is for one thread. An input that cannot be written as JSON throws where it is taken, as by {@link #submit(Class, Object)}.
     */
    public <I extends @Nullable Object, O extends @Nullable Object> Stream<O> map(
            Class<? extends Task<I, O>> task, Stream<? extends I> inputs) {
        return Mapping.results(this, task, inputs, true);
    }

    /** As {@link #map}, the results as they come. */
    public <I extends @Nullable Object, O extends @Nullable Object> Stream<O> mapUnordered(
            Class<? extends Task<I, O>> task, Stream<? extends I> inputs) {
        return Mapping.results(this, task, inputs, false);
    }

    /**
     * As {@link #map}, but never throwing: an element that failed gives its outcome like any other.
     *
     * <pre>{@code
     * Stream<JobOutcome<Boolean>> outcomes = pool.mapOutcomes(Prime.class, Stream.of(7L, null));
     * }</pre>
     */
    public <I extends @Nullable Object, O extends @Nullable Object> Stream<JobOutcome<O>> mapOutcomes(
            Class<? extends Task<I, O>> task, Stream<? extends I> inputs) {
        return Mapping.outcomes(this, task, inputs);
    }

    /** Starts workers before there is work for them, up to {@code workers} in all; does not wait for them. */
    public void prestart(int workers) {
        engine.prestart(workers);
    }

    /**
     * What the workers can run, sorted by name; waits until the first worker has told.
     *
     * @throws PoolBrokenException when workers do not start
     */
    public List<WorkerInfo.TaskInfo> tasks() throws InterruptedException {
        return engine.worker().tasks();
    }

    /**
     * What the workers have as tasks and cannot run, a line on each that says why; waits as {@link #tasks()} does.
     *
     * @throws PoolBrokenException when workers do not start
     */
    public List<String> taskProblems() throws InterruptedException {
        return engine.worker().problems();
    }

    /** What the pool is at. */
    public PoolStatus status() {
        return engine.status();
    }

    /** Where the time of the workers went so far; of those that are gone, too. */
    public PoolTimes times() {
        return engine.times();
    }

    /** How many answers belonged to no attempt under way, and were dropped: late ones, or a worker's mistakes. */
    public long strayAnswers() {
        return engine.strayAnswers();
    }

    /** How many connections to a socket of this pool's were turned away, for want of a token that lets them in. */
    public long refusedConnections() {
        return engine.refusedConnections();
    }

    /**
     * The messages between this pool and those of its workers that have ended: those that ended first come first, then by time; empty unless
     * {@link PoolBuilder#recordWire} was called. All there are once the pool is closed; of each worker and direction the first million.
     */
    public List<Crossing> crossings() {
        return engine.crossings();
    }

    /**
     * Gives no waiting job to a worker until {@link #resume()}, or until the pool is closed: for jobs that are to be queued before the first
     * one is chosen. What runs goes on.
     */
    public void pause() {
        engine.pause();
    }

    /** Ends a {@link #pause()}. */
    public void resume() {
        engine.resume();
    }

    /** Counts a failure for the pool's {@link HaltRule} of something that was to be a job and could not become one. */
    public void countFailure() {
        engine.countFailure();
    }

    /** Why the pool gave up by its {@link HaltRule}: as in "3 jobs failed"; empty when it did not. */
    public Optional<String> halted() {
        return Optional.ofNullable(engine.halted());
    }

    /**
     * Accepts no more jobs, and cancels those that did not begin; those that run may end, but are not tried again. {@link #close()} then
     * waits for them.
     */
    public void shutdownSoon() {
        engine.closeSoon(Long.MAX_VALUE);
    }

    /** As {@link #shutdownSoon()}, but what still runs after {@code patience} is ended as by {@link #shutdownNow()}. */
    public void shutdownWithin(Duration patience) {
        engine.closeSoon(patience.compareTo(LONGEST_LIMIT) > 0 ? Long.MAX_VALUE : Math.max(0, patience.toNanos()));
    }

    /**
     * Cancels every job and kills every worker at once. A job that ran has its outcome as soon as its worker is gone; {@link #close()} waits
     * for that.
     */
    public void shutdownNow() {
        engine.closeNow();
    }

    /**
     * Accepts no more jobs, waits for the outcome of all there are, and for the end of every process. A caller that is interrupted
     * meanwhile gives up as {@link #shutdownNow()} does, and stays interrupted.
     */
    @Override
    public void close() {
        engine.close();
    }
}
