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
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what one worker says, from its introduction to the end of its output or to what can be no message. For one thread. */
final class WorkerReader implements Runnable {
    /** The id of the first request; attempts count from 1. */
    static final long INITIALIZE_ID = 0;

    private static final String NEXT = " (a worker's stdout is for messages only: print to stderr instead)";

    private static final int EXCERPT_CHARS = 200;
    /** What moves a terminal's cursor, or breaks its line. */
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+");

    private final Inbox inbox;
    private final Evidence evidence;
    private final WorkerEvents events;
    private final Runnable ready;
    private final Consumer<String> unusable;

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
        try {
            if (readAll()) {
                events.closed(); // most often the first sign of its end
            }
        } catch (RuntimeException | Error e) {
            unusable.accept("what it sent cannot be taken: " + e);
            throw e;
        }
    }

    /** False when it is of no use any more. */
    private boolean readAll() {
        try {
            for (List<FromWorker> batch = inbox.next(); batch != null; batch = inbox.next()) {
                if (!tell(batch)) {
                    return false;
                }
            }
            return true;
        } catch (EOFException e) {
            return tell(inbox.last()); // it ended while it wrote: how it ended says more than what is missing
        } catch (MessageException e) {
            return noMessage(e.getMessage() + ": " + inbox.excerpt(), true);
        } catch (IOException e) {
            return noMessage(String.valueOf(e.getMessage()), e instanceof FrameException frame && !frame.isOverCap());
        }
    }

    private boolean noMessage(String why, boolean mayBePrinted) {
        if (tell(inbox.last())) {
            String next = mayBePrinted && evidence.isForeign() ? NEXT : "";
            unusable.accept("what it sent is no message: " + why + next);
        }
        return false;
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
        if (!batch.isEmpty()) {
            events.received(batch);
        }
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
