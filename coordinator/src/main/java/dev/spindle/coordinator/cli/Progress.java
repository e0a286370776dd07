package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.lines.ResultLine;
import dev.spindle.coordinator.report.RunProgress;
import dev.spindle.coordinator.report.WatcherThread;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Shows on stderr how far a run is, and takes it away at the end. */
final class Progress implements AutoCloseable {
    private static final int USUAL_COLUMNS = 79;
    private static final int REFRESH_MILLIS = 250;
    /** The rate is that of so many refreshes: it follows a run that speeds up or stalls. */
    private static final int REMEMBERED = 5000 / REFRESH_MILLIS;

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

    /** @param count counts the lines of the input; negative where it cannot */
    static Progress start(Mode mode, RunProgress run, LongSupplier count, Verbosity verbosity) {
        boolean shown =
                mode == Mode.ON || (mode == Mode.AUTO && System.getenv("NO_COLOR") == null && Terminal.isTerminal(2));
        return new Progress(shown ? new Bar(run, count, verbosity) : null);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    /** Apart, so that nothing of it is loaded where no bar is shown. */
    private static final class Bar implements Runnable {
        private final RunProgress run;
        private final Verbosity verbosity;
        private final int columns;
        private final Thread thread;
        private final Deque<Sample> samples = new ArrayDeque<>();
        private long total = -1;
        private boolean closed;

        private record Sample(long nanos, long done) {}

        Bar(RunProgress run, LongSupplier count, Verbosity verbosity) {
            this.run = run;
            this.verbosity = verbosity;
            this.columns =
                    Terminal.isTerminal(2) ? Terminal.columns(2) - 1 : USUAL_COLUMNS; // in the last some terminals wrap
            verbosity.besideBar(columns);
            this.thread = WatcherThread.of("spindle-progress", this, verbosity::complain);
            thread.start();
            // Apart, since a large file takes a while, and the bar is not to stand still.
            WatcherThread.of("spindle-progress-count", () -> counted(count.getAsLong()), verbosity::complain)
                    .start();
        }

        @Override
        public void run() {
            try {
                while (!Thread.interrupted()) {
                    show();
                    Thread.sleep(REFRESH_MILLIS);
                }
            } catch (InterruptedException e) {
                // closed
            }
        }

        private synchronized void counted(long lines) {
            total = lines;
        }

        private synchronized void show() {
            if (closed) {
                return;
            }
            long done = run.done();
            long now = System.nanoTime();
            samples.addLast(new Sample(now, done));
            if (samples.size() > REMEMBERED) {
                samples.removeFirst();
            }
            Sample oldest = samples.getFirst();
            double rate = (done - oldest.done()) * 1e9 / Math.max(1, now - oldest.nanos());
            long notOk = done - run.doneByStatus().getOrDefault(ResultLine.Status.OK.text(), 0L);
            long read = run.read();
            long all = run.isAllRead() ? read : Math.max(total, total < 0 ? total : read);
            verbosity.bar(new ProgressLine(
                            done, all, read, rate, Math.max(0, notOk), run.retries(), run.running(), run.waiting())
                    .text(columns));
        }

        synchronized void close() {
            show(); // who looks at what was recorded sees how it ended
            closed = true; // the thread may be counting lines for a while
            thread.interrupt();
            verbosity.wipeBar();
        }
    }
}
