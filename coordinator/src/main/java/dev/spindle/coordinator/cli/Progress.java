package dev.spindle.coordinator.cli;

import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows on stderr how far a run is: done of those read so far, rate, time left, failures. */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 79;
    private static final int REFRESH_MILLIS = 250;

    /** When a bar is shown. */
    enum Mode {
        AUTO,
        ON,
        OFF
    }

    private final @Nullable Bar bar;

    private Progress(@Nullable Bar bar) {
        this.bar = bar;
    }

    static Progress start(Mode mode, Counts counts, Verbosity verbosity) {
        boolean shown =
                mode == Mode.ON || (mode == Mode.AUTO && System.getenv("NO_COLOR") == null && Terminal.isTerminal(2));
        return new Progress(shown ? new Bar(counts, verbosity) : null);
    }

    /** So many lines have been read. */
    void expect(long lines) {
        if (bar != null) {
            bar.read.set(lines);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    /** Apart, so that nothing of the library is loaded where no bar is shown. */
    private static final class Bar implements Runnable {
        private final AtomicLong read = new AtomicLong();
        private final Counts counts;
        private final Verbosity verbosity;
        private final ProgressBar shown;
        private final Thread thread;

        Bar(Counts counts, Verbosity verbosity) {
            this.counts = counts;
            this.verbosity = verbosity;
            verbosity.besideBar(WIDTH);
            this.shown = new ProgressBarBuilder()
                    .setTaskName("jobs")
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(REFRESH_MILLIS)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                    .showSpeed()
                    .build();
            this.thread = new Thread(this, "spindle-progress");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void run() {
            try {
                while (!Thread.interrupted()) {
                    update();
                    Thread.sleep(REFRESH_MILLIS);
                }
            } catch (InterruptedException e) {
                // closed
            }
        }

        private void update() {
            shown.maxHint(read.get());
            shown.stepTo(counts.lines());
            long notOk = counts.notOk();
            if (notOk > 0) {
                shown.setExtraMessage(" " + notOk + " not ok");
            }
        }

        void close() {
            thread.interrupt();
            update();
            shown.close();
            verbosity.besideBar(0);
        }
    }
}
