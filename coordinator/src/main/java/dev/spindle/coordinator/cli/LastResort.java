package dev.spindle.coordinator.cli;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * When a thread ends by what nobody expected, such as a class that cannot be read any more, whoever waits for that thread would wait for
 * ever: so the whole run ends, with one line.
 */
final class LastResort implements Thread.UncaughtExceptionHandler {
    /** How long the end of the workers may take, and of what else there is to clear away. */
    private static final long PATIENCE_MILLIS = 5_000;

    private final Verbosity verbosity;
    private final AtomicBoolean taken = new AtomicBoolean();

    private LastResort(Verbosity verbosity) {
        this.verbosity = verbosity;
    }

    static void install(Verbosity verbosity) {
        Thread.setDefaultUncaughtExceptionHandler(new LastResort(verbosity));
    }

    @Override
    public void uncaughtException(Thread thread, Throwable e) {
        if (!taken.compareAndSet(false, true)) {
            return; // one cause is enough, and what ends now may fail as well
        }
        try {
            System.err.println("spindle run: " + Main.cause(e) + " (in the thread " + thread.getName() + ")");
            if (verbosity.isVerbose()) {
                e.printStackTrace();
            }
            // Not in this thread, which may be one that the end waits for.
            Thread end = new Thread(() -> System.exit(ExitStatus.CANNOT_WORK), "spindle-last-resort");
            end.setDaemon(true);
            end.start();
            end.join(PATIENCE_MILLIS);
        } catch (InterruptedException | Error alsoBroken) {
            // then without clearing away: workers leave by themselves
        } finally {
            Runtime.getRuntime().halt(ExitStatus.CANNOT_WORK);
        }
    }
}
