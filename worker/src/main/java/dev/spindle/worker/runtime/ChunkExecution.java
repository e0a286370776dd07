package dev.spindle.worker.runtime;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.ChunkResult;
import dev.spindle.protocol.codec.Items;
import dev.spindle.protocol.codec.ItemsWriter;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.worker.Signal;
import dev.spindle.worker.TaskContext;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A chunk's way from its inputs to its one answer: its jobs run in order, and what one of them throws is that job's error. One that was not
 * run has the error -32800: when the chunk is cancelled, when the JVM is in doubt, or when the answer is long enough.
 */
final class ChunkExecution {
    /** Past so many bytes an answer gains nothing by further results, and they would have to stand in memory. */
    private static final int LONG_ENOUGH = 1 << 20;
    /** What an error is taken to be, in bytes: most of it a stack. */
    private static final int ERROR_BYTES = 1 << 12;

    private static final ErrorObject NOT_RUN = new ErrorObject(ErrorObject.CANCELLED, "not run in this chunk", null);

    private final Attempt attempt;
    private final Execution execution;
    private final Outgoing outgoing;
    private final StdioGuard stdio;
    private final ItemsWriter results = new ItemsWriter();
    private final Map<Integer, ErrorObject> errors = new HashMap<>();

    ChunkExecution(Attempt attempt, Execution execution, Outgoing outgoing, StdioGuard stdio) {
        this.attempt = attempt;
        this.execution = execution;
        this.outgoing = outgoing;
        this.stdio = stdio;
    }

    FromWorker run() throws ValueException {
        Stopwatch stopwatch = execution.stopwatch();
        stopwatch.begin(true);
        RegisteredTask task = execution.task();
        if (task == null) {
            return execution.unknownTask();
        }
        Items inputs = Items.of(attempt.input());
        for (int i = 0; inputs.next(); i++) {
            // Before the look: what interrupts the thread from here on is either seen or meant for this job.
            Thread.interrupted();
            if (attempt.endsHere() || execution.isLast() || isLongEnough()) {
                fail(i, NOT_RUN);
            } else {
                outgoing.beginItem(i);
                run(i, inputs, task);
                stopwatch.encoded();
                stdio.endOfJob();
            }
        }
        execution.ended();
        RawJson answer = ChunkResult.write(results.take(), errors);
        stopwatch.encoded();
        return new FromWorker.Result(attempt.id(), answer, stopwatch.spent());
    }

    private boolean isLongEnough() {
        return results.length() + errors.size() * ERROR_BYTES > LONG_ENOUGH;
    }

    private void run(int item, Items inputs, RegisteredTask task) throws ValueException {
        Object input;
        try {
            Thread.currentThread().setContextClassLoader(task.loader());
            input = inputs.read(task.inputType());
            execution.stopwatch().decoded();
        } catch (Throwable e) {
            fail(item, execution.error(ErrorObject.INVALID_PARAMS, task.name() + " cannot read its input: ", e));
            return;
        }
        Object result;
        try {
            if (attempt.isCancelled()) {
                throw new CancellationException("cancelled before it started");
            }
            result = task.run(input, new Context(item));
            execution.stopwatch().ran();
        } catch (Throwable e) {
            execution.stopwatch().ran();
            fail(item, execution.error(execution.codeOf(e), "", e));
            return;
        }
        try {
            results.add(result);
        } catch (Throwable e) {
            fail(item, execution.error(ErrorObject.RESULT_NOT_SERIALIZABLE, "the result cannot be written: ", e));
        }
    }

    private void fail(int item, ErrorObject error) throws ValueException {
        results.add(null);
        errors.put(item, error);
    }

    /** One job's view of its coordinator. */
    private final class Context implements TaskContext {
        private final int item;
        private @Nullable Map<String, SentSignal> signals;

        Context(int item) {
            this.item = item;
        }

        @Override
        public boolean isCancelled() {
            return attempt.isCancelled();
        }

        /** Nobody can name this job, to signal to it: its signals stay unset. */
        @Override
        public synchronized Signal signal(String name) {
            if (signals == null) {
                signals = new HashMap<>();
            }
            return signals.computeIfAbsent(name, each -> new SentSignal());
        }

        @Override
        public void progress(double fraction, String message) {
            attempt.progress(item, fraction, message);
        }

        @Override
        public int attempt() {
            return 1;
        }
    }
}
