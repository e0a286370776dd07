package dev.spindle.coordinator.lines;

import dev.spindle.coordinator.code.ShellCommand;
import dev.spindle.coordinator.report.Joblog;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of the joblog, made of lines and their results. For one thread. */
public final class JoblogRows implements AutoCloseable {
    /** Of an input, so many bytes are shown. */
    private static final int LONGEST_INPUT = 4096;

    private final Joblog joblog;
    private final boolean areProgram;
    private final Consumer<String> complaints;
    private boolean broken;

    /** @param areProgram whether the jobs are runs of a program: then a job's exit status is the program's */
    public JoblogRows(Joblog joblog, boolean areProgram, Consumer<String> complaints) {
        this.joblog = joblog;
        this.areProgram = areProgram;
        this.complaints = complaints;
    }

    /**
     * The line has its result, which is a row if its job ran.
     *
     * @param endedNanos when that was known
     */
    void add(Line line, ResultLine result, long endedNanos) {
        Exit exit = result.exit();
        if (exit == null || broken) {
            return;
        }
        try {
            int status = areProgram && result.status() == ResultLine.Status.OK ? result.exitCode() : exit.status();
            joblog.row(
                    line.seq(),
                    endedNanos - exit.nanos(),
                    exit.nanos(),
                    line.input().length(),
                    result.resultBytes(),
                    status,
                    exit.signal(),
                    command(line));
        } catch (RuntimeException | Error e) {
            broken = true;
            complaints.accept("the joblog ends here, the run goes on: " + e);
        }
    }

    void flush() {
        joblog.flush();
    }

    @Override
    public void close() {
        joblog.close();
    }

    private String command(Line line) {
        String words = areProgram ? arguments(line.input()) : null;
        if (words == null) {
            byte[] input = line.input().shared();
            boolean isLong = input.length > LONGEST_INPUT;
            String text = new String(input, 0, isLong ? LONGEST_INPUT : input.length, StandardCharsets.UTF_8);
            words = line.input().equals(RawJson.NULL) ? "" : ' ' + text + (isLong ? "…" : "");
        }
        return oneField(line.task() + words);
    }

    /** Of a program, as a shell would take them; null when the input is something else, or long. */
    private static @Nullable String arguments(RawJson input) {
        if (input.length() > LONGEST_INPUT) {
            return null;
        }
        try {
            boolean isOne = input.shared()[0] == '"';
            Object value = Values.read(input, isOne ? String.class : List.class);
            StringBuilder words = new StringBuilder();
            for (Object each : value instanceof List<?> list ? list : List.of(String.valueOf(value))) {
                words.append(' ').append(ShellCommand.quoted(each));
            }
            return words.toString();
        } catch (ValueException e) {
            return null;
        }
    }

    /** A line end is NUL, as GNU parallel has it, whose reader turns it back; a tab would begin a further column. */
    private static String oneField(String text) {
        return text.replace("\r", "").replace('\n', '\0').replace('\t', ' ');
    }
}
