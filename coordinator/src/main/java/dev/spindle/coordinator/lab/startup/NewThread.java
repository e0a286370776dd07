package dev.spindle.coordinator.lab.startup;

import dev.spindle.coordinator.lab.UnmeasuredException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A thread of the operating system's for each job. */
record NewThread(Kind kind, int java) implements Way {
    @Override
    public void turn(Times times) throws UnmeasuredException, InterruptedException {
        try {
            for (int i = 0; i < Jobs.FEW; i++) {
                long began = System.nanoTime();
                FutureTask<Object> job = new FutureTask<>(() -> Jobs.INPUT);
                new Thread(job, "job").start();
                job.get();
                times.started(System.nanoTime() - began);
            }
        } catch (ExecutionException e) {
            throw UnmeasuredException.of(kind, e);
        }
    }
}
