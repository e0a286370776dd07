package dev.spindle.coordinator.batch;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.lines.Counts;
import dev.spindle.coordinator.report.Findings;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch, or of its first jobs.
 *
 * @param lines the result lines, each whole; empty where they are in a {@code part}
 * @param part the file that has them; null where they are here
 * @param size how many bytes these lines have
 * @param counts of these lines: they tell how many jobs of the batch have their results
 * @param findings of these lines
 * @param nanos from the arrival of the batch to its last result
 * @param news of the pool since the last batch
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares results
public record BatchResult(
        byte[] lines, @Nullable String part, int size, Counts counts, Findings findings, long nanos, News news)
        implements Serializable {
    /** The same, its lines in a file. */
    public BatchResult inFile(String name) {
        return new BatchResult(new byte[0], name, size, counts, findings, nanos, news);
    }

    /**
     * What happened to workers.
     *
     * @param started how many became ready
     * @param deaths how many ended without having been told to, by how
     * @param told of the first deaths, a line each
     */
    public record News(long started, Map<DeathReport.Kind, Long> deaths, List<String> told) implements Serializable {}
}
