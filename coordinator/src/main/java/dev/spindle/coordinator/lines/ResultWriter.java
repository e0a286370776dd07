package dev.spindle.coordinator.lines;

import dev.spindle.coordinator.CompletionQueue;
import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.WriteAhead;
import dev.spindle.coordinator.report.Findings;
import dev.spindle.protocol.RawJson;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line of output for each line that ended, whole lines at a time: as they come, or in the order of the input. When
 * nothing waits, what is buffered goes out.
 */
public final class ResultWriter implements Runnable {
    private static final int BUFFER_BYTES = 1 << 16;
    /** After so many lines at the latest the intake is told of the room they left. */
    private static final int LINES_AT_ONCE = 256;

    private final OutputStream out;
    private final boolean keepOrder;
    private final CompletionQueue<Line.Ended> ended;
    private final InFlight inFlight;
    private final Counts counts;
    private final Findings findings;
    private final WriteAhead writeAhead;
    private final String whenBroken;
    private final Consumer<String> broken;
    private final Runnable notOk;
    private final @Nullable JoblogRows joblog;
    private final AwaitedResults awaited;

    private final Map<Long, Held> heldBack = new HashMap<>();
    private long nextPlace;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int filled;
    private int written;
    private long charged;
    private long largestResult;

    private long expected = Long.MAX_VALUE;
    private boolean failed;

    private record Held(ResultLine result, long charge) {}

    /**
     * @param writeAhead makes the outcomes safe before anybody sees them
     * @param whenBroken what to say before the reason when the output cannot be written
     * @param broken told why the run cannot be brought to its end: the output cannot be written, or workers do not start any more
     * @param notOk run when a job did not end ok, which may have been once too often
     * @param joblog gets a row for each job that ran; null where there is none
     * @param awaited who waits for the result of a line
     */
    public ResultWriter(
            OutputStream out,
            boolean keepOrder,
            CompletionQueue<Line.Ended> ended,
            InFlight inFlight,
            Counts counts,
            Findings findings,
            WriteAhead writeAhead,
            String whenBroken,
            Consumer<String> broken,
            Runnable notOk,
            @Nullable JoblogRows joblog,
            AwaitedResults awaited) {
        this.out = out;
        this.keepOrder = keepOrder;
        this.ended = ended;
        this.inFlight = inFlight;
        this.counts = counts;
        this.findings = findings;
        this.writeAhead = writeAhead;
        this.whenBroken = whenBroken;
        this.broken = broken;
        this.notOk = notOk;
        this.joblog = joblog;
        this.awaited = awaited;
    }

    @Override
    public void run() {
        try {
            while (counts.lines() + heldBack.size() < expected) {
                Line.Ended next = ended.poll();
                if (next == null) {
                    flush();
                    next = ended.take();
                }
                Line.Together together = next.together();
                if (next.isEndOfInput()) {
                    expected = next.line().seq();
                } else if (together != null) {
                    take(together, next.atNanos());
                } else {
                    noticeBrokenPool(next.job());
                    ResultLine known = next.result();
                    ResultLine result = known == null ? ResultLine.of(next) : known;
                    take(result, next.line(), next.charge(), next.atNanos());
                    if (result.status() != ResultLine.Status.OK) {
                        notOk.run();
                    }
                }
            }
            flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable e) {
        failed = true;
        broken.accept(whenBroken + (e instanceof IOException ? e.getMessage() : e));
    }

    /** The pool says it to those who submit; while the input pauses nobody does. */
    private void noticeBrokenPool(@Nullable Job<RawJson> job) throws InterruptedException {
        if (job != null && job.outcome() instanceof JobOutcome.WorkerLost<RawJson> lost) {
            noticeBrokenPool(lost);
        }
    }

    private void noticeBrokenPool(JobOutcome.@Nullable WorkerLost<RawJson> lost) {
        if (lost != null && lost.death().job() < 0) {
            broken.accept(
                    "workers do not start any more; the first: " + lost.death().cause());
        }
    }

    /** As for each of them by itself; but lines that are ok and need not be held back go to the output as they are. */
    private void take(Line.Together together, long atNanos) {
        ChunkLines lines = new ChunkLines(together.outcome());
        int ok = 0;
        Line first = null;
        for (LineChunk.Item item : together.chunk().items()) {
            if (!lines.next()) {
                continue;
            }
            boolean isNext = !keepOrder || (item.line().place() == nextPlace && heldBack.isEmpty());
            int most = lines.isOk() ? lines.mostBytes(item.line()) : 0;
            if (joblog == null && lines.isOk() && isNext && most <= buffer.length && awaited.areNone()) {
                if (most > buffer.length - filled) {
                    flush();
                }
                filled = lines.put(item.line(), buffer, filled);
                written(item.charge(), lines.resultBytes());
                nextPlace++;
                ok++;
                first = first == null ? item.line() : first;
            } else {
                noticeBrokenPool(lines.lost());
                ResultLine result = lines.line(item.line());
                take(result, item.line(), item.charge(), lines.endedNanos(atNanos));
                if (result.status() != ResultLine.Status.OK) {
                    notOk.run();
                }
            }
        }
        counts.addOk(ok);
        if (first != null) {
            long nanos = together.outcome().elapsed().toNanos();
            findings.ranTogether(ok, first.seq(), first.task(), nanos);
        }
    }

    private void take(ResultLine result, Line line, long charge, long atNanos) {
        awaited.ended(result);
        result.tell(line, findings);
        if (joblog != null) {
            joblog.add(line, result, atNanos);
        }
        if (!keepOrder) {
            write(result, charge);
            return;
        }
        heldBack.put(line.place(), new Held(result, charge));
        for (Held held = heldBack.remove(nextPlace); held != null; held = heldBack.remove(nextPlace)) {
            write(held.result(), held.charge());
            nextPlace++;
        }
    }

    private void write(ResultLine result, long charge) {
        counts.add(result);
        byte[] line = result.bytes();
        if (line.length > buffer.length - filled) {
            flush();
        }
        if (line.length > buffer.length) {
            output(line, line.length);
        } else {
            System.arraycopy(line, 0, buffer, filled, line.length);
            filled += line.length;
        }
        written(charge, result.resultBytes());
    }

    private void written(long charge, int resultBytes) {
        written++;
        charged += charge;
        largestResult = Math.max(largestResult, resultBytes);
        if (written >= LINES_AT_ONCE) {
            tellIntake();
        }
    }

    private void flush() {
        int length = filled;
        filled = 0;
        if (joblog != null) {
            joblog.flush();
        }
        output(buffer, length);
        tellIntake();
    }

    private void tellIntake() {
        if (written > 0) {
            inFlight.leave(written, charged, largestResult);
            written = 0;
            charged = 0;
            largestResult = 0;
        }
    }

    private void output(byte[] bytes, int length) {
        if (!failed && length > 0) {
            try {
                writeAhead.commit(); // when it cannot, the run is given up, and what ended is written all the same
                out.write(bytes, 0, length);
            } catch (IOException e) {
                fail(e);
            }
        }
    }
}
