package dev.spindle.worker.runtime;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
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

    private final ToWorker.RunTask message;
    private final Outgoing outgoing;
    private final Map<String, SentSignal> signals = new HashMap<>();
    private volatile boolean cancelled;

    Attempt(ToWorker.RunTask message, Outgoing outgoing) {
        this.message = message;
        this.outgoing = outgoing;
    }

    long id() {
        return message.id();
    }

    String task() {
        return message.task();
    }

    RawJson input() {
        return message.input();
    }

    void cancel() {
        cancelled = true;
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
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("fraction", fraction > 0 ? Math.min(fraction, 1) : 0.0); // NaN, too, is no progress
        String cut = text.length() <= LONGEST_PROGRESS_CHARS ? text : text.substring(0, LONGEST_PROGRESS_CHARS);
        value.put("message", WellFormed.text(cut));
        try {
            outgoing.progress(id(), Values.write(value));
        } catch (ValueException e) {
            throw new IllegalStateException("a number and a string can always be written", e);
        }
    }

    @Override
    public int attempt() {
        return message.attempt();
    }
}
