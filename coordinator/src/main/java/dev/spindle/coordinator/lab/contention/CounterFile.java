package dev.spindle.coordinator.lab.contention;

import dev.spindle.worker.lab.MappedCounter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file that {@link MappedCounter}s map: made when it is first wanted, and gone in the end. For one thread. */
final class CounterFile implements AutoCloseable {
    private @Nullable Path path;

    /** All zero. */
    Path cleared() throws IOException {
        if (path == null) {
            path = Files.createTempFile("spindle-lab-", ".counter");
            path.toFile().deleteOnExit(); // of a run that is broken off
        }
        Files.write(path, new byte[MappedCounter.BYTES]);
        return path;
    }

    long count() throws IOException {
        if (path == null) {
            return 0;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.nativeOrder());
        return bytes.getLong(MappedCounter.COUNT);
    }

    /** Where that fails, the end of this process deletes it. */
    @Override
    public void close() {
        if (path != null) {
            path.toFile().delete();
        }
    }
}
