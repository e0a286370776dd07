package dev.spindle.coordinator.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/** A table with a row for each job that ran, in the columns of GNU parallel's {@code --joblog}. For one thread. */
public final class Joblog implements AutoCloseable {
    private static final String HEADER = String.join(
                    "\t", "Seq", "Host", "Starttime", "JobRuntime", "Send", "Receive", "Exitval", "Signal", "Command")
            + "\n";

    private static final int PIECE_CHARS = 1 << 15;
    private static final int RUNTIME_WIDTH = 10;

    private final SideFile file;
    private final StringBuilder rows = new StringBuilder();

    /** What {@link System#nanoTime} would have been when the count of seconds began. */
    private final long epoch;

    /**
     * @param goesOn writes behind the rows that are there already
     * @param complaints told once what cannot be written, and why
     */
    public Joblog(Path path, boolean goesOn, Consumer<String> complaints) {
        Instant now = Instant.now();
        epoch = System.nanoTime() - now.getEpochSecond() * 1_000_000_000L - now.getNano();
        boolean hasHeader = goesOn && Files.isRegularFile(path) && path.toFile().length() > 0;
        file = SideFile.open("joblog", path, goesOn, complaints);
        rows.append(hasHeader ? "" : HEADER);
        flush();
    }

    /**
     * A job has ended.
     *
     * @param beganNanos of its last attempt, as {@link System#nanoTime} counts
     * @param sent bytes of the input
     * @param received bytes of the result
     * @param exitStatus 0 when all was well
     * @param signal the number of the one that ended it, or 0
     * @param command what ran, without tabs and line ends
     */
    public void row(
            long seq,
            long beganNanos,
            long tookNanos,
            long sent,
            long received,
            int exitStatus,
            int signal,
            String command) {
        if (file.isOver()) {
            return;
        }
        rows.append(seq).append("\t:\t");
        seconds(beganNanos - epoch, 0);
        rows.append('\t');
        seconds(tookNanos, RUNTIME_WIDTH);
        rows.append('\t').append(sent).append('\t').append(received);
        rows.append('\t').append(exitStatus).append('\t').append(signal).append('\t');
        rows.append(command).append('\n');
        if (rows.length() >= PIECE_CHARS) {
            flush();
        }
    }

    /** As seconds with three decimals, in so many columns at least. */
    private void seconds(long nanos, int width) {
        long millis = nanos / 1_000_000;
        String whole = Long.toString(millis / 1000);
        rows.append(" ".repeat(Math.max(0, width - 4 - whole.length())))
                .append(whole)
                .append('.');
        rows.append((char) ('0' + millis / 100 % 10));
        rows.append((char) ('0' + millis / 10 % 10));
        rows.append((char) ('0' + millis % 10));
    }

    /** Lets whoever reads along see the rows so far. */
    public void flush() {
        if (rows.length() > 0) {
            file.put(rows.toString());
            rows.setLength(0);
        }
    }

    @Override
    public void close() {
        flush();
        file.close();
    }
}
