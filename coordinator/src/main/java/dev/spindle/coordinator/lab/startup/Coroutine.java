package dev.spindle.coordinator.lab.startup;

import static dev.spindle.coordinator.loop.Step.await;
import static dev.spindle.coordinator.loop.Step.done;

import dev.spindle.coordinator.lab.Loop;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.coordinator.loop.EventLoop;
import dev.spindle.coordinator.loop.Step;
import dev.spindle.protocol.RawJson;
import org.jspecify.annotations.Nullable;

/** A task of an event loop for each job, which another task of the loop's creates and awaits. */
record Coroutine(Kind kind, int java) implements Way {
    @Override
    public void turn(Times times) throws UnmeasuredException, InterruptedException {
        Loop.run(kind, loop -> jobs(loop, Jobs.MANY, times));
    }

    private static Step<@Nullable Void> jobs(EventLoop loop, int left, Times times) {
        if (left == 0) {
            return done();
        }
        long began = System.nanoTime();
        return await(loop.<RawJson>createTask("job", () -> done(Jobs.INPUT)), result -> {
            result.get();
            times.started(System.nanoTime() - began);
            return jobs(loop, left - 1, times);
        });
    }
}
