package dev.spindle.coordinator;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes note of jobs as they end, for one thread that deals with their outcomes: many workers, no callback, no wake-up a job. Items may be
 * added from any thread; only one takes.
 *
 * @param <T> what stands for a job here
 */
public final class CompletionQueue<T> {
    private final ConcurrentLinkedQueue<T> ended = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Thread> waiting = new AtomicReference<>();

    /**
     * Submits the request, and adds what {@code item} makes of its job as soon as it has its outcome. Waits while the pool's queue is
     * full.
     *
     * @throws InterruptedException when the caller is interrupted meanwhile; the job was not accepted
     * @throws IllegalArgumentException when the input cannot be written as JSON
     * @throws java.util.concurrent.RejectedExecutionException when the pool is closed or broken
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the item holds the job
    public <O extends @Nullable Object> void submit(WorkerPool pool, JobRequest<O> request, Function<Job<O>, T> item)
            throws InterruptedException {
        pool.submitFor(request, job -> add(item.apply(job)));
    }

    /** As {@link #submit}, but false at once, and nothing submitted, when the pool's queue is full. */
    @SuppressWarnings("FutureReturnValueIgnored") // as above
    public <O extends @Nullable Object> boolean trySubmit(
            WorkerPool pool, JobRequest<O> request, Function<Job<O>, T> item) {
        return pool.trySubmit(request, job -> add(item.apply(job))).isPresent();
    }

    /** Adds an item that needed no job. */
    public void add(T item) {
        ended.add(item);
        Thread consumer = waiting.get();
        if (consumer != null && waiting.compareAndSet(consumer, null)) {
            LockSupport.unpark(consumer);
        }
    }

    /** The next item, or null when there is none now. */
    public @Nullable T poll() {
        return ended.poll();
    }

    /** Waits for the next item. */
    public T take() throws InterruptedException {
        for (T item = ended.poll(); ; item = ended.poll()) {
            if (item != null) {
                return item;
            }
            // Set before the last look: an item added after that look sees it.
            waiting.set(Thread.currentThread());
            if (ended.isEmpty()) {
                LockSupport.park(this);
            }
            waiting.set(null);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
