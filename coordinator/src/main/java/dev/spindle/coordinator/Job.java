package dev.spindle.coordinator;

import dev.spindle.coordinator.dispatch.Ticket;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of a task, from {@code submit} to its outcome. Thread-safe. The result is turned into objects by the first caller who asks, in
 * that caller's thread.
 *
 * <pre>{@code
 * try {
 *     return "the result is " + job.get();
 * } catch (CancellationException e) {
 *     return "somebody cancelled it";
 * } catch (ExecutionException e) {
 *     if (e.getCause() instanceof TaskFailedException failed) {
 *         return "it threw " + failed.error().type();
 *     } else if (e.getCause() instanceof TaskTimeoutException late) {
 *         return "it took longer than " + late.limit();
 *     } else if (e.getCause() instanceof WorkerLostException lost) {
 *         return "its worker died: " + lost.death().cause();
 *     }
 *     throw new IllegalStateException(e);
 * }
 * }</pre>
 *
 * @param <O> the type of the result
 */
public final class Job<O extends @Nullable Object> implements Future<O> {
    /** Of a signal, in characters: whatever they are, they fit beside the largest value. */
    private static final int LONGEST_NAME = 500;

    private final Engine engine;
    private final long number;
    private final Type resultType;
    private final @Nullable Consumer<Job<O>> whenDone;
    /** For who waits; most often nobody has to. */
    private @Nullable CountDownLatch done;

    /** Null once the job is done: a handle that is kept keeps its outcome and no more. */
    private volatile @Nullable Ticket ticket;
    /** As it came, until somebody has made the {@link #outcome} of it. */
    private volatile @Nullable JobOutcome<RawJson> raw;

    private volatile @Nullable JobOutcome<O> outcome;
    private @Nullable CompletableFuture<JobOutcome<O>> completion;

    /** @param whenDone run in a thread that must not wait, once the outcome is there */
    Job(
            Engine engine,
            long number,
            JobRequest<O> request,
            RawJson input,
            long timeoutNanos,
            @Nullable Consumer<Job<O>> whenDone) {
        this.engine = engine;
        this.number = number;
        this.resultType = request.resultType();
        this.whenDone = whenDone;
        JobListener listener = request.listener();
        JobLog log = request.log();
        Ticket.Owner owner = listener == null ? log == null ? this::settle : new Owner(log) : new Told(log, listener);
        this.ticket = new Ticket(
                number,
                request.taskName(),
                request.taskClass(),
                input,
                timeoutNanos,
                request.priority(),
                log == null ? 0 : log.earlierAttempts(),
                owner);
    }

    /** Of a job that is not done. */
    Ticket ticket() {
        return Objects.requireNonNull(ticket);
    }

    /** The job's number in its pool, from 1, in the order of submission. */
    public long number() {
        return number;
    }

    /** Who is told of the job's attempts. */
    private class Owner implements Ticket.Owner {
        private final @Nullable JobLog log;

        Owner(@Nullable JobLog log) {
            this.log = log;
        }

        @Override
        public void begins(int attempt, int worker, int generation) {
            if (log != null) {
                log.begins(attempt, worker, generation);
            }
        }

        @Override
        public void waitsAgain(int attempts) {
            if (log != null) {
                log.waitsAgain(attempts);
            }
        }

        @Override
        public void settled(JobOutcome<RawJson> outcome) {
            settle(outcome);
        }
    }

    /** Whoever listens hears everything that the job said before anybody learns its outcome. */
    private final class Told extends Owner {
        private final JobListener listener;
        private final NewsQueue news;

        Told(@Nullable JobLog log, JobListener listener) {
            super(log);
            this.listener = listener;
            this.news = engine.jobNews(missing ->
                    listener.output(true, missing + " pieces came faster than they were taken and are missing\n"));
        }

        @Override
        public void printed(boolean stderr, String text) {
            news.offer(() -> listener.output(stderr, text), text.length());
        }

        @Override
        public void progressed(RawJson value) {
            news.offer(() -> listener.progress(JobProgress.of(value)), value.length());
        }

        @Override
        public void tellNews() {
            news.start();
        }

        @Override
        public void settled(JobOutcome<RawJson> outcome) {
            news.add(() -> settle(outcome));
            news.start();
        }
    }

    /** Nobody will read the blobs of the input any more. */
    void freeInput() {
        ticket().input().references().forEach(engine.inputs()::free);
    }

    private void settle(JobOutcome<RawJson> settled) {
        if (!ticket().input().references().isEmpty()) {
            freeInput();
        }
        CompletableFuture<JobOutcome<O>> waiting;
        CountDownLatch awaited;
        synchronized (this) {
            raw = settled;
            ticket = null;
            waiting = completion;
            awaited = done;
        }
        if (awaited != null) {
            awaited.countDown();
        }
        if (whenDone != null) {
            whenDone.accept(this);
        }
        if (waiting != null) {
            engine.callback(() -> complete(waiting));
        }
    }

