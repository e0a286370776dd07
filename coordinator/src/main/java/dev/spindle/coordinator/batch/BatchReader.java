package dev.spindle.coordinator.batch;

import dev.spindle.coordinator.lines.JobLines;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads batches as long as there is room for them, in a thread of its own: an input may pause for ever, and nobody is to wait for it then. */
final class BatchReader implements Runnable {
    private final JobLines lines;
    private final InputBatches batches;
    private final BatchRoom room;
    private final BatchSize size;
    private final Consumer<InputBatches.@Nullable Piece> taken;
    private boolean over;
    private long read;
    private long unread;
    private boolean atEnd;
    private @Nullable String problem;

    /**
     * @param size how many jobs a batch is to have
     * @param taken gets what was read, and at the end null, once; not to wait
     */
    BatchReader(
            JobLines lines,
            char delimiter,
            BatchRoom room,
            BatchSize size,
            Consumer<InputBatches.@Nullable Piece> taken) {
        this.lines = lines;
        this.batches = new InputBatches(lines, delimiter);
        this.room = room;
        this.size = size;
        this.taken = taken;
    }

    @Override
    public void run() {
        try {
            boolean goesOn = room.await();
            while (goesOn) {
                InputBatches.Piece piece = batches.next(size::jobs, size::expected);
                atEnd = piece == null;
                goesOn = piece != null && give(piece) && room.await();
            }
            end(null);
        } catch (IOException e) {
            end("cannot read the input: " + e.getMessage());
        } catch (InterruptedException e) {
            end(null);
        } catch (RuntimeException | Error e) {
            end("cannot read the input: " + e);
        }
    }

    private synchronized boolean give(InputBatches.Piece piece) {
        Batch batch = piece.batch();
        int jobs = batch == null ? 1 : batch.jobs();
        if (over) {
            unread += jobs;
            return false;
        }
        read += jobs;
        room.enter(1, batch == null ? 0 : batch.charge());
        taken.accept(piece);
        return true;
    }

    /** What is read from now on counts no more. */
    void end(@Nullable String why) {
        room.close();
        synchronized (this) {
            if (!over) {
                over = true;
                problem = why;
                taken.accept(null);
            }
        }
    }

    /** How many lines that get a result were read so far. */
    synchronized long read() {
        return read;
    }

    synchronized boolean isOver() {
        return over;
    }

    /** Why the input could not be read to its end; null when it could. */
    synchronized @Nullable String problem() {
        return problem;
    }

    /** Counts the lines that were not read and would have had a result; for the thread that reads, once {@link #run} is over. */
    void countUnread() {
        unread += batches.isAhead() ? 1 : 0;
        long rest = atEnd ? 0 : lines.countRest();
        atEnd = rest >= 0;
        unread += Math.max(0, rest);
    }

    /** How many lines were never read; -1 when they could not be counted. For whoever has joined the thread that reads. */
    long unread() {
        return atEnd ? unread : -1;
    }
}
