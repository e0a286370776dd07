package dev.spindle.coordinator;

import dev.spindle.protocol.codec.Items;
import dev.spindle.protocol.codec.ValueException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * As {@link Mapping}, with many jobs in a message: what one of them costs here is to write its input and to read its result. Inputs are
 * taken, some chunks at a time, when what has come was handed out. Used by one thread, as a stream's iterator is.
 *
 * @param <R> what the stream is of
 */
abstract class ChunkedMapping<O extends @Nullable Object, R extends @Nullable Object> implements Iterator<R> {
    private final WorkerPool pool;
    private final ChunkedInputs inputs;
    private final JobRequest<O> each;
    private final ChunkSize size;
    private final Elements<O, R> elements;
    /** Those of which something is to come. */
    private final Set<Part> underWay = new HashSet<>();
    /** Taken, and refused by the pool, whose queue was full. */
    private ChunkedInputs.@Nullable Taken refused;
    /** How many inputs were submitted whose results were not handed out. */
    private int jobsUnderWay;

    private Ready<R> ready = new Ready<>() {
        @Override
        public boolean hasNext() {
            return false;
        }

        @Override
        public R next() {
            throw new IllegalStateException("nothing has come yet");
        }
    };

    /** What the outcomes are in the stream. */
    interface Elements<O extends @Nullable Object, R extends @Nullable Object> {
        R result(O result, ChunkOutcome of);

        R outcome(JobOutcome<O> outcome);
    }

    /** What can be handed out now. */
    interface Ready<R extends @Nullable Object> {
        boolean hasNext();

        R next() throws InterruptedException;
    }

    private ChunkedMapping(WorkerPool pool, Iterator<?> inputs, JobRequest<O> each, Elements<O, R> elements) {
        this.pool = pool;
        this.inputs = new ChunkedInputs(inputs);
        this.each = each;
        this.elements = elements;
        this.size = ChunkSize.of(pool.config(), pool.config().queueCapacity());
    }

    static <O extends @Nullable Object, R extends @Nullable Object> ChunkedMapping<O, R> of(
            WorkerPool pool, Iterator<?> inputs, JobRequest<O> each, boolean ordered, Elements<O, R> elements) {
        return ordered ? new Ordered<>(pool, inputs, each, elements) : new Unordered<>(pool, inputs, each, elements);
    }

    @Override
    public boolean hasNext() {
        return jobsUnderWay > 0 || refused != null || inputs.hasNext();
    }

    @Override
    public R next() {
        boolean waitsForOne = false;
        try {
            while (!ready.hasNext()) {
                topUp();
                ready = awaitNext();
            }
            jobsUnderWay--;
            waitsForOne = true;
            return ready.next();
        } catch (InterruptedException e) {
            jobsUnderWay += waitsForOne ? 1 : 0;
            Thread.currentThread().interrupt();
            cancelAll();
            throw new JobException(e);
        }
    }

    private void topUp() throws InterruptedException {
        while (refused != null || inputs.hasNext()) {
            int jobs = size.jobs();
            if (jobsUnderWay > 0 && jobsUnderWay + jobs > size.underWay()) {
                return;
            }
            ChunkedInputs.Taken taken = refused == null ? inputs.next(jobs) : refused;
            refused = taken;
            // Others may have filled the queue: wait for a place only when there is nothing else to wait for.
            Part part = submit(taken, jobsUnderWay == 0);
            if (part == null) {
                return;
            }
            refused = null;
            jobsUnderWay += taken.count();
            underWay.add(part);
            submitted(part);
        }
    }

    private @Nullable Part submit(ChunkedInputs.Taken taken, boolean waits) throws InterruptedException {
        Part part = new Part(taken.count());
        if (taken.count() > 1) {
            part.chunk = waits
                    ? pool.submitAll(each, taken.json(), taken.count(), part)
                    : pool.trySubmitAll(each, taken.json(), taken.count(), part);
            return part.chunk == null ? null : part;
        }
        JobRequest<O> request = each.withInput(taken.json());
        part.job = waits
                ? pool.submitFor(request, part::ended)
                : pool.trySubmit(request, part::ended).orElse(null);
        return part.job == null ? null : part;
    }

    /** Waits for what comes next. */
    abstract Ready<R> awaitNext() throws InterruptedException;

    /** In the order of the inputs. */
    void submitted(Part part) {}

    /** A chunk was answered, at least in part; in a thread that must not wait. */
    void answered(Part part, ChunkOutcome outcome) {}

    /** A job that was by itself is over; as above. */
    void ended(Part part, Job<O> job) {}

    void cancelAll() {
        underWay.forEach(Part::cancel);
    }

    /** What was submitted in one message: a chunk, or one job. */
    final class Part implements Chunk.Owner<O> {
        private @Nullable Chunk<O> chunk;
        private @Nullable Job<O> job;
        private final int count;
        private int toCome;