    /** What is known of the outcome; null while there is none. */
    private @Nullable JobOutcome<?> settled() {
        JobOutcome<RawJson> first = raw; // in this order: it goes when the other is there
        return first == null ? outcome : first;
    }

    /** Open as soon as the outcome is there. */
    private synchronized CountDownLatch done() {
        CountDownLatch latch = done;
        if (latch == null) {
            latch = new CountDownLatch(isDone() ? 0 : 1);
            done = latch;
        }
        return latch;
    }

    /** How long its last attempt ran; nothing while it is not done. */
    public Duration ran() {
        JobOutcome<?> settled = settled();
        return settled == null ? Duration.ZERO : settled.elapsed();
    }

    /**
     * Waits for the outcome.
     *
     * @throws InterruptedException when the caller is interrupted meanwhile; the job goes on
     */
    public JobOutcome<O> outcome() throws InterruptedException {
        Ticket awaited = ticket;
        if (awaited != null) {
            engine.lookOn(awaited, this::isDone);
        }
        if (!isDone()) {
            done().await();
        }
        return typed();
    }

    /** The outcome to come. Whatever is attached to it runs in a thread of the pool's that does no I/O with workers. */
    public synchronized CompletionStage<JobOutcome<O>> completion() {
        CompletableFuture<JobOutcome<O>> stage = completion;
        if (stage == null) {
            CompletableFuture<JobOutcome<O>> created = new CompletableFuture<>();
            completion = stage = created;
            if (isDone()) {
                engine.callback(() -> complete(created));
            }
        }
        return stage.minimalCompletionStage();
    }

    /**
     * Gives the job up: one that waits never runs; one that runs is asked to stop, and after the pool's grace time its worker is ended.
     * A job that answers with a result all the same has succeeded. Does not wait: {@link #outcome()} does, and tells how it ended.
     *
     * @return false when the job was done already
     */
    public boolean cancel() {
        Ticket waiting = ticket;
        return waiting != null && engine.cancel(waiting);
    }

    /**
     * Sets the event {@code name} inside the job, once: a further value for the same name is ignored. A job that does not run yet finds it
     * set when it starts, and so does every further attempt. A worker in another language that has no signals never hears of it.
     *
     * <pre>{@code
     * Job<String> job = pool.submit(Wait.class, 60L);
     * job.signal("done", Map.of("answer", 42));
     * }</pre>
     *
     * @param name of 500 characters at most
     * @param value what the task reads with {@code Signal.value()}; may be null
     * @return false when the job was done already
     * @throws IllegalArgumentException when the name is longer or no well-formed text, or the value cannot be written as JSON or is over the
     *     cap of the pool's messages
     */
    public boolean signal(String name, @Nullable Object value) {
        if (name.length() > LONGEST_NAME || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw new IllegalArgumentException(
                    "a signal's name must be well-formed text of at most " + LONGEST_NAME + " characters");
        }
        RawJson json;
        try {
            json = value == null ? null : Values.write(value);
        } catch (ValueException e) {
            throw new IllegalArgumentException("the value of a signal " + e.getMessage(), e);
        }
        int most = engine.config().maxInputBytes();
        if (json != null && json.length() > most) {
            throw new IllegalArgumentException("the value of a signal has " + json.length() + " bytes, over the cap of "
                    + most + " for this pool's messages");
        }
        Ticket waiting = ticket;
        return waiting != null && engine.signal(waiting, name, json);
    }

    /** As {@link #cancel()}: a running job is always interrupted. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return cancel();
    }

    @Override
    public boolean isCancelled() {
        return settled() instanceof JobOutcome.Cancelled;
    }

    @Override
    public boolean isDone() {
        return settled() != null;
    }

    /**
     * Waits for the result.
     *
     * @throws ExecutionException whose cause is a {@link TaskFailedException}, {@link TaskTimeoutException} or
     *     {@link WorkerLostException}
     * @throws CancellationException when the job was cancelled
     * @throws InterruptedException when the caller is interrupted meanwhile; the job goes on
     */
    @Override
    public O get() throws InterruptedException, ExecutionException {
        return TypedOutcomes.resultOf(outcome());
    }

    @Override
    public O get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        if (!isDone() && !done().await(timeout, unit)) {
            throw new TimeoutException("job " + number() + " is not done after " + timeout + " " + unit);
        }
        return get();
    }

    /** A result that not even fails to be read as it should (out of memory, say) is still the stage's end. */
    private void complete(CompletableFuture<JobOutcome<O>> stage) {
        try {
            stage.complete(typed());
        } catch (RuntimeException | Error e) {
            stage.completeExceptionally(e);
        }
    }

    /** Of a job that is done. Two callers at once may both make it, of the same. */
    private JobOutcome<O> typed() {
        JobOutcome<RawJson> settled = raw;
        JobOutcome<O> known = outcome;
        if (known != null) {
            return known;
        }
        if (settled == null) {
            throw new IllegalStateException("done without an outcome");
        }
        known = TypedOutcomes.typed(settled, resultType);
        outcome = known;
        raw = null;
        return known;
    }
}
