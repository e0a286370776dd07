package dev.spindle.coordinator;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The threads of a pool beside those of each worker: the ticker, callbacks of callers and of listeners, writers of large messages. */
final class PoolThreads {
    /** So many callbacks and listeners run at a time; further ones wait for their turn. */
    private static final int MOST_CALLBACKS = 256;

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    /** The pool whose callbacks or listener the current thread runs; none for threads of other people. */
    private static final ThreadLocal<@Nullable PoolThreads> SERVES = new ThreadLocal<>();

    private final PoolListener listener;
    private final ThreadPoolExecutor callbacks = new ThreadPoolExecutor(
            MOST_CALLBACKS, MOST_CALLBACKS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("callback"));
    private final ExecutorService writers = Executors.newCachedThreadPool(named("writer"));
    private final NewsQueue news;
    /** Of jobs that have listeners: those with something to tell. */
    private final Set<NewsQueue> jobNews = ConcurrentHashMap.newKeySet();

    private @Nullable Thread exitHook;

    PoolThreads(PoolListener listener) {
        this.listener = listener;
        callbacks.allowCoreThreadTimeOut(true);
        this.news = new NewsQueue(
                this::callback,
                ConcurrentHashMap.newKeySet(),
                missing ->
                        listener.stderr(-1, -1, missing + " lines came faster than they were taken and are not shown"));
    }

    private static ThreadFactory named(String duty) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "spindle-" + duty + "-" + count.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Runs {@code work} in a thread of its own. */
    void start(String duty, Runnable work) {
        named(duty).newThread(work).start();
    }

    /**
     * Runs {@code last} when the JVM goes down before {@link #close}.
     *
     * @throws RejectedExecutionException when it goes down already
     */
    void atExit(Runnable last) {
        Thread hook = new Thread(last, "spindle-exit");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            throw new RejectedExecutionException("no pool can be built: the JVM is shutting down", e);
        }
        exitHook = hook;
    }

    Executor writers() {
        return work -> {
            try {
                writers.execute(work);
            } catch (RejectedExecutionException closedAlready) {
                // there is nobody left to write to
            } catch (OutOfMemoryError noThreadToBeHad) {
                work.run(); // the worker always reads, so this waits, but not for ever
            }
        };
    }

    /** Not under the pool's lock: where there is no thread to be had, the caller's must do. */
    void callback(Runnable callback) {
        Runnable served = () -> {
            SERVES.set(this);
            callback.run();
        };
        try {
            callbacks.execute(served);
        } catch (RejectedExecutionException closedAlready) {
            ForkJoinPool.commonPool().execute(callback);
        } catch (OutOfMemoryError noFurtherThread) {
            if (callbacks.getPoolSize() > 0) {
                callbacks.getQueue().add(served);
            } else {
                callback.run();
            }
        }
    }

    NewsQueue jobNews(LongConsumer dropped) {
        return new NewsQueue(this::callback, jobNews, dropped);
    }

    boolean hasListener() {
        return listener != PoolListener.NONE;
    }

    /** Whether it is worth while to tell what jobs print and how far they are. */
    boolean hearsJobs() {
        return hasListener() && !LoggingListener.passesOver(listener);
    }

    /** As {@link #news}, for what jobs say, {@code length} bytes or characters: there may be more of it than the listener can take. */
    void said(int length, Consumer<PoolListener> told) {
        if (hasListener()) {
            news.offer(() -> told.accept(listener), length);
        }
    }

    /** Tells what was added; not under the pool's lock. */
    void tellNews() {
        if (hasListener()) {
            news.start();
        }
    }

    /** Adds what must be told; {@link #tellNews} then tells it. */
    void news(Consumer<PoolListener> told) {
        if (hasListener()) {
            news.add(() -> told.accept(listener));
        }
    }

    /** Lets callbacks and news that wait run to their end, for a bounded time. */
    void close() {
        Thread hook = exitHook;
        try {
            if (hook != null) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        } catch (IllegalStateException goingDown) {
            // it runs, or has run
        }
        writers.shutdown();
        callbacks.shutdown();
        if (SERVES.get() == this) {
            return; // it would wait for itself
        }
        try {
            callbacks.awaitTermination(LAST_WORDS.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        news.forget();
        jobNews.forEach(NewsQueue::hurry);
    }
}
