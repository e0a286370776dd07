package dev.spindle.coordinator.batch;

import java.io.Serializable;
import java.util.List;

/**
 * How to make a pool on another machine, and what it is for.
 *
 * @param words the options of the command line that are about workers and their promises
 * @param keepOrder whether results come in the order of the input
 */
public record PoolPlan(List<String> words, BatchFormat format, boolean keepOrder) implements Serializable {
    public PoolPlan {
        words = List.copyOf(words);
    }
}
