package dev.spindle.coordinator.spin;

import static dev.spindle.coordinator.loop.EventLoop.sleep;
import static dev.spindle.coordinator.loop.Step.await;
import static dev.spindle.coordinator.loop.Step.done;

import dev.spindle.coordinator.loop.Awaited;
import dev.spindle.coordinator.loop.EventLoop;
import dev.spindle.coordinator.loop.LoopTask;
import dev.spindle.coordinator.loop.Step;
import dev.spindle.worker.tasks.Spinner;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The spinner as a coroutine, in the same thread as the slow job: an event loop lets each run up to its next await. So the spinner is
 * told to stop by an exception at its await, and the starter, which awaits it, gets what it returned or threw. But it turns only while
 * the slow job awaits, too.
 */
public final class CoroutineSpin implements Unit {
    private final SpinSettings settings;
    private final Screen screen;
    private final Stopwatch watch;
    private boolean failed;

    /** With an event loop of its own, in the thread that runs it. */
    public CoroutineSpin(SpinSettings settings, Screen screen) {
        this.settings = settings;
        this.screen = screen;
        this.watch = new Stopwatch(screen);
    }

    @Override
    public Report run() throws Exception {
        int answer = EventLoop.run(this::supervisor, screen::line);
        screen.line("Answer: " + answer);
        return watch.report("coroutine", "loop.createTask()", "cancel(), await", 0, failed);
    }

    /** Starts the spinner, awaits the slow job, stops the spinner and awaits its end. */
    private Step<Integer> supervisor(EventLoop loop) throws InterruptedException {
        watch.start();
        LoopTask<@Nullable Void> spinner = loop.createTask("spinner", () -> spin(0));
        screen.line("spinner object: " + spinner);
        return await(slow(), answer -> {
            watch.stop();
            spinner.cancel();
            return await(spinner, gone -> {
                watch.gone();
                tell(gone);
                return done(answer.get());
            });
        });
    }

    /** Turns until it is cancelled, which it hears of at its await. What follows the await turns on: the loop calls it, not this. */
    private Step<@Nullable Void> spin(long turn) {
        Spinner.breakIf(settings.fail(), turn);
        screen.frame(Spinner.frame(turn, settings.message()));
        return await(sleep(Spinner.FRAME_TIME), woken -> {
            try {
                woken.get();
            } catch (CancellationException e) {
                screen.wipe();
                return done();
            }
            return spin(turn + 1);
        });
    }

    /** Awaits a sleep, and the loop runs the spinner meanwhile; or blocks the one thread that there is. */
    private Step<Integer> slow() throws InterruptedException {
        if (settings.block()) {
            TimeUnit.NANOSECONDS.sleep(settings.length().toNanos());
            return done(SpinSettings.ANSWER);
        }
        return await(sleep(settings.length()), woken -> done(SpinSettings.ANSWER));
    }

    private void tell(Awaited<@Nullable Void> gone) throws Exception {
        try {
            gone.get();
        } catch (CancellationException e) { // once begun, the spinner catches it itself
            screen.line("No frame: the slow job kept the only thread and never awaited, so the event loop");
            screen.line("could not run the spinner, which was cancelled before its first step.");
        } catch (IllegalStateException e) {
            failed = true;
            screen.line("The await of the spinner threw what the spinner threw, the very object:");
            screen.line("  " + e);
        }
    }
}
