package dev.spindle.coordinator;

import dev.spindle.worker.Task;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A stream of inputs to a stream of jobs that are done: keeps as many under way as the pool's queue holds, takes the next input only when
 * one of them was handed out. Used by one thread, as a stream's iterator is.
 */
abstract class Mapping<I extends @Nullable Object, O extends @Nullable Object> implements Iterator<Job<O>> {
    private final WorkerPool pool;
    private final Iterator<? extends I> inputs;
    private final Function<I, JobRequest<O>> requests;
    private @Nullable JobRequest<O> next;

    private Mapping(WorkerPool pool, Iterator<? extends I> inputs, Function<I, JobRequest<O>> requests) {
        this.pool = pool;
        this.inputs = inputs;
        this.requests = requests;
    }

    /** The results, in the order of the inputs or as they come. */
    static <I extends @Nullable Object, O extends @Nullable Object> Stream<O> results(
            WorkerPool pool, Class<? extends Task<I, O>> task, Stream<? extends I> inputs, boolean inOrder) {
        if (pool.config().sendsChunks()) {
            return chunked(pool, task, inputs, inOrder, new ChunkedMapping.Elements<O, O>() {
                @Override
                public O result(O result, ChunkOutcome of) {
                    return result;
                }

                @Override
                public O outcome(JobOutcome<O> outcome) {
                    return resultOf(outcome);
                }
            });
        }
        Iterator<? extends I> each = inputs.iterator();
        JobRequest<O> request = JobRequest.of(task);
        Function<I, JobRequest<O>> requests = request::withInput;
        Mapping<I, O> jobs = inOrder ? new Ordered<>(pool, each, requests) : new Unordered<>(pool, each, requests);
        return stream(jobs, jobs::cancelAll, inputs).map(done -> resultOf(outcomeOf(done)));
    }

    /** The outcomes, in the order of the inputs. */
    static <I extends @Nullable Object, O extends @Nullable Object> Stream<JobOutcome<O>> outcomes(
            WorkerPool pool, Class<? extends Task<I, O>> task, Stream<? extends I> inputs) {
        if (pool.config().sendsChunks()) {
            return chunked(pool, task, inputs, true, new ChunkedMapping.Elements<O, JobOutcome<O>>() {
                @Override
                public JobOutcome<O> result(O result, ChunkOutcome of) {
                    return new JobOutcome.Succeeded<>(result, 1, of.worker(), of.elapsed());
                }

                @Override
                public JobOutcome<O> outcome(JobOutcome<O> outcome) {
                    return outcome;
                }
            });
        }
        JobRequest<O> request = JobRequest.of(task);
        Mapping<I, O> jobs = new Ordered<>(pool, inputs.iterator(), request::withInput);
        return stream(jobs, jobs::cancelAll, inputs).map(Mapping::outcomeOf);
    }

    private static <I extends @Nullable Object, O extends @Nullable Object, R extends @Nullable Object>
            Stream<R> chunked(
                    WorkerPool pool,
                    Class<? extends Task<I, O>> task,
                    Stream<? extends I> inputs,
                    boolean inOrder,
                    ChunkedMapping.Elements<O, R> elements) {
        ChunkedMapping<O, R> mapping =
                ChunkedMapping.of(pool, inputs.iterator(), JobRequest.of(task), inOrder, elements);
        return stream(mapping, mapping::cancelAll, inputs);
    }

    private static <T extends @Nullable Object> Stream<T> stream(
            Iterator<T> elements, Runnable cancelAll, Stream<?> inputs) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(elements, Spliterator.ORDERED), false)
                .onClose(cancelAll)
                .onClose(inputs::close);
    }

    private static <O extends @Nullable Object> JobOutcome<O> outcomeOf(Job<O> done) {
        try {
            return done.outcome();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobException(e);
        }
    }

    private static <O extends @Nullable Object> O resultOf(JobOutcome<O> outcome) {
        try {
            return TypedOutcomes.resultOf(outcome);
        } catch (ExecutionException e) {
            throw new JobException(e.getCause() == null ? e : e.getCause());
        } catch (CancellationException e) {
            throw new JobException(e);
        }
    }

    abstract int underWay();

    abstract Optional<Job<O>> trySubmit(JobRequest<O> request);

    abstract void submit(JobRequest<O> request) throws InterruptedException;

    abstract Job<O> takeDone() throws InterruptedException;

    abstract void cancelAll();

    WorkerPool pool() {
        return pool;
    }

    @Override
    public boolean hasNext() {
        return underWay() > 0 || next != null || inputs.hasNext();
    }

    @Override
    public Job<O> next() {
        try {
            int limit = pool.config().queueCapacity();
            while (underWay() < limit && (next != null || inputs.hasNext())) {
                JobRequest<O> request = next == null ? requests.apply(inputs.next()) : next;
                next = request;
                // Others may have filled the queue: wait for a place only when there is nothing else to wait for.
                if (underWay() == 0) {
                    submit(request);
                } else if (trySubmit(request).isEmpty()) {
                    break;
                }
                next = null;
            }
            return takeDone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancelAll();
            throw new JobException(e);
        }
    }

    private static final class Ordered<I extends @Nullable Object, O extends @Nullable Object> extends Mapping<I, O> {
        private final ArrayDeque<Job<O>> jobs = new ArrayDeque<>();

        Ordered(WorkerPool pool, Iterator<? extends I> inputs, Function<I, JobRequest<O>> requests) {
            super(pool, inputs, requests);
        }

        @Override
        int underWay() {
            return jobs.size();
        }

        @Override
        Optional<Job<O>> trySubmit(JobRequest<O> request) {
            Optional<Job<O>> job = pool().trySubmit(request);
            job.ifPresent(jobs::addLast);
            return job;
        }

        @Override
        void submit(JobRequest<O> request) throws InterruptedException {
            jobs.addLast(pool().submit(request));
        }

        @Override
        Job<O> takeDone() throws InterruptedException {
            Job<O> first = jobs.removeFirst();
            try {
                first.outcome();
            } catch (InterruptedException e) {
                jobs.addFirst(first);
                throw e;
            }
            return first;
        }

        @Override
        void cancelAll() {
            jobs.forEach(Job::cancel);
        }
    }

    private static final class Unordered<I extends @Nullable Object, O extends @Nullable Object> extends Mapping<I, O> {
        private final CompletionQueue<Job<O>> done = new CompletionQueue<>();
        private final Set<Job<O>> jobs = new HashSet<>();

        Unordered(WorkerPool pool, Iterator<? extends I> inputs, Function<I, JobRequest<O>> requests) {
            super(pool, inputs, requests);
        }

        @Override
        int underWay() {
            return jobs.size();
        }

        @Override
        Optional<Job<O>> trySubmit(JobRequest<O> request) {
            Optional<Job<O>> job = pool().trySubmit(request, done::add);
            job.ifPresent(jobs::add);
            return job;
        }

        @Override
        void submit(JobRequest<O> request) throws InterruptedException {
            jobs.add(pool().submitFor(request, done::add));
        }

        @Override
        Job<O> takeDone() throws InterruptedException {
            Job<O> job = done.take();
            jobs.remove(job);
            return job;
        }

        @Override
        void cancelAll() {
            jobs.forEach(Job::cancel);
        }
    }
}
