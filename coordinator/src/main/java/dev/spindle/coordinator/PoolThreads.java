package dev.spindle.coordinator;

import java.time.Duration;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The threads of a pool beside those of each worker: the ticker, callbacks of callers, the listener's, writers of large messages. */
final class PoolThreads {
    /** While so much news waits for the listener, what workers print is dropped, and counted; no other news ever is. */
    private static final int NEWS_WAITING = 100_000;

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    /** The pool whose callbacks or listener the current thread runs; none for threads of other people. */
    private static final ThreadLocal<@Nullable PoolThreads> SERVES = new ThreadLocal<>();

    private final PoolListener listener;
    private final ExecutorService callbacks = Executors.newCachedThreadPool(named("callback"));
    private final ExecutorService writers = Executors.newCachedThreadPool(named("writer"));
    private final ThreadPoolExecutor news =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("listener"));
    private final AtomicLong dropped = new AtomicLong();
    private @Nullable Thread exitHook;

    PoolThreads(PoolListener listener) {
        this.listener = listener;
        news.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory named(String duty) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "spindle-" + duty + "-" + count.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }

    void startTicker(Runnable ticker) {
        named("ticker").newThread(ticker).start();
    }

    /** Runs {@code last} when the JVM goes down before {@link #close}. */
    void atExit(Runnable last) {
        Thread hook = new Thread(last, "spindle-exit");
        exitHook = hook;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    Executor writers() {
        return work -> {
            try {
                writers.execute(work);
            } catch (RejectedExecutionException closedAlready) {
                // there is nobody left to write to
            }
        };
    }

    void callback(Runnable callback) {
        try {
            callbacks.execute(() -> {
                SERVES.set(this);
                callback.run();
            });
        } catch (RejectedExecutionException closedAlready) {
            ForkJoinPool.commonPool().execute(callback);
        }
    }

    boolean hasListener() {
        return listener != PoolListener.NONE;
    }

    /** As {@link #news}, for what workers print: there may be more of it than the listener can take. */
    void printed(Consumer<PoolListener> told) {
        if (hasListener() && news.getQueue().size() >= NEWS_WAITING) {
            dropped.incrementAndGet();
        } else {
            news(told);
        }
    }

    void news(Consumer<PoolListener> told) {
        if (!hasListener()) {
            return;
        }
        try {
            news.execute(() -> {
                SERVES.set(this);
                long lost = dropped.getAndSet(0);
                if (lost > 0) {
                    listener.stderr(-1, -1, lost + " lines came faster than they were taken and are not shown");
                }
                told.accept(listener);
            });
        } catch (RejectedExecutionException closedAlready) {
            // nobody listens any more
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
        news.shutdown();
        if (SERVES.get() == this) {
            return; // it would wait for itself
        }
        long end = System.nanoTime() + LAST_WORDS.toNanos();
        try {
            callbacks.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (!news.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                news.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
