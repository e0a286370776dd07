package dev.spindle.worker.lab;

import dev.spindle.worker.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What happens in {@link InThreads}, from the first job to the last. For one thread, beside those of the pool. */
final class Course {
    private static final long MEETING_MILLIS = 200;
    private static final long PATIENCE_MILLIS = 5_000;

    private final InThreads.Order order;
    private final TaskContext context;
    private final ExecutorService pool;
    private final List<FutureTask<Verdict>> others = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private @Nullable Double nextMillis;

    Course(InThreads.Order order, TaskContext context, ExecutorService pool) {
        this.order = order;
        this.context = context;
        this.pool = pool;
        for (int number = 0; number < order.others(); number++) {
            int each = number; // made before: there may be no memory for them later
            others.add(new FutureTask<>(() -> told(Verdict.ofRun(each))));
        }
    }

    /** Told at once, but not where there may be no memory to tell it with: what threads do to their JVM is the question then, not this. */
    private Verdict told(Verdict verdict) {
        if (order.how() != Misbehaviour.OUT_OF_MEMORY) {
            context.progress(0, verdict.name());
        }
        return verdict;
    }

    Remains run() throws InterruptedException {
        int half = order.others() / 2;
        others.subList(0, half / 2).forEach(pool::execute);
        Future<?> misbehaving = pool.submit(this::misbehave);
        others.subList(half / 2, half).forEach(pool::execute);
        String bad = endOf(misbehaving);
        afterwards(half);
        Verdicts verdicts = new Verdicts();
        for (FutureTask<Verdict> other : others) {
            verdicts.add(verdictOf(other));
        }
        return verdicts.remains(slots(), nextMillis, bad);
    }

    private Object misbehave() throws Exception {
        try {
            return Misbehave.go(order.how(), context);
        } finally {
            end.countDown();
        }
    }

    private String endOf(Future<?> misbehaving) throws InterruptedException {
        try {
            misbehaving.get(order.limitMillis(), TimeUnit.MILLISECONDS);
            return "returned";
        } catch (ExecutionException e) {
            return e.getCause() == null ? "failed" : e.getCause().getClass().getSimpleName();
        } catch (TimeoutException e) {
            misbehaving.cancel(true); // all that Java has: there is no way to end a thread that does not listen
            return end.await(order.graceMillis(), TimeUnit.MILLISECONDS) ? "interrupted" : "cannot be stopped";
        }
    }

    private void afterwards(int half) throws InterruptedException {
        long began = System.nanoTime();
        FutureTask<Verdict> next = others.get(half);
        pool.execute(next);
        if (verdictOf(next) == Verdict.RIGHT) {
            nextMillis = (System.nanoTime() - began) / 1e6;
        }
        others.subList(half + 1, order.others()).forEach(pool::execute);
    }

    private static Verdict verdictOf(FutureTask<Verdict> other) throws InterruptedException {
        try {
            return other.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return Verdict.FAILED;
        }
    }

    /** As many as meet, each waiting for the others, run at a time. */
    private int slots() throws InterruptedException {
        CountDownLatch all = new CountDownLatch(order.threads());
        AtomicInteger arrived = new AtomicInteger();
        for (int i = 0; i < order.threads(); i++) {
            pool.execute(new FutureTask<>(() -> {
                arrived.incrementAndGet();
                all.countDown();
                return all.await(2 * MEETING_MILLIS, TimeUnit.MILLISECONDS);
            }));
        }
        return all.await(MEETING_MILLIS, TimeUnit.MILLISECONDS) ? order.threads() : arrived.get();
    }
}
