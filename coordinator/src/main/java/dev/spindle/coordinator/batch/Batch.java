package dev.spindle.coordinator.batch;

import java.io.Serializable;

/**
 * Lines of the input that go to a pool together.
 *
 * @param firstLine the number of the first in the input, from 1
 * @param jobs how many of them get a result; the others are blank
 * @param bytes the lines as they stand in the input, each with its end
 * @param expected of them
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares batches
public record Batch(long firstLine, int jobs, byte[] bytes, Expected expected) implements Serializable {
    /**
     * What is thought of jobs beforehand.
     *
     * @param nanos how long they take together
     * @param resultBytes how long their result lines are together
     */
    public record Expected(long nanos, long resultBytes) implements Serializable {
        /** Of some of {@code all} jobs. */
        Expected of(int jobs, int all) {
            return new Expected(nanos, resultBytes * jobs / Math.max(1, all));
        }
    }

    /** How many bytes of memory it stands for until its results are written. */
    long charge() {
        return bytes.length + expected.resultBytes();
    }
}
