package dev.spindle.worker.runtime;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.ToWorker;
import dev.spindle.worker.Signal;
import dev.spindle.worker.TaskContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** One try of a job, from its message to its answer, as its task sees it. Thread-safe. */
final class Attempt implements TaskContext {
    /** More than people read; keeps news far below any cap. */
    private static final int LONGEST_PROGRESS_CHARS = 1 << 10;

    private final long id;
    private final String task;
    private final RawJson input;
    private final int number;
    private final boolean isChunk;
    private final Outgoing outgoing;
    private final Map<String, SentSignal> signals = new HashMap<>();
    private volatile boolean cancelled;
    private volatile boolean restCancelled;

    private Attempt(long id, String task, RawJson input, int number, boolean isChunk, Outgoing outgoing) {
        this.id = id;
        this.task = task;
        this.input = input;
        this.number = number;
        this.isChunk = isChunk;
        this.outgoing = outgoing;
    }

    static Attempt of(ToWorker.RunTask message, Outgoing outgoing) {
        return new Attempt(message.id(), message.task(), message.input(), message.attempt(), false, outgoing);
    }

    /** Of several jobs together. */
    static Attempt of(ToWorker.RunAll message, Outgoing outgoing) {
        return new Attempt(message.id(), message.task(), message.inputs(), 1, true, outgoing);
    }

    long id() {
        return id;
    }

    String task() {
        return task;
    }

    /** The job's; of a chunk the array of all. */
    RawJson input() {
        return input;
    }

    boolean isChunk() {
        return isChunk;
    }

    void cancel() {
        cancelled = true;
    }

    /** No further job of this chunk begins; the one that runs may end. */
    void cancelRest() {
        restCancelled = true;
    }

    /** Whether no further job of this chunk is to begin. */
    boolean endsHere() {
        return cancelled || restCancelled;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public Signal signal(String name) {
        return sentSignal(name);
    }

    /** The signal {@code name}, made by whoever asks first: the coordinator may set it before the task knows it. */
    SentSignal sentSignal(String name) {
        synchronized (signals) {
            SentSignal signal = signals.get(name);
            if (signal == null) {
                signal = new SentSignal();
                signals.put(name, signal);
            }
            return signal;
        }
    }

    @Override
    public void progress(double fraction, String text) {
        progress(FromWorker.NO_ITEM, fraction, text);
    }

    /** Of the job {@code item} of a chunk. */
    void progress(int item, double fraction, String text) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("fraction", fraction > 0 ? Math.min(fraction, 1) : 0.0); // NaN, too, is no progress
        String cut = text.length() <= LONGEST_PROGRESS_CHARS ? text : text.substring(0, LONGEST_PROGRESS_CHARS);
        value.put("message", WellFormed.text(cut));
        try {
            outgoing.progress(id, item, Values.write(value));
        } catch (ValueException e) {
            throw new IllegalStateException("a number and a string can always be written", e);
        }
    }

    @Override
    public int attempt() {
        return number;
    }
}
