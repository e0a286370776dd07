package dev.spindle.coordinator.lines;

import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.RemoteError;
import dev.spindle.coordinator.Stop;
import dev.spindle.coordinator.journal.JournaledJob;
import dev.spindle.coordinator.report.Findings;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.Decimal;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of output. The result stands in it byte for byte as the worker wrote it. */
public final class ResultLine {
    private static final String OUTCOME_START = ",\"status\":\"";
    private static final byte[] SEQ = "{\"seq\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = ",\"id\":".getBytes(StandardCharsets.US_ASCII);
    private static final String RESULT_START = "ok\",\"result\":";
    private static final String EXIT_CODE_START = "{\"exitCode\":";
    private static final byte[] OK_RESULT = ",\"status\":\"ok\",\"result\":".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_EXIT_CODE = 12;
    /** What a line that is ok has beside its id, its result and its tail. */
    private static final int LONGEST_FRAME = 64;

    private final byte[] bytes;
    private final int outcomeAt;
    private final long seq;
    private final Status status;
    private final int attempts;
    private final int resultBytes;
    private final boolean fromJournal;
    private final long nanos;
    private final @Nullable Cause cause;
    private final @Nullable Exit exit;

    /** How a line of input ended. */
    public enum Status {
        OK,
        FAILED,
        TIMEOUT,
        LOST,
        CANCELLED,
        INVALID;

        private final String text = name().toLowerCase(Locale.ROOT);

        public String text() {
            return text;
        }
    }

    /** Why a line did not end ok, as its error has it. */
    private record Cause(String type, @Nullable String message) {}

    private ResultLine(
            byte[] bytes,
            int outcomeAt,
            long seq,
            Status status,
            int attempts,
            int resultBytes,
            boolean fromJournal,
            long nanos,
            @Nullable Cause cause,
            @Nullable Exit exit) {
        this.bytes = bytes;
        this.outcomeAt = outcomeAt;
        this.seq = seq;
        this.status = status;
        this.attempts = attempts;
        this.resultBytes = resultBytes;
        this.fromJournal = fromJournal;
        this.nanos = nanos;
        this.cause = cause;
        this.exit = exit;
    }

    /** The whole line with its newline; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The number of the line of input. */
    public long seq() {
        return seq;
    }

    public Status status() {
        return status;
    }

    int attempts() {
        return attempts;
    }

    /** How many bytes of the line are the task's result. */
    int resultBytes() {
        return resultBytes;
    }

    /** Whether an earlier run had it. */
    boolean isFromJournal() {
        return fromJournal;
    }

    /** Adds to what there is to say of the run what became of {@code line}, whose result this is. */
    public void tell(Line line, Findings findings) {
        if (nanos >= 0) {
            findings.ran(seq, line.id(), line.task(), status.text(), attempts, nanos);
        }
        if (cause != null && status != Status.CANCELLED) {
            findings.failed(seq, status.text(), cause.type(), cause.message());
        }
    }

    /** How the job ended; null when it never ran in this run. */
    @Nullable
    Exit exit() {
        return exit;
    }

    /** What the program exited with whose result this is, as the operating system would say it; 0 where it is no program's. */
    int exitCode() {
        int at = outcomeAt + OUTCOME_START.length() + RESULT_START.length();
        int end = Math.min(bytes.length, at + EXIT_CODE_START.length() + LONGEST_EXIT_CODE);
        String start = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
        int comma = start.indexOf(',');
        return start.startsWith(EXIT_CODE_START) && comma > 0
                ? Integer.parseInt(start.substring(EXIT_CODE_START.length(), comma)) & 0xff
                : 0;
    }

    /** Notes in the journal what became of the job: that part of the line which does not depend on where in the input it was. */
    void note(JournaledJob job) {
        job.ended(bytes, outcomeAt, bytes.length - 1);
    }

