package dev.spindle.coordinator.process;

import dev.spindle.protocol.channel.FrameException;
import dev.spindle.protocol.codec.MessageException;
import dev.spindle.protocol.codec.MessageReader;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.WorkerInfo;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what one worker says, from its introduction to the end of its output or to what can be no message. One thread
 * runs it; others may {@link #lookOn}.
 */
final class WorkerReader implements Runnable {
    /** The id of the first request; attempts count from 1. */
    static final long INITIALIZE_ID = 0;

    private static final String NEXT = " (a worker's stdout is for messages only: print to stderr instead)";

    private static final int EXCERPT_CHARS = 200;
    /** What moves a terminal's cursor, or breaks its line. */
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+");

    /** So many answers at once are a stream of them. */
    private static final int STREAM = 3;

    /** In a stream: every read costs two switches between threads, and the pool's lock. */
    private static final long PAUSE_NANOS = 50_000;

    private final Inbox inbox;
    private final Evidence evidence;
    private final WorkerEvents events;
    private final Runnable ready;
    private final Consumer<String> unusable;
    private final Turn turn = new Turn();
    /** There is nothing more to read. */
    private volatile boolean over;

    private boolean isOfNoUse;
    /** Messages that came together last. */
    private int came;
    /** Jobs that the worker had after them. */
    private int left;

    private volatile @Nullable Throwable failure;

    /**
     * @param ready run when it has introduced itself
     * @param unusable told why it cannot be talked with; nothing is read after that
     */
    WorkerReader(Inbox inbox, Evidence evidence, WorkerEvents events, Runnable ready, Consumer<String> unusable) {
        this.inbox = inbox;
        this.evidence = evidence;
        this.events = events;
        this.ready = ready;
        this.unusable = unusable;
    }

    @Override
    public void run() {
        turn.begin();
        try {
            while (!over) {
                readBatch();
                turn.offer(came > 0 && left == 0, () -> over);
                if (came >= STREAM && left >= 2 * came && !over) {
                    LockSupport.parkNanos(this, PAUSE_NANOS); // it has enough to do meanwhile
                }
            }
        } finally {
            turn.end();
        }
        rethrow(failure);
        if (!isOfNoUse) {
            events.closed(); // most often the first sign of its end
        }
    }

    /**
     * For a caller who waits for the only job of this worker: reads itself for some microseconds, where that has been worth while, so that
     * it need not be woken. False when {@code isDone} has not come true.
     */
    boolean lookOn(BooleanSupplier isDone) {
        return turn.take(() -> {
            if (!over && inbox.isReady()) {
                try {
                    readBatch();
                } catch (RuntimeException | Error e) {
                    failure = e; // it is for the reader to fail
                }
            }
            return over || isDone.getAsBoolean();
        });
    }

    /** Reads what comes next, and all that came with it. */
    private void readBatch() {
        try {
            List<FromWorker> batch = inbox.next();
            over = batch == null;
            isOfNoUse = batch != null && !tell(batch);
        } catch (EOFException e) {
            over = true;
            isOfNoUse = !tell(inbox.last()); // it ended while it wrote: how it ended says more than what is missing
        } catch (MessageException e) {
            noMessage(e.getMessage() + ": " + inbox.excerpt(), true);
        } catch (IOException e) {
            noMessage(String.valueOf(e.getMessage()), e instanceof FrameException frame && !frame.isOverCap());
        } catch (RuntimeException | Error e) {
            isOfNoUse = true;
            unusable.accept("what it sent cannot be taken: " + e);
            throw e;
        } finally {
            over |= isOfNoUse;
        }
    }

    private static void rethrow(@Nullable Throwable thrown) {
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }

    private void noMessage(String why, boolean mayBePrinted) {
        isOfNoUse = true;
        if (tell(inbox.last())) {
            String next = mayBePrinted && evidence.isForeign() ? NEXT : "";
            unusable.accept("what it sent is no message: " + why + next);
        }
    }

    /** False when it is of no use: then nothing more is told of it. */
    private boolean tell(List<FromWorker> batch) {
        if (!evidence.isIntroduced() && !batch.isEmpty()) {
            String problem = introduce(batch.remove(0));
            if (problem != null) {
                unusable.accept(problem);
                return false;
            }
        }
        for (FromWorker message : batch) {
            if (message instanceof FromWorker.Goodbye last) {
                evidence.goodbye(last.code());
            }
        }
        came = batch.size();
        left = batch.isEmpty() ? 0 : events.received(batch);
        return true;
    }

    /** Why it cannot be used; null when it can. */
    private @Nullable String introduce(FromWorker first) {
        if (!(first instanceof FromWorker.Result hello) || hello.id() != INITIALIZE_ID) {
            return "it did not answer initialize but sent " + excerpt(first);
        }
        WorkerInfo info;
        try {
            info = MessageReader.workerInfo(hello.value());
        } catch (MessageException e) {
            return "its answer to initialize cannot be read: " + e.getMessage();
        }
        if (info.protocolVersion() != Message.PROTOCOL_VERSION) {
            return "it speaks version " + info.protocolVersion() + " of the protocol, this pool version "
                    + Message.PROTOCOL_VERSION;
        }
        evidence.introduced();
        events.introduced(info);
        ready.run();
        return null;
    }

    private static String excerpt(FromWorker message) {
        String text = message.toString();
        String cut = text.length() <= EXCERPT_CHARS ? text : text.substring(0, EXCERPT_CHARS) + "…";
        return BREAKS.matcher(cut).replaceAll(" ");
    }
}
