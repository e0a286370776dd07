package dev.spindle.coordinator.spin;

import dev.spindle.worker.tasks.Spinner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The spinner in a thread of its own, which the scheduler lets run whatever the starter does. Both threads see the same objects, so that
 * an event is enough to tell the spinner to stop; {@code join} says when it is gone, and nothing else: a thread has neither a result
 * nor an error to give, these need channels of their own. A virtual thread is the same to its starter; what differs is its cost.
 */
public final class ThreadSpin implements Unit {
    private final String unit;
    private final ThreadFactory threads;
    private final SpinSettings settings;
    private final Screen screen;
    private final Stopwatch watch;
    private final AtomicReference<@Nullable Throwable> uncaught = new AtomicReference<>();

    private ThreadSpin(String unit, ThreadFactory threads, SpinSettings settings, Screen screen) {
        this.unit = unit;
        this.threads = threads;
        this.settings = settings;
        this.screen = screen;
        this.watch = new Stopwatch(screen);
    }

    /** With a thread of the operating system. */
    public static Unit platform(SpinSettings settings, Screen screen) {
        return new ThreadSpin("thread", spin -> new Thread(spin, "spinner"), settings, screen);
    }

    /**
     * With a virtual thread.
     *
     * @throws UnsupportedOperationException where {@link VirtualThreads#areThere} says no
     */
    public static Unit virtual(SpinSettings settings, Screen screen) {
        return new ThreadSpin("virtual", VirtualThreads.named("spinner"), settings, screen);
    }

    @Override
    public Report run() throws InterruptedException {
        int answer = supervisor();
        screen.line("Answer: " + answer);
        return watch.report(unit, "Thread.start()", "event set, join()", 0, uncaught.get() != null);
    }

    /** Starts the spinner, does the slow job itself, stops the spinner and waits for its end. */
    private int supervisor() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Thread spinner = threads.newThread(() -> spin(done));
        spinner.setUncaughtExceptionHandler((thread, error) -> uncaught.set(error));
        screen.line("spinner object: " + describe(spinner));
        watch.start();
        spinner.start();
        int answer = slow();
        watch.stop();
        done.countDown();
        spinner.join();
        watch.gone();
        tell();
        return answer;
    }

    /** Turns until the event is set, looking at it ten times a second. */
    private void spin(CountDownLatch done) {
        long turn = 0;
        try {
            do {
                Spinner.breakIf(settings.fail(), turn);
                screen.frame(Spinner.frame(turn++, settings.message()));
            } while (!done.await(Spinner.FRAME_TIME.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // Nobody interrupts it; if somebody did, that would be another way to be told to stop.
        }
        screen.wipe();
    }

    /** Sleeps, and thereby blocks its thread, which is the starter's; the spinner's is another. */
    private int slow() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(settings.length().toNanos());
        return SpinSettings.ANSWER;
    }

    private void tell() {
        Throwable error = uncaught.get();
        if (error != null) {
            screen.line("join() returned as if nothing had happened: it tells when, not why.");
            screen.line("The thread's handler of uncaught exceptions was given");
            screen.line("  " + error);
        }
        if (settings.block()) {
            screen.line(
                    "The slow job blocked, but only its own thread: the other drew " + screen.frames() + " frames.");
        }
    }

    private static String describe(Thread thread) {
        String kind = thread.getClass().getSimpleName();
        return kind + "[name=" + thread.getName() + ", state=" + thread.getState() + "]";
    }
}
