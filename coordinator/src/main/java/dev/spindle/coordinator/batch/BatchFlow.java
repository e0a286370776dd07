package dev.spindle.coordinator.batch;

import dev.spindle.coordinator.lines.Line;
import dev.spindle.coordinator.lines.ResultLine;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The batches of a run that are under way, and what came of others and is to be written. For one thread. */
public final class BatchFlow {
    /** A batch that is lost is cut into so many, to find the job in it that does the harm. */
    private static final int CUTS = 8;

    private final BatchFormat format;
    private final boolean keepOrder;
    private final NavigableMap<Long, Batch> underWay = new TreeMap<>();
    private final NavigableMap<Long, Output> ready = new TreeMap<>();
    private long jobs;

    /** What is to be written. */
    public sealed interface Output {}

    /** The lines of a batch, or of its first jobs. */
    public record Done(long firstLine, BatchResult result) implements Output {}

    /** A line that was made here. */
    public record Made(Line line, ResultLine result) implements Output {}

    /** Lines none of which runs any more: as they are, since as results they would take many times the memory. */
    public record NotRun(Batch batch) implements Output {}

    public BatchFlow(BatchFormat format, boolean keepOrder) {
        this.format = format;
        this.keepOrder = keepOrder;
    }

    /** A batch is about to be submitted. */
    public void add(Batch batch) {
        underWay.put(batch.firstLine(), batch);
        jobs += batch.jobs();
    }

    /** A batch has its result; returns what is left of it where that was of the first jobs only. */
    public @Nullable Batch ended(Batch batch, BatchResult result) {
        remove(batch);
        ready.put(batch.firstLine(), new Done(batch.firstLine(), result));
        int done = (int) result.counts().lines();
        if (done >= batch.jobs()) {
            return null;
        }
        return format.split(batch, done).get(1);
    }

    /** Nobody could run a batch to its end; returns its parts; none where it was of one job. */
    public List<Batch> lost(Batch batch) {
        List<Batch> parts = new ArrayList<>();
        remove(batch);
        if (batch.jobs() == 1) {
            return parts;
        }
        int each = (batch.jobs() + CUTS - 1) / CUTS;
        Batch rest = batch;
        while (rest.jobs() > each) {
            List<Batch> two = format.split(rest, each);
            parts.add(two.get(0));
            rest = two.get(1);
        }
        parts.add(rest);
        return parts;
    }

    private void remove(Batch batch) {
        if (!underWay.remove(batch.firstLine(), batch)) {
            throw new IllegalArgumentException("a batch that is not under way: " + batch.firstLine());
        }
        jobs -= batch.jobs();
    }

    /** Whether a batch was submitted and nobody has heard of it yet, nor given it up. */
    public boolean isUnderWay(Batch batch) {
        return batch.equals(underWay.get(batch.firstLine()));
    }

    /** The result of a line that is in no batch, or in no batch any more. */
    public void made(Line line, ResultLine result) {
        ready.put(line.seq(), new Made(line, result));
    }

    /** A batch is not to run. */
    public void notRun(Batch batch) {
        ready.put(batch.firstLine(), new NotRun(batch));
    }

    /** Nothing that is under way is to run any more. */
    public void giveUp() {
        underWay.values().forEach(this::notRun);
        underWay.clear();
        jobs = 0;
    }

    /** What is to be written next; null where there is nothing yet, or something before it is still under way and the order counts. */
    public @Nullable Output next() {
        boolean isNext =
                !ready.isEmpty() && (!keepOrder || underWay.isEmpty() || ready.firstKey() < underWay.firstKey());
        return isNext ? ready.pollFirstEntry().getValue() : null;
    }

    /** How many jobs are under way. */
    public long jobs() {
        return jobs;
    }
}
