package dev.spindle.benchmarks.programs;

import dev.spindle.protocol.Blob;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The workloads, as any of Java's pools can be asked for them. */
final class Workloads {
    private Workloads() {}

    static String roundTrips(Pool pool, int count) throws Exception {
        long[] took = new long[count];
        for (int i = 0; i < count; i++) {
            long sent = System.nanoTime();
            Object result = pool.echo(i).get();
            took[i] = System.nanoTime() - sent;
            Rounds.check(result.equals(i));
        }
        return Rounds.times(took);
    }

    static String echoes(Pool pool, int count) throws Exception {
        List<Future<?>> handles = new ArrayList<>(count);
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            handles.add(pool.echo(i));
        }
        for (int i = 0; i < count; i++) {
            Rounds.check(handles.get(i).get().equals(i));
        }
        return Rounds.seconds(System.nanoTime() - began);
    }

    static String chunkedMap(Pool pool, int count) throws Exception {
        long began = System.nanoTime();
        pool.successors(count);
        return Rounds.seconds(System.nanoTime() - began);
    }

    static String payloads(Pool pool, int count, Object payload) throws Exception {
        long[] took = new long[count];
        for (int i = 0; i < count; i++) {
            long sent = System.nanoTime();
            Object result = pool.echo(payload).get();
            took[i] = System.nanoTime() - sent;
            Rounds.check(Objects.deepEquals(result, payload));
        }
        return Rounds.times(took);
    }

    /** A string of so many bytes, or so many doubles: an array, or packed. */
    static Object payload(String kind, int size) {
        if (kind.equals("text")) {
            return "x".repeat(size);
        }
        double[] numbers = new double[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = i / 7.0;
        }
        return kind.equals("packed") ? Blob.ofDoubles(numbers) : numbers;
    }

    /** Jobs of 5 ms; when a tenth of them is done, the first worker gets a SIGKILL. */
    static String killedWorker(Pool pool, int count) throws Exception {
        List<Future<?>> handles = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            handles.add(pool.sleep(5));
        }
        handles.get(count / 10).get();
        ProcessHandle.current().children().findFirst().orElseThrow().destroyForcibly();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5) + TimeUnit.MILLISECONDS.toNanos(20L * count);
        int right = 0;
        int failed = 0;
        int unsettled = 0;
        for (Future<?> handle : handles) {
            try {
                // No time at all is too short for some pools, even where the result is there.
                long patience = Math.max(TimeUnit.MILLISECONDS.toNanos(1), deadline - System.nanoTime());
                handle.get(patience, TimeUnit.NANOSECONDS);
                right++;
            } catch (ExecutionException | CancellationException e) {
                failed++;
            } catch (TimeoutException e) {
                unsettled++;
            }
        }
        return "{\"right\":" + right + ",\"failed\":" + failed + ",\"unsettled\":" + unsettled + "}";
    }
}