        Part(int count) {
            this.count = count;
            this.toCome = count;
        }

        @Override
        public void answered(ChunkOutcome outcome) {
            size.answered(outcome.ran(), outcome.elapsed(), outcome.answerBytes());
            ChunkedMapping.this.answered(this, outcome);
        }

        @Override
        public void ended(int index, Job<O> alone) {
            ended(alone);
        }

        void ended(Job<O> alone) {
            size.answered(1, alone.ran(), 0);
            ChunkedMapping.this.ended(this, alone);
        }

        void cancel() {
            if (chunk != null) {
                chunk.cancel();
            } else if (job != null) {
                job.cancel();
            }
        }

        private void handedOut() {
            if (--toCome == 0) {
                underWay.remove(this);
            }
        }
    }

    /** The element that the outcome of a job by itself is; waits for it. */
    final class Alone implements Ready<R> {
        private final Part part;
        private @Nullable Job<O> job;

        Alone(Part part, Job<O> job) {
            this.part = part;
            this.job = job;
        }

        @Override
        public boolean hasNext() {
            return job != null;
        }

        @Override
        public R next() throws InterruptedException {
            Job<O> over = job;
            if (over == null) {
                throw new IllegalStateException("it was handed out");
            }
            JobOutcome<O> outcome = over.outcome();
            job = null;
            part.handedOut();
            return elements.outcome(outcome);
        }
    }

    /** The elements that a chunk's outcomes are. */
    final class Together implements Ready<R> {
        private final Part part;
        private final @Nullable Chunk<O> others;
        private final @Nullable ChunkOutcome outcome;
        private final @Nullable Items results;
        private int next;

        /** @param others where those that went on by themselves are waited for, and handed out in their places; null for not here */
        Together(Part part, @Nullable Chunk<O> others, @Nullable ChunkOutcome outcome) {
            this.part = part;
            this.others = others;
            this.outcome = outcome;
            this.results = outcome != null && outcome.hasResults() ? outcome.results() : null;
        }

        @Override
        public boolean hasNext() {
            while (others == null && next < part.count && !has(next)) {
                skip();
            }
            return next < part.count;
        }

        private boolean has(int index) {
            return outcome != null && outcome.has(index);
        }

        private int skip() {
            if (results != null) {
                results.next();
            }
            return next++;
        }

        @Override
        public R next() throws InterruptedException {
            if (outcome == null || (others != null && !outcome.has(next))) {
                JobOutcome<O> alone = Objects.requireNonNull(others).alone(next).outcome();
                skip();
                part.handedOut();
                return elements.outcome(alone);
            }
            int index = skip();
            part.handedOut();
            if (results == null || !outcome.isOk(index)) {
                return elements.outcome(TypedOutcomes.withoutResult(outcome.notOk(index)));
            }
            try {
                return elements.result(read(results), outcome);
            } catch (ValueException e) {
                return elements.outcome(
                        TypedOutcomes.unreadable(each.resultType(), e, 1, outcome.worker(), outcome.elapsed()));
            }
        }
    }

    // The codec reads no other type, and null only for JSON's null.
    @SuppressWarnings({"unchecked", "NullAway"})
    private O read(Items results) throws ValueException {
        return (O) results.read(each.resultType());
    }

    private static final class Ordered<O extends @Nullable Object, R extends @Nullable Object>
            extends ChunkedMapping<O, R> {
        private final ArrayDeque<Part> parts = new ArrayDeque<>();

        Ordered(WorkerPool pool, Iterator<?> inputs, JobRequest<O> each, Elements<O, R> elements) {
            super(pool, inputs, each, elements);
        }

        @Override
        void submitted(Part part) {
            parts.addLast(part);
        }

        @Override
        Ready<R> awaitNext() throws InterruptedException {
            Part first = parts.getFirst();
            Chunk<O> chunk = first.chunk;
            Job<O> job = first.job;
            if (chunk != null) {
                chunk.await();
                parts.removeFirst();
                return new Together(first, chunk, chunk.outcome());
            }
            parts.removeFirst();
            return new Alone(first, Objects.requireNonNull(job));
        }
    }

    private static final class Unordered<O extends @Nullable Object, R extends @Nullable Object>
            extends ChunkedMapping<O, R> {
        private final CompletionQueue<Ready<R>> done = new CompletionQueue<>();

        Unordered(WorkerPool pool, Iterator<?> inputs, JobRequest<O> each, Elements<O, R> elements) {
            super(pool, inputs, each, elements);
        }

        @Override
        void answered(Part part, ChunkOutcome outcome) {
            done.add(new Together(part, null, outcome));
        }

        @Override
        void ended(Part part, Job<O> job) {
            done.add(new Alone(part, job));
        }

        @Override
        Ready<R> awaitNext() throws InterruptedException {
            return done.take();
        }
    }
}