    /**
     * What an earlier run had.
     *
     * @param outcome as {@link #note} gave it to the journal
     */
    static ResultLine fromJournal(Line line, byte[] outcome) {
        int from = OUTCOME_START.length();
        int to = from;
        while (outcome[to] != '"') {
            to++;
        }
        String name = new String(outcome, from, to - from, StandardCharsets.US_ASCII);
        Status status = Status.valueOf(name.toUpperCase(Locale.ROOT));
        byte[] ofThisLine = status == Status.LOST ? DeathText.moved(outcome, line.seq()) : outcome;
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 + ofThisLine.length);
        int outcomeAt = begin(out, line);
        out.writeBytes(ofThisLine);
        out.write('\n');
        Cause cause = status == Status.OK ? null : new Cause(status.text(), "in an earlier run");
        return new ResultLine(
                out.toByteArray(), outcomeAt, line.seq(), status, 0, ofThisLine.length, true, -1, cause, null);
    }

    /** A job that is not to be tried again: it ran whenever an earlier run was killed, or used up its attempts in these. */
    static ResultLine usedUp(Line line, int attempts) {
        return failed(line, Status.LOST, DeathText.usedUp(line.seq(), attempts), attempts, -1, Duration.ZERO, null);
    }

    /** A line that is invalid, or whose job could not begin before its run was given up. */
    public static ResultLine notRun(Line line) {
        return line.problem() == null
                ? cancelled(line, new JobOutcome.Cancelled<>(null, 0, -1, Duration.ZERO, false))
                : failed(line, Status.INVALID, error("invalid", line.problem()), 0, -1, Duration.ZERO, null);
    }

    /** A job that nobody saw the end of, as the process of its pool died with it. */
    public static ResultLine lostWithItsPool(Line line, String why) {
        return failed(line, Status.LOST, DeathText.lostWithItsPool(line.seq(), why), 1, -1, Duration.ZERO, null);
    }

    /** What became of {@code ended}; to be called once its outcome is there. */
    public static ResultLine of(Line.Ended ended) throws InterruptedException {
        Line line = ended.line();
        Job<RawJson> job = ended.job();
        return line.problem() != null || job == null ? notRun(line) : of(line, job.outcome());
    }

    /** What became of the job of {@code line}. */
    static ResultLine of(Line line, JobOutcome<RawJson> outcome) {
        int attempts = outcome.attempts();
        int worker = outcome.worker();
        Duration elapsed = outcome.elapsed();
        Exit exit = Exit.of(outcome);
        if (outcome instanceof JobOutcome.Succeeded<RawJson> ok) {
            return succeeded(line, ok.result(), attempts, worker, elapsed);
        }
        if (outcome instanceof JobOutcome.Failed<RawJson> failed) {
            return failed(line, Status.FAILED, error(failed.error()), attempts, worker, elapsed, exit);
        }
        if (outcome instanceof JobOutcome.TimedOut<RawJson> timedOut) {
            return failed(line, Status.TIMEOUT, DeathText.error(timedOut), attempts, worker, elapsed, exit);
        }
        if (outcome instanceof JobOutcome.WorkerLost<RawJson> lost
                && lost.death().job() >= 0) {
            Map<String, Object> error = DeathText.error(lost.death(), line.seq(), attempts);
            return failed(line, Status.LOST, error, attempts, worker, elapsed, exit);
        }
        return cancelled(
                line,
                outcome instanceof JobOutcome.Cancelled<RawJson> cancelled
                        ? cancelled
                        : new JobOutcome.Cancelled<>(null, attempts, worker, elapsed, false));
    }

    private static ResultLine cancelled(Line line, JobOutcome.Cancelled<RawJson> outcome) {
        String why =
                outcome.requested() ? "somebody cancelled this job" : "the run was given up before this job was done";
        Map<String, Object> error = error("cancelled", why);
        Stop stop = outcome.stop();
        if (stop != null) {
            error.put("stop", DeathText.stop(stop));
        }
        return failed(
                line,
                Status.CANCELLED,
                error,
                outcome.attempts(),
                outcome.worker(),
                outcome.elapsed(),
                Exit.of(outcome));
    }

    static ResultLine succeeded(Line line, RawJson result, int attempts, int worker, Duration elapsed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(96 + result.length());
        int outcomeAt = begin(out, line, Status.OK);
        ascii(out, ",\"result\":");
        out.writeBytes(result.shared());
        end(out, attempts, worker, elapsed);
        long nanos = elapsed.toNanos();
        Exit exit = new Exit(nanos, 0, 0);
        return new ResultLine(
                out.toByteArray(),
                outcomeAt,
                line.seq(),
                Status.OK,
                attempts,
                result.length(),
                false,
                nanos,
                null,
                exit);
    }

    private static ResultLine failed(
            Line line,
            Status status,
            Map<String, Object> error,
            int attempts,
            int worker,
            Duration elapsed,
            @Nullable Exit exit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        int outcomeAt = begin(out, line, status);
        ascii(out, ",\"error\":");
        try {
            out.writeBytes(Values.write(error).shared());
        } catch (ValueException e) {
            throw new IllegalStateException("an error of plain text that cannot be written", e);
        }
        end(out, attempts, worker, elapsed);
        Object message = error.get("message");
        Cause cause = new Cause(String.valueOf(error.get("type")), message == null ? null : message.toString());
        long nanos = attempts == 0 || worker < 0 ? -1 : elapsed.toNanos();
        return new ResultLine(out.toByteArray(), outcomeAt, line.seq(), status, attempts, 0, false, nanos, cause, exit);
    }

    private static int begin(ByteArrayOutputStream out, Line line, Status status) {
        int outcomeAt = begin(out, line);
        ascii(out, OUTCOME_START + status.text() + '"');
        return outcomeAt;
    }

    /** What belongs to the line; returns where what became of its job begins, with the comma before the status. */
    private static int begin(ByteArrayOutputStream out, Line line) {
        ascii(out, "{\"seq\":" + line.seq());
        RawJson id = line.id();
        if (id != null) {
            ascii(out, ",\"id\":");
            out.writeBytes(id.shared());
        }
        return out.size();
    }

    private static void end(ByteArrayOutputStream out, int attempts, int worker, Duration elapsed) {
        out.writeBytes(tail(attempts, worker, elapsed));
    }

    /** How a line ends: for many that end alike. */
    static byte[] tail(int attempts, int worker, Duration elapsed) {
        String tail = ",\"attempts\":" + attempts + (worker < 0 ? "" : ",\"worker\":" + worker) + ",\"ms\":"
                + millis(elapsed.toNanos() / 1000) + "}\n";
        return tail.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** How many bytes {@link #putOk} writes at most. */
    static int mostBytes(Line line, int resultBytes, int tailBytes) {
        RawJson id = line.id();
        return LONGEST_FRAME + (id == null ? 0 : id.length()) + resultBytes + tailBytes;
    }

    /** Writes the line of a job that is ok, whose result is a part of {@code results}, without making anything; returns its end. */
    static int putOk(Line line, byte[] results, int from, int to, byte[] tail, byte[] out, int at) {
        int end = put(SEQ, out, at);
        int digits = Decimal.digits(line.seq());
        end += digits;
        Decimal.put(line.seq(), out, end);
        RawJson id = line.id();
        if (id != null) {
            end = put(id.shared(), out, put(ID, out, end));
        }
        end = put(OK_RESULT, out, end);
        System.arraycopy(results, from, out, end, to - from);
        return put(tail, out, end + to - from);
    }

    private static int put(byte[] bytes, byte[] out, int at) {
        System.arraycopy(bytes, 0, out, at, bytes.length);
        return at + bytes.length;
    }

    /** Microseconds as milliseconds, without zeros at the end: 1250 is 1.25. */
    static String millis(long micros) {
        long fraction = micros % 1000;
        if (fraction == 0) {
            return Long.toString(micros / 1000);
        }
        StringBuilder text = new StringBuilder().append(micros / 1000).append('.');
        for (long digit = 100; fraction > 0; digit /= 10) {
            text.append((char) ('0' + fraction / digit));
            fraction %= digit;
        }
        return text.toString();
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Map<String, Object> error(String type, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("type", wellFormed(type));
        error.put("message", wellFormed(message));
        return error;
    }

    private static Map<String, Object> error(RemoteError error) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", wellFormed(error.type()));
        fields.put("message", error.message() == null ? null : wellFormed(error.message()));
        fields.put("stack", error.stack().stream().map(ResultLine::wellFormed).toList());
        if (error.cause() != null) {
            fields.put("cause", error(error.cause()));
        }
        return fields;
    }

    /** Text of other programs may hold half a surrogate pair, for which UTF-8 has no form. */
    public static String wellFormed(@Nullable String text) {
        return new String(String.valueOf(text).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
