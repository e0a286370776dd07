package dev.spindle.coordinator.process;

import dev.spindle.protocol.codec.MessageException;
import dev.spindle.protocol.codec.MessageReader;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.WorkerInfo;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Reads what one worker says, from its introduction to the end of its output or to what can be no message. For one thread. */
final class WorkerReader implements Runnable {
    /** The id of the first request; attempts count from 1. */
    static final long INITIALIZE_ID = 0;

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
            for (List<FromWorker> batch = inbox.next(); batch != null; batch = inbox.next()) {
                tell(batch);
            }
        } catch (EOFException e) {
            tell(inbox.last()); // it ended while it wrote: how it ended says more than what is missing
        } catch (IOException | MessageException e) {
            tell(inbox.last());
            unusable.accept("what it sent is no message: " + e.getMessage());
            return;
        } catch (RuntimeException | Error e) {
            unusable.accept("what it sent cannot be taken: " + e);
            throw e;
        }
        events.closed(); // most often the first sign of its end
    }

    private void tell(List<FromWorker> batch) {
        if (!evidence.isIntroduced() && !batch.isEmpty()) {
            FromWorker first = batch.remove(0);
            if (first instanceof FromWorker.Result hello && hello.id() == INITIALIZE_ID) {
                introduce(hello);
            } else {
                unusable.accept("it did not answer initialize but sent " + first);
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
    }

    private void introduce(FromWorker.Result hello) {
        try {
            WorkerInfo info = MessageReader.workerInfo(hello.value());
            if (info.protocolVersion() != Message.PROTOCOL_VERSION) {
                unusable.accept("it speaks version " + info.protocolVersion() + " of the protocol, this pool version "
                        + Message.PROTOCOL_VERSION);
                return;
            }
            evidence.introduced();
            events.introduced(info);
            ready.run();
        } catch (MessageException e) {
            unusable.accept("its answer to initialize cannot be read: " + e.getMessage());
        }
    }
}
