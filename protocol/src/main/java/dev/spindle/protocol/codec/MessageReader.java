package dev.spindle.protocol.codec;

import static dev.spindle.protocol.message.ErrorObject.INVALID_PARAMS;
import static dev.spindle.protocol.message.ErrorObject.INVALID_REQUEST;
import static dev.spindle.protocol.message.ErrorObject.RESULT_NOT_SERIALIZABLE;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.spindle.protocol.BlobReference;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.Spent;
import dev.spindle.protocol.message.ToWorker;
import dev.spindle.protocol.message.WorkerInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames to messages. The envelope is read by streaming; a payload (input, result, value) is copied as it stands. Stateless and
 * thread-safe.
 */
public final class MessageReader {
    private MessageReader() {}

    /** What a coordinator said. */
    public static ToWorker toWorker(byte[] bytes, int offset, int length) throws MessageException {
        ToWorker run = Shortcut.run(bytes, offset, length);
        return run == null ? anyToWorker(bytes, offset, length) : run;
    }

    static ToWorker anyToWorker(byte[] bytes, int offset, int length) throws MessageException {
        Envelope envelope = Envelope.read(bytes, offset, length);
        String method = envelope.method;
        if (method == null && (envelope.result != null || envelope.error != null)) {
            return new ToWorker.Ignored();
        }
        if (envelope.foreignId) {
            throw new MessageException(Message.NO_ID, INVALID_REQUEST, "an id that is no integer below 2^53");
        }
        if (method == null) {
            throw new MessageException(envelope.id, INVALID_REQUEST, "a request without a method");
        }
        Params params = envelope.params;
        return switch (method) {
            case "initialize" -> initialize(envelope);
            case "task/run" ->
                new ToWorker.RunTask(
                        envelope.requestId(),
                        envelope.required(params.task, "task"),
                        withReferences(params.input == null ? RawJson.NULL : params.input, params.blobsAt, envelope.id),
                        params.job,
                        Math.max(1, params.attempt),
                        Math.max(0, params.signals));
            case "task/runAll" -> runAll(envelope);
            case "$/cancelRequest" -> new ToWorker.CancelRequest(params.id, params.rest);
            case "$/signal" -> new ToWorker.SetSignal(params.id, envelope.required(params.name, "name"), params.value);
            case "shutdown" -> new ToWorker.Shutdown(envelope.requestId());
            case "exit" -> new ToWorker.Exit();
            default ->
                envelope.id == Message.NO_ID
                        ? new ToWorker.Ignored()
                        : new ToWorker.UnknownRequest(envelope.id, method);
        };
    }

    private static ToWorker.RunAll runAll(Envelope envelope) throws MessageException {
        Params params = envelope.params;
        long id = envelope.requestId();
        String task = envelope.required(params.task, "task");
        if (params.inputs == null) {
            throw new MessageException(id, INVALID_PARAMS, "task/runAll without the array \"inputs\" in its params");
        }
        return new ToWorker.RunAll(id, task, params.inputs, params.job);
    }

    private static ToWorker.Initialize initialize(Envelope envelope) throws MessageException {
        Params params = envelope.params;
        return new ToWorker.Initialize(
                envelope.requestId(),
                params.protocolVersion,
                params.processId,
                params.index,
                params.generation,
                params.maxFrameBytes > 0 ? params.maxFrameBytes : Message.DEFAULT_MAX_FRAME_BYTES,
                params.heartbeatMillis,
                params.blobsInputs == null || params.blobsResults == null
                        ? null
                        : new ToWorker.BlobFiles(params.blobsInputs, params.blobsResults, params.blobsMaxBytes),
                Math.max(0, params.spentEvery));
    }

    /** {@code value} with the references that stand in it at {@code positions}, in their order. */
    private static RawJson withReferences(RawJson value, List<Integer> positions, long id) throws MessageException {
        if (positions.isEmpty()) {
            return value;
        }
        List<BlobReference> references = new ArrayList<>(positions.size());
        int from = 0;
        for (int at : positions) {
            BlobReference reference = at < from ? null : BlobReference.read(value.shared(), at);
            if (reference == null) {
                throw new MessageException(id, INVALID_PARAMS, "blobsAt: no reference to a blob begins at byte " + at);
            }
            references.add(reference);
            from = reference.end();
        }
        return RawJson.checked(value.shared(), references);
    }

    /** What a worker said. */
    public static FromWorker fromWorker(byte[] bytes, int offset, int length) throws MessageException {
        FromWorker result = Shortcut.result(bytes, offset, length);
        return result == null ? anyFromWorker(bytes, offset, length) : result;
    }

    static FromWorker anyFromWorker(byte[] bytes, int offset, int length) throws MessageException {
        Envelope envelope = Envelope.read(bytes, offset, length);
        if (envelope.error != null) {
            return new FromWorker.Failure(envelope.id, envelope.error, envelope.spent);
        }
        String method = envelope.method;
        if (method == null) {
            if (envelope.result != null) {
                return result(envelope.id, envelope.result, envelope.blobsAt, envelope.spent);
            }
            throw new MessageException(envelope.id, INVALID_REQUEST, "neither a method nor a result nor an error");
        }
        Params params = envelope.params;
        return switch (method) {
            case "$/progress" ->
                new FromWorker.Progress(params.token, params.item, params.value == null ? RawJson.NULL : params.value);
            case "$/output" ->
                new FromWorker.Output(
                        params.token,
                        params.item,
                        "stderr".equals(params.stream) ? FromWorker.Stream.STDERR : FromWorker.Stream.STDOUT,
                        envelope.required(params.text, "text"));
            case "$/heartbeat" -> new FromWorker.Heartbeat();
            case "$/goodbye" -> new FromWorker.Goodbye(params.code, params.running);
            default ->
                envelope.id == Message.NO_ID
                        ? new FromWorker.Ignored()
                        : new FromWorker.UnknownRequest(envelope.id, method);
        };
    }

    /** References that are none are the fault of that answer alone. */
    private static FromWorker result(long id, RawJson value, List<Integer> blobsAt, @Nullable Spent spent) {
        try {
            return new FromWorker.Result(id, withReferences(value, blobsAt, id), spent);
        } catch (MessageException e) {
            String why = "the result cannot be read: " + e.getMessage();
            return new FromWorker.Failure(id, new ErrorObject(RESULT_NOT_SERIALIZABLE, why, null));
        }
    }

    /** The worker's answer to {@code initialize}, a checked value. */
    public static WorkerInfo workerInfo(RawJson result) throws MessageException {
        try (Slice slice = Slice.of(result)) {
            slice.parser.nextToken();
            return WorkerInfos.read(slice.parser);
        } catch (JsonProcessingException e) {
            throw new MessageException(Message.NO_ID, INVALID_PARAMS, Reason.of(e));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }
}
