package dev.spindle.coordinator.lab.serialization;

import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.Transport;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.Sample;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.protocol.codec.MessageException;
import dev.spindle.protocol.codec.MessageReader;
import dev.spindle.protocol.codec.MessageWriter;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import dev.spindle.protocol.message.ToWorker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Hands one payload over in every way there is, again and again, and keeps what it took. Each step uses what the step before it made or
 * checks it, lest the compiler find that nobody needs it. For one thread.
 */
final class Trial<T> {
    /** The tasks of {@link dev.spindle.worker.lab.Same} are called so, with the shape behind. */
    private static final String TASK = "lab.";

    /** What a round takes is much the same for all payloads up to this many, and grows from there on. */
    private static final int SMALL_BYTES = 1 << 12;

    /** A thread that has slept for long wakes up slowly: so that this is not all there is, it wakes up so often at least. */
    private static final int LEAST_WAKES = 200;

    private final Payload<T> payload;
    private final Transport over;
    private final WorkerPool pool;
    private final MessageWriter writer;
    private final byte[] frame;
    private final Sample encode = new Sample();
    private final Sample decode = new Sample();
    private final Sample thread = new Sample();
    private final Sample job = new Sample();
    private final List<Long> jobs = new ArrayList<>();

    /**
     * Of one payload and one transport.
     *
     * @param pool whose one worker gets the jobs
     * @param writer shared by all trials, as a worker's is by its jobs
     */
    Trial(Payload<T> payload, Transport over, WorkerPool pool, MessageWriter writer) {
        this.over = over;
        this.pool = pool;
        this.payload = payload;
        this.writer = writer;
        try {
            encode();
        } catch (ValueException e) {
            throw new IllegalArgumentException(e);
        }
        this.frame = Arrays.copyOf(writer.bytes(), writer.length());
    }

    /** @param most how often to hand over a small payload; a large one less often */
    void round(int most, ExecutorService other) throws UnmeasuredException, InterruptedException {
        int times = (int) Math.max(1, Math.min(most, (long) most * SMALL_BYTES / payload.bytes()));
        try {
            for (int i = Math.max(times, LEAST_WAKES); i > 0; i--) {
                hand(other);
            }
            for (int i = times; i > 0; i--) {
                send();
            }
        } catch (ValueException | MessageException | ExecutionException e) {
            throw UnmeasuredException.of(payload.shape(), e);
        }
    }

    /** One job, not measured: its result must equal its input. */
    void check() throws UnmeasuredException, InterruptedException {
        try {
            if (!payload.hasValue(pool.submit(payload.task(), payload.value()).get())) {
                throw new UnmeasuredException(payload.shape() + " came back as something else", null);
            }
        } catch (ExecutionException e) {
            throw UnmeasuredException.of(payload.shape(), e);
        }
    }

    private void hand(ExecutorService other) throws ExecutionException, UnmeasuredException, InterruptedException {
        long began = System.nanoTime();
        T same = other.submit(() -> payload.value()).get();
        long ended = System.nanoTime();
        if (same != payload.value()) {
            throw new UnmeasuredException(payload.shape() + " is not the one that the thread got", null);
        }
        thread.add(ended - began);
    }

    private void send()
            throws ValueException, MessageException, ExecutionException, UnmeasuredException, InterruptedException {
        long began = System.nanoTime();
        encode();
        long encoded = System.nanoTime();
        Object copy = decode();
        long decoded = System.nanoTime();
        Job<T> run = pool.submit(payload.task(), payload.value());
        T result = run.get();
        long ended = System.nanoTime();
        if (writer.length() != frame.length || copy == null || copy == result || result == payload.value()) {
            throw new UnmeasuredException(payload.shape() + " was not copied as it should be", null);
        }
        encode.add(encoded - began);
        decode.add(decoded - encoded);
        job.add(ended - decoded);
        jobs.add(run.number());
    }

    /** From the object to the message's bytes, as the coordinator does it. */
    private void encode() throws ValueException {
        writer.encode(new ToWorker.RunTask(1, TASK + payload.shape(), Values.write(payload.value()), 1, 1));
    }

    /** From the message's bytes to the object, as the worker does it. */
    private @Nullable Object decode() throws MessageException, ValueException {
        ToWorker.RunTask message = (ToWorker.RunTask) MessageReader.toWorker(frame, 0, frame.length);
        return Values.read(message.input(), payload.type());
    }

    /** The mean of the logarithms of what each way took, in the middle: a change by a hundredth anywhere weighs the same. */
    double level() {
        double sum = 0;
        for (Sample each : List.of(encode, decode, thread, job)) {
            sum += Math.log(Math.max(1, each.spread().median()));
        }
        return sum / 4;
    }

    /** Forgets what was measured. */
    void clear() {
        for (Sample each : List.of(encode, decode, thread, job)) {
            each.clear();
        }
        jobs.clear();
    }

    int bytes() {
        return payload.bytes();
    }

    /** What was measured since the last {@link #clear}, together with what the wire took meanwhile. */
    Row row(Map<WorkerPool, Wire> wires) throws UnmeasuredException {
        Wire wire = Objects.requireNonNull(wires.get(pool));
        Sample to = new Sample();
        Sample back = new Sample();
        for (long number : jobs) {
            to.add(wire.toWorker(number, payload.bytes()));
            back.add(wire.fromWorker(number, payload.bytes()));
        }
        return new Row(
                payload.shape(),
                over,
                payload.items(),
                payload.bytes(),
                jobs.size(),
                encode.spread(),
                to.spread(),
                decode.spread(),
                back.spread(),
                job.spread(),
                thread.spread());
    }
}
