package dev.spindle.coordinator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the threads of a worker did while it ran a job.
 *
 * @param job the number of the job that ran then: of a chunk it may be another than was asked for
 * @param worker its place in the pool, from 0
 * @param processId the operating system's id
 * @param threads the one that ran the job first, then those that tasks have started
 * @param left how many further threads there are, of which a message has no room to tell
 */
public record JobStack(long job, int worker, long processId, List<ThreadStack> threads, int left) {
    public JobStack {
        threads = List.copyOf(threads);
    }

    /**
     * A thread at one moment.
     *
     * @param state as {@link Thread.State} says it; a worker in another language has words of its own
     * @param waitsFor what it waits for, as in {@code java.lang.Object@1b2c}; null when nothing is known of that
     * @param heldBy the thread that has it; null for none
     * @param stack the frames, innermost first
     */
    public record ThreadStack(
            String name,
            String state,
            boolean daemon,
            @Nullable String waitsFor,
            @Nullable String heldBy,
            List<String> stack) {
        public ThreadStack {
            stack = List.copyOf(stack);
        }
    }
}
