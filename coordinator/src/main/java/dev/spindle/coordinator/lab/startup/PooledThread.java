package dev.spindle.coordinator.lab.startup;

import dev.spindle.coordinator.lab.UnmeasuredException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/** A thread that is there before the job is, and stays. */
record PooledThread(Kind kind, int java, ExecutorService thread) implements Way {
    @Override
    public void turn(Times times) throws UnmeasuredException, InterruptedException {
        try {
            for (int i = 0; i < Jobs.FEW; i++) {
                long began = System.nanoTime();
                thread.submit(() -> Jobs.INPUT).get();
                times.started(System.nanoTime() - began);
            }
        } catch (ExecutionException e) {
            throw UnmeasuredException.of(kind, e);
        }
    }
}
