package dev.spindle.worker.runtime;

import dev.spindle.protocol.BlobSpace;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.channel.BlobReader;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.ToWorker;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Inputs and results with the blobs that stand beside their messages. For the job's thread. */
final class JobBlobs {
    /** Null where the coordinator named no files. */
    private final @Nullable BlobReader inputs;

    private final BlobSpace results;

    JobBlobs(ToWorker.@Nullable BlobFiles files) {
        inputs = files == null ? null : BlobReader.ofInputs(Path.of(files.inputs()));
        results = files == null ? BlobSpace.NONE : new ResultBlobs(Path.of(files.results()), files.maxBytes());
    }

    /** The Java value that {@code json} and its blobs say. */
    @Nullable
    Object read(RawJson json, Type type) throws ValueException, IOException {
        if (json.references().isEmpty()) {
            return Values.read(json, type);
        }
        if (inputs == null) {
            throw new IOException("it refers to a blob, and no file for blobs was named");
        }
        return Values.read(inputs.read(json), type);
    }

    RawJson write(@Nullable Object result) throws ValueException {
        return Values.write(result, results);
    }

    /** Something else was sent than {@code answer}. */
    void unsent(FromWorker answer) {
        if (answer instanceof FromWorker.Result result) {
            for (int i = result.value().references().size() - 1; i >= 0; i--) {
                results.free(result.value().references().get(i));
            }
        }
    }
}
