package dev.spindle.coordinator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pool was built with; {@link WorkerPool#builder()} says what each part means.
 *
 * @param heapBytes null for a share of the machine's memory
 * @param timeout of one attempt; null for none
 */
public record PoolConfig(
        int workers,
        @Nullable Long heapBytes,
        @Nullable Duration timeout,
        Duration grace,
        int retries,
        Set<RetryOn> retryOn,
        Transport transport,
        int queueCapacity,
        int maxFrameBytes,
        List<Path> classPath,
        Path javaHome,
        List<String> jvmArguments,
        Set<String> taskClasses,
        PoolListener listener,
        boolean wireRecorded) {
    /** What a message holds beside its input, at most: the input may be that much shorter than the cap of a message. */
    private static final int ENVELOPE_BYTES = 4096;

    public PoolConfig {
        retryOn = Set.copyOf(retryOn);
        classPath = List.copyOf(classPath);
        jvmArguments = List.copyOf(jvmArguments);
        taskClasses = Set.copyOf(taskClasses);
    }

    /** The largest input in bytes of JSON that a message can carry here. */
    public int maxInputBytes() {
        return maxFrameBytes - ENVELOPE_BYTES;
    }
}
