package dev.spindle.worker.runtime;

import dev.spindle.protocol.channel.FrameSource;
import dev.spindle.protocol.codec.MessageException;
import dev.spindle.protocol.codec.MessageReader;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.WireTap;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.ToWorker;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads what the coordinator says, and never runs a task's code. For one thread at a time: who has the {@link Seat}. */
final class ReadLoop {
    /** Made before: there will be no memory then. */
    private static final ErrorObject NO_MEMORY =
            new ErrorObject(ErrorObject.INTERNAL_ERROR, "no stack can be told: out of memory", null);

    /** Why there is nothing more to read. */
    enum End {
        EXIT,
        END_OF_STREAM
    }

    private final FrameSource source;
    private final JobQueue queue;
    private final Outgoing outgoing;
    private final @Nullable WireTap tap;
    /** An attempt that is not queued before its signals, which come directly behind it, are set. */
    private @Nullable Attempt held;

    private int signalsToCome;
    private boolean initialized;
    private boolean shutDown;

    ReadLoop(FrameSource source, JobQueue queue, Outgoing outgoing, @Nullable WireTap tap) {
        this.source = source;
        this.queue = queue;
        this.outgoing = outgoing;
        this.tap = tap;
    }

    /** Reads one message, and waits for it; null when there may be more. */
    @Nullable
    End step() throws IOException {
        if (!source.next()) {
            return End.END_OF_STREAM;
        }
        ToWorker message;
        long arrived = tap == null ? 0 : System.nanoTime();
        try {
            message = MessageReader.toWorker(source.bytes(), source.offset(), source.length());
        } catch (MessageException e) {
            outgoing.send(new FromWorker.Failure(e.id(), e.error()));
            return null;
        }
        if (tap != null) {
            tap.received(arrived, System.nanoTime(), source.bytes(), source.offset(), source.length());
        }
        if (message instanceof ToWorker.Exit) {
            return End.EXIT;
        }
        handle(message);
        return null;
    }

    /** Whether the coordinator asked for a shutdown before the end. */
    boolean wasShutDown() {
        return shutDown;
    }

    private void handle(ToWorker message) {
        if (held != null && !(message instanceof ToWorker.SetSignal)) {
            release();
        }
        if (message instanceof ToWorker.RunTask run) {
            if (isExpected(run.id())) {
                run(run);
            }
        } else if (message instanceof ToWorker.RunAll run) {
            if (isExpected(run.id())) {
                held = Attempt.of(run, outgoing);
                release();
            }
        } else if (message instanceof ToWorker.CancelRequest cancel) {
            Attempt waiting = cancel.rest() ? queue.cancelRest(cancel.id()) : queue.cancel(cancel.id());
            if (waiting != null) {
                refuse(waiting.id(), ErrorObject.CANCELLED, "cancelled before it started");
            }
        } else if (message instanceof ToWorker.SetSignal signal) {
            set(signal);
        } else if (message instanceof ToWorker.TellStack tell) {
            if (isExpected(tell.id())) {
                tellStack(tell);
            }
        } else if (message instanceof ToWorker.Initialize hello) {
            initialize(hello);
        } else if (message instanceof ToWorker.Shutdown shutdown) {
            if (isExpected(shutdown.id())) {
                shutDown(shutdown);
            }
        } else if (message instanceof ToWorker.UnknownRequest unknown && isExpected(unknown.id())) {
            refuse(unknown.id(), ErrorObject.METHOD_NOT_FOUND, "no method \"" + unknown.method() + "\"");
        }
    }

    private boolean isExpected(long id) {
        if (!initialized) {
            refuse(id, ErrorObject.INVALID_REQUEST, "the first request must be initialize");
        }
        return initialized;
    }

    private void initialize(ToWorker.Initialize hello) {
        if (initialized) {
            refuse(hello.id(), ErrorObject.INVALID_REQUEST, "initialize came before");
            return;
        }
        initialized = true;
        source.limit(hello.maxFrameBytes());
        outgoing.limit(hello.maxFrameBytes());
        queue.greet(hello);
    }

    private void run(ToWorker.RunTask message) {
        held = Attempt.of(message, outgoing);
        signalsToCome = message.signals();
        if (signalsToCome == 0) {
            release();
        }
    }

    private void set(ToWorker.SetSignal signal) {
        Attempt attempt = held != null && held.id() == signal.id() ? held : queue.find(signal.id());
        if (attempt != null) {
            attempt.sentSignal(signal.name()).set(signal.value());
        }
        if (attempt != null && attempt == held && --signalsToCome == 0) {
            release();
        }
    }

    /** The held attempt may begin. */
    private void release() {
        Attempt attempt = held;
        held = null;
        if (attempt != null && !queue.add(attempt)) {
            refuse(attempt.id(), ErrorObject.CANCELLED, "the worker is shutting down");
        }
    }

    /** Where memory or a class is missing, that is the answer: it is no reason to leave. */
    private void tellStack(ToWorker.TellStack tell) {
        FromWorker answer;
        try {
            answer = new FromWorker.Result(tell.id(), Stacks.now(outgoing));
        } catch (OutOfMemoryError e) {
            answer = new FromWorker.Failure(tell.id(), NO_MEMORY);
        } catch (ValueException | RuntimeException | Error e) {
            answer = new FromWorker.Failure(
                    tell.id(),
                    new ErrorObject(ErrorObject.INTERNAL_ERROR, "no stack can be told: ".concat(e.toString()), null));
        }
        outgoing.send(answer);
    }

    private void shutDown(ToWorker.Shutdown message) {
        if (shutDown) {
            refuse(message.id(), ErrorObject.INVALID_REQUEST, "shutdown came before");
            return;
        }
        shutDown = true;
        for (Attempt dropped : queue.close()) {
            refuse(dropped.id(), ErrorObject.CANCELLED, "the worker is shutting down");
        }
        queue.shutDown(message);
    }

    private void refuse(long id, int code, String why) {
        outgoing.send(new FromWorker.Failure(id, new ErrorObject(code, why, null)));
    }
}
