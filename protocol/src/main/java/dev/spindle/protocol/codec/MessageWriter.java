package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.spindle.protocol.BlobReference;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.Spent;
import dev.spindle.protocol.message.ToWorker;
import dev.spindle.protocol.message.WorkerInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Messages to the bytes of a frame, without its framing. The bytes of the last message stand in {@link #bytes()} up to
 * {@link #length()} until the next. Not thread-safe: each sender has its own.
 */
public final class MessageWriter {
    /** A buffer that one large message has grown past this is not kept for the small ones that follow. */
    private static final int KEPT_BYTES = 1 << 20;

    private Buffer buffer = new Buffer();
    private JsonGenerator json = generator(buffer);
    /** Whether the last message came to its end: the generator would go on in the middle of it otherwise. */
    private boolean complete = true;

    /** Encodes {@code message}; its raw values must be checked ones. After an exception the writer is as good as new. */
    public void encode(Message message) {
        if (!complete || buffer.size() > KEPT_BYTES) {
            buffer = new Buffer();
            json = generator(buffer);
        }
        buffer.reset();
        complete = false;
        try {
            json.writeStartObject();
            json.writeStringField("jsonrpc", "2.0");
            if (message instanceof ToWorker said) {
                write(said);
            } else {
                write((FromWorker) message);
            }
            json.writeEndObject();
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        complete = true;
    }

    /** The array that holds the last message. */
    public byte[] bytes() {
        return buffer.array();
    }

    /** How many bytes of {@link #bytes()} the last message has. */
    public int length() {
        return buffer.size();
    }

    /** The answer to {@link ToWorker.Initialize}. */
    public static RawJson result(WorkerInfo info) {
        Buffer out = new Buffer();
        try (JsonGenerator json = generator(out)) {
            WorkerInfos.write(info, json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return RawJson.checked(out.toByteArray());
    }

    private void write(ToWorker message) throws IOException {
        if (message instanceof ToWorker.RunTask run) {
            request(run.id(), "task/run");
            json.writeStringField("task", run.task());
            raw("input", run.input());
            positions(run.input());
            json.writeNumberField("job", run.job());
            json.writeNumberField("attempt", run.attempt());
            if (run.signals() > 0) {
                json.writeNumberField("signals", run.signals());
            }
            json.writeEndObject();
        } else if (message instanceof ToWorker.RunAll run) {
            request(run.id(), "task/runAll");
            json.writeStringField("task", run.task());
            raw("inputs", run.inputs());
            json.writeNumberField("job", run.job());
            json.writeEndObject();
        } else if (message instanceof ToWorker.CancelRequest cancel) {
            notification("$/cancelRequest");
            json.writeNumberField("id", cancel.id());
            if (cancel.rest()) {
                json.writeBooleanField("rest", true);
            }
            json.writeEndObject();
        } else if (message instanceof ToWorker.SetSignal signal) {
            notification("$/signal");
            json.writeNumberField("id", signal.id());
            json.writeStringField("name", signal.name());
            if (signal.value() != null) {
                raw("value", signal.value());
            }
            json.writeEndObject();
        } else if (message instanceof ToWorker.Initialize hello) {
            request(hello.id(), "initialize");
            json.writeNumberField("protocolVersion", hello.protocolVersion());
            json.writeNumberField("processId", hello.processId());
            json.writeObjectFieldStart("worker");
            json.writeNumberField("index", hello.index());
            json.writeNumberField("generation", hello.generation());
            json.writeEndObject();
            json.writeObjectFieldStart("limits");
            json.writeNumberField("maxFrameBytes", hello.maxFrameBytes());
            json.writeEndObject();
            json.writeNumberField("heartbeatMillis", hello.heartbeatMillis());
            if (hello.blobs() != null) {
                json.writeObjectFieldStart("blobs");
                json.writeStringField("inputs", hello.blobs().inputs());
                json.writeStringField("results", hello.blobs().results());
                json.writeNumberField("maxBytes", hello.blobs().maxBytes());
                json.writeEndObject();
            }
            if (hello.spentEvery() > 0) {
                json.writeNumberField("spentEvery", hello.spentEvery());
            }
            json.writeEndObject();
        } else if (message instanceof ToWorker.Shutdown shutdown) {
            request(shutdown.id(), "shutdown");
            json.writeEndObject();
        } else if (message instanceof ToWorker.Exit) {
            notification("exit");
            json.writeEndObject();
        } else {
            throw new IllegalArgumentException("only ever received: " + message);
        }
    }

    private void write(FromWorker message) throws IOException {
        if (message instanceof FromWorker.Result result) {
            id(result.id());
            raw("result", result.value());
            positions(result.value());
            spent(result.spent());
        } else if (message instanceof FromWorker.Failure failure) {
            id(failure.id());
            json.writeFieldName("error");
            Errors.write(failure.error(), json);
            spent(failure.spent());
        } else if (message instanceof FromWorker.Output output) {
            notification("$/output");
            json.writeNumberField("token", output.token());
            item(output.item());
            json.writeStringField("stream", output.stream() == FromWorker.Stream.STDOUT ? "stdout" : "stderr");
            json.writeStringField("text", output.text());
            json.writeEndObject();
        } else if (message instanceof FromWorker.Progress progress) {
            notification("$/progress");
            json.writeNumberField("token", progress.token());
            item(progress.item());
            raw("value", progress.value());
            json.writeEndObject();
        } else if (message instanceof FromWorker.Heartbeat) {
            notification("$/heartbeat");
            json.writeEndObject();
        } else if (message instanceof FromWorker.Goodbye goodbye) {
            notification("$/goodbye");
            json.writeNumberField("code", goodbye.code());
            if (goodbye.running() != null) {
                json.writeFieldName("running");
                if (goodbye.running() == Message.NO_ID) {
                    json.writeNull();
                } else {
                    json.writeNumber(goodbye.running());
                }
            }
            json.writeEndObject();
        } else {
            throw new IllegalArgumentException("only ever received: " + message);
        }
    }

    private void spent(@Nullable Spent spent) throws IOException {
        if (spent != null) {
            json.writeObjectFieldStart("spent");
            json.writeNumberField("decode", spent.decode());
            json.writeNumberField("run", spent.run());
            json.writeNumberField("encode", spent.encode());
            json.writeEndObject();
        }
    }

    private void item(int item) throws IOException {
        if (item != FromWorker.NO_ITEM) {
            json.writeNumberField("item", item);
        }
    }

    /** Leaves the params open. */
    private void request(long id, String method) throws IOException {
        id(id);
        notification(method);
    }

    /** Leaves the params open. */
    private void notification(String method) throws IOException {
        json.writeStringField("method", method);
        json.writeObjectFieldStart("params");
    }

    private void id(long id) throws IOException {
        if (id == Message.NO_ID) {
            json.writeNullField("id");
        } else {
            json.writeNumberField("id", id);
        }
    }

    private void raw(String name, RawJson value) throws IOException {
        json.writeFieldName(name);
        boolean hasBlobs = !value.references().isEmpty();
        json.writeRawValue(new RawValue(hasBlobs ? RawJson.checked(value.sharedWithReferences()) : value));
    }

    /** Where references stand in the value that was written last, if there are any. */
    private void positions(RawJson value) throws IOException {
        if (!value.references().isEmpty()) {
            json.writeArrayFieldStart("blobsAt");
            for (BlobReference reference : value.references()) {
                json.writeNumber(reference.at());
            }
            json.writeEndArray();
        }
    }

    private static JsonGenerator generator(Buffer out) {
        try {
            return Json.FACTORY.createGenerator(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    /** Shows its array, to save a copy. */
    private static final class Buffer extends ByteArrayOutputStream {
        Buffer() {
            super(512);
        }

        byte[] array() {
            return buf;
        }
    }
}
