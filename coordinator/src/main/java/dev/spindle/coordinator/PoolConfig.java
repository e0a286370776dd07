package dev.spindle.coordinator;

import dev.spindle.protocol.channel.Framing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pool was built with; {@link WorkerPool#builder()} says what each part means.
 *
 * @param chunk how many jobs to send in one message, where that may be: {@link #sendsChunks()}
 * @param heapBytes null for a share of the machine's memory
 * @param timeout of one attempt; null for none
 * @param heartbeatTimeout zero for none
 * @param recycleAfter 0 for never
 * @param residentLimitBytes 0 for none
 * @param haltRule null for never
 * @param classArchive null for none
 * @param classes that are in no file, by their names with dots
 * @param program null for none
 * @param workerCommand empty for workers of our own
 * @param framing of what is sent to workers; what they send tells its own
 * @param writeAhead {@link WriteAhead#NONE} for none
 * @param blobBytes how large each file of blobs may get; 0 for none
 */
public record PoolConfig(
        int workers,
        @Nullable Long heapBytes,
        @Nullable Duration timeout,
        Duration grace,
        int retries,
        Set<RetryOn> retryOn,
        Duration retryDelay,
        Transport transport,
        QueueOrder queueOrder,
        int queueCapacity,
        int chunk,
        int maxFrameBytes,
        Duration startTimeout,
        Duration heartbeatTimeout,
        int recycleAfter,
        long residentLimitBytes,
        @Nullable HaltRule haltRule,
        List<Path> classPath,
        @Nullable Path classArchive,
        Path javaHome,
        List<String> jvmArguments,
        Set<String> taskClasses,
        Map<String, byte[]> classes,
        @Nullable Program program,
        List<String> workerCommand,
        Framing framing,
        PoolListener listener,
        AttemptListener attemptListener,
        WriteAhead writeAhead,
        boolean wireRecorded,
        int blobBytes) {
    /** As {@link #chunk()}: so many as are a few milliseconds of work. */
    public static final int AUTOMATIC_CHUNKS = 0;

    /** What a message holds beside its input, at most: the input may be that much shorter than the cap of a message. */
    private static final int ENVELOPE_BYTES = 4096;

    /** What is measured of short jobs then costs less than can be seen. */
    private static final int SPENT_EVERY = 32;

    private static final long LONGEST_BEAT_MILLIS = 1_000;

    public PoolConfig {
        retryOn = Set.copyOf(retryOn);
        classPath = List.copyOf(classPath);
        jvmArguments = List.copyOf(jvmArguments);
        taskClasses = Set.copyOf(taskClasses);
        classes = Map.copyOf(classes);
        workerCommand = List.copyOf(workerCommand);
    }

    /**
     * A program whose {@code main} is a task.
     *
     * @param jvmArguments what its jars want of a JVM
     */
    public record Program(String mainClass, List<Path> classPath, List<String> jvmArguments) {
        public Program {
            classPath = List.copyOf(classPath);
            jvmArguments = List.copyOf(jvmArguments);
        }
    }

    /** Whether workers are a program of the user's own. */
    public boolean isForeign() {
        return !workerCommand.isEmpty();
    }

    /**
     * Whether several jobs may travel in one message: when that was asked for, a lost job may run again, and neither the order nor the number of
     * those that begin is promised.
     */
    public boolean sendsChunks() {
        return chunk != 1
                && retries > 0
                && retryOn.contains(RetryOn.LOST)
                && !retryOn.contains(RetryOn.FAILED)
                && queueOrder == QueueOrder.FIFO
                && haltRule == null;
    }

    /** The largest input in bytes of JSON that a message can carry here. */
    public int maxInputBytes() {
        return maxFrameBytes - ENVELOPE_BYTES;
    }

    /** Of so many answers a worker says of one at least where the attempt's time went: of each, where somebody is told of it. */
    public int spentEvery() {
        return attemptListener == AttemptListener.NONE ? SPENT_EVERY : 1;
    }

    /** How often workers send a sign of life: so often that several may be late; 0 for never. */
    public long heartbeatMillis() {
        return heartbeatTimeout.isZero()
                ? 0
                : Math.max(1, Math.min(LONGEST_BEAT_MILLIS, heartbeatTimeout.toMillis() / 5));
    }
}
