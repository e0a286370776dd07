package dev.spindle.benchmarks.programs;

import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.Transport;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.protocol.Blob;
import dev.spindle.worker.lab.Same;
import dev.spindle.worker.tasks.Prime;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Spindle, as an embedder uses it. */
final class SpindlePool implements Pool {
    private final WorkerPool pool;
    private final boolean decoding;

    /** @param decoding whether the task turns its input into an object and back, as most do, and does not pass on its bytes */
    SpindlePool(int workers, String transport, boolean decoding, boolean mapping) {
        this.decoding = decoding;
        // Chunks are for maps: jobs of their own travel alone all the same, but more of them would wait.
        PoolBuilder builder = WorkerPool.builder()
                .workers(workers)
                .heap("512m")
                .transport(Transport.valueOf(transport.toUpperCase(Locale.ROOT)));
        pool = (mapping ? builder.chunkAutomatically() : builder).build();
    }

    @Override
    public Future<?> echo(Object value) throws InterruptedException {
        if (value instanceof Blob blob) {
            return pool.submit(SameBlob.class, blob);
        }
        if (!decoding) {
            return pool.submit("echo", value, value.getClass());
        }
        return value instanceof String text
                ? pool.submit(Same.OfString.class, text)
                : pool.submit(Same.OfDoubles.class, (double[]) value);
    }

    @Override
    public Future<?> sleep(int millis) throws InterruptedException {
        return pool.submit("sleep", millis, Object.class);
    }

    @Override
    public Job<Boolean> prime(long number) throws InterruptedException {
        return pool.submit(Prime.class, number);
    }

    @Override
    public void successors(int count) {
        try (Stream<Integer> results =
                pool.map(Successor.class, IntStream.range(0, count).boxed())) {
            int last = 0;
            for (Iterator<Integer> each = results.iterator(); each.hasNext(); ) {
                Rounds.check(each.next() == ++last);
            }
            Rounds.check(last == count);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
