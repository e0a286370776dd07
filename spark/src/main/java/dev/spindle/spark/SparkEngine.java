package dev.spindle.spark;

import dev.spindle.coordinator.batch.Batch;
import dev.spindle.coordinator.batch.BatchEngine;
import dev.spindle.coordinator.batch.BatchResult;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.concurrent.ExecutionContext$;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/** A Spark application; each batch is a job of one task in it. */
final class SparkEngine implements BatchEngine {
    /** An application that its master ends fails its jobs first, as if by themselves. */
    private static final long SECONDS_TO_END = 1;

    /** To count them costs the more the more there are. */
    private static final long FRESH_NANOS = 100_000_000;

    private static final Seq<Object> ONLY_PARTITION = BatchRdd.seq(List.of(0));

    private final SparkContext context;
    private final String application;
    private final Broadcast<ExecutorSetup> setup;
    private final @Nullable PartsFolder parts;
    private final Listener listener;
    private final Callbacks callbacks = new Callbacks();
    private final ExecutionContext onCallbacks = ExecutionContext$.MODULE$.fromExecutor(callbacks);
    /** Whoever removes a batch tells of it. */
    private final Set<Outstanding> outstanding = ConcurrentHashMap.newKeySet();

    private volatile int slots;
    private volatile long slotsAt = System.nanoTime() - FRESH_NANOS - 1;
    private volatile boolean cancelled;
    private volatile @Nullable String ended;

    /** A batch under way; not a record, as each is equal to itself alone. */
    private static final class Outstanding {
        private final Batch batch;

        Outstanding(Batch batch) {
            this.batch = batch;
        }
    }

    /** @param parts where results are written; null where they come back */
    SparkEngine(SparkContext context, ExecutorSetup setup, @Nullable PartsFolder parts, Listener listener) {
        this.context = context;
        this.application = setup.application();
        this.setup = context.broadcast(setup, ClassTag$.MODULE$.apply(ExecutorSetup.class));
        this.parts = parts;
        this.listener = listener;
        context.addSparkListener(new SparkListener() {
            @Override
            public void onApplicationEnd(SparkListenerApplicationEnd end) {
                ended("the Spark application has ended");
            }
        });
    }

    @Override
    public int slots() {
        long now = System.nanoTime();
        if (now - slotsAt > FRESH_NANOS) {
            slots = count();
            slotsAt = now;
        }
        return slots;
    }

    private int count() {
        if (context.isStopped()) {
            return 0;
        }
        try {
            boolean hasExecutors =
                    context.isLocal() || context.statusTracker().getExecutorInfos().length > 1; // one is the driver
            return hasExecutors
                    ? Math.max(1, context.defaultParallelism() / context.conf().getInt("spark.task.cpus", 1))
                    : 0;
        } catch (IllegalStateException e) {
            return 0; // it was stopped meanwhile
        }
    }

    @Override
    public void submit(Batch batch) {
        if (cancelled) {
            return;
        }
        Outstanding one = new Outstanding(batch);
        outstanding.add(one);
        try {
            run(one);
        } catch (IllegalStateException e) { // it is stopped
            ended(Failure.line(e));
        }
        String end = ended;
        if (end != null) {
            callbacks.execute(() -> broken(one, end)); // its job may have come too late to be failed
        }
    }

    private void run(Outstanding one) {
        context.setInterruptOnCancel(true);
        context.setCallSite("batch"); // else each looks through the stack for a name
        AtomicReference<BatchResult> result = new AtomicReference<>();
        context.submitJob(
                        new BatchRdd(context, setup, one.batch),
                        new OnlyElement(),
                        ONLY_PARTITION,
                        (partition, value) -> {
                            result.set(value);
                            return BoxedUnit.UNIT;
                        },
                        result::get)
                .onComplete(end -> over(one, end), onCallbacks);
    }

    /** Whatever happens here, the batch is told of. */
    private BoxedUnit over(Outstanding one, Try<BatchResult> end) {
        try {
            tell(one, end);
        } catch (RuntimeException | Error e) {
            broken(one, Failure.line(e));
        }
        return BoxedUnit.UNIT;
    }

    private void tell(Outstanding one, Try<BatchResult> end) {
        if (end.isSuccess()) {
            succeeded(one, end.get());
            return;
        }
        Throwable thrown = end.failed().get();
        String pool = Failure.ofPool(thrown);
        if (pool != null) {
            broken(one, pool);
        } else {
            callbacks.later(() -> failed(one, Failure.line(thrown)), SECONDS_TO_END);
        }
    }

    private void succeeded(Outstanding one, BatchResult result) {
        if (!take(one)) {
            return;
        }
        BatchResult told = result;
        if (parts != null && result.part() != null) {
            try {
                told = result.inFile(parts.accept(result.part(), one.batch.firstLine()));
            } catch (IOException e) {
                listener.broken(one.batch, "cannot have a part: " + Failure.line(e));
                return;
            }
        }
        listener.ended(one.batch, told);
    }

    private void failed(Outstanding one, String why) {
        if (ended != null || context.isStopped()) {
            ended(why);
            broken(one, "Spark ended the application: " + why);
        } else if (take(one)) {
            listener.lost(one.batch, why);
        }
    }

    private void broken(Outstanding one, String why) {
        if (take(one)) {
            listener.broken(one.batch, why);
        }
    }

    private boolean take(Outstanding one) {
        return outstanding.remove(one) && !cancelled;
    }

    /** The application is no more, for whatever reason. */
    private void ended(String why) {
        if (ended == null) {
            ended = why;
        }
        callbacks.later(() -> outstanding.forEach(each -> broken(each, why)), 2 * SECONDS_TO_END);
    }

    @Override
    public void cancel() {
        cancelled = true;
        outstanding.clear();
        try {
            context.cancelAllJobs();
        } catch (IllegalStateException e) {
            // it is stopped, and its jobs with it
        }
    }

    @Override
    public void write(String file, byte[] bytes) throws IOException {
        Objects.requireNonNull(parts, "no parts were asked for").writeWhole(file, bytes);
    }

    @Override
    public void close() {
        cancelled = true;
        outstanding.clear();
        context.stop();
        callbacks.close();
        ExecutorPool.close(application);
        if (parts != null) {
            parts.clear();
            parts.close();
        }
    }
}
