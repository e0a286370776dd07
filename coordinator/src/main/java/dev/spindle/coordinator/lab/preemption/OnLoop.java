package dev.spindle.coordinator.lab.preemption;

import static dev.spindle.coordinator.loop.EventLoop.sleep;
import static dev.spindle.coordinator.loop.Step.await;
import static dev.spindle.coordinator.loop.Step.done;

import dev.spindle.coordinator.lab.Loop;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.coordinator.loop.EventLoop;
import dev.spindle.coordinator.loop.LoopTask;
import dev.spindle.coordinator.loop.Step;
import dev.spindle.worker.lab.Beats;
import dev.spindle.worker.lab.Neighbour;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A heartbeat as a coroutine of an event loop, in the caller's thread. A busy neighbour never awaits, so nothing on the loop can end it: it
 * ends at a time that was set before.
 */
final class OnLoop {
    private static final long WARM_UP_BEATS = 5;

    private OnLoop() {}

    static Beats.Rhythm measure(Pulse pulse, int busy) throws UnmeasuredException, InterruptedException {
        Loop.run("the event loop", loop -> beat(new Beats(Pulse.PERIOD_MILLIS, WARM_UP_BEATS * Pulse.PERIOD_MILLIS)));
        return Loop.run("the event loop", loop -> both(loop, pulse, busy));
    }

    private static Step<Beats.Rhythm> both(EventLoop loop, Pulse pulse, int busy) {
        Beats beats = new Beats(Pulse.PERIOD_MILLIS, pulse.millis());
        LoopTask<@Nullable Void> heart = loop.createTask("heartbeat", () -> beat(beats));
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pulse.millis());
        for (int i = 0; i < busy; i++) {
            loop.createTask("busy", () -> compute(end));
        }
        return await(heart, beaten -> {
            beaten.get();
            return done(beats.rhythm());
        });
    }

    private static Step<@Nullable Void> beat(Beats beats) {
        if (beats.areOver()) {
            return done();
        }
        return await(sleep(Duration.ofNanos(Math.max(0, beats.nanosUntilDue()))), woken -> {
            woken.get();
            beats.beat();
            return beat(beats);
        });
    }

    /** Awaits nothing. */
    private static Step<@Nullable Void> compute(long end) throws InterruptedException {
        Neighbour.COMPUTING.disturb(
                () -> System.nanoTime() >= end || Thread.currentThread().isInterrupted());
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        return done();
    }
}
