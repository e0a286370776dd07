package dev.spindle.coordinator.lines;

import dev.spindle.coordinator.Chunk;
import dev.spindle.coordinator.ChunkOutcome;
import dev.spindle.coordinator.ChunkSize;
import dev.spindle.coordinator.CompletionQueue;
import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.JobLog;
import dev.spindle.coordinator.journal.JournaledJob;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.ItemsWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines whose jobs travel in one message. Filled and submitted by one thread; ends in any. */
public final class LineChunk implements Chunk.Owner<RawJson> {
    private final String task;
    private final ChunkSize size;
    private final CompletionQueue<Line.Ended> ended;
    private final ItemsWriter inputs;
    private final List<Item> items = new ArrayList<>();

    /** @param charge what {@link InFlight} holds for the line */
    record Item(Line line, long charge, @Nullable JournaledJob logged) {}

    /** @param inputs empty; used again for the next chunk when this one was submitted */
    LineChunk(String task, ChunkSize size, CompletionQueue<Line.Ended> ended, ItemsWriter inputs) {
        this.task = task;
        this.size = size;
        this.ended = ended;
        this.inputs = inputs;
    }

    void add(Line line, long charge, @Nullable JournaledJob logged) {
        items.add(new Item(line, charge, logged));
        inputs.addChecked(line.input());
    }

    String task() {
        return task;
    }

    List<Item> items() {
        return items;
    }

    /** Whether it has all the jobs that it should have, when another input of so many bytes is to come. */
    boolean isFull(int bytes) {
        return items.size() >= size.jobs() || inputs.length() + bytes > ChunkSize.MOST_BYTES;
    }

    /** The inputs as one array; then it is filled no more. */
    RawJson takeInputs() {
        return inputs.take();
    }

    /** It could not be submitted any more. */
    void notSubmitted() {
        for (Item item : items) {
            ended.add(RunJournal.ended(item.line(), null, item.charge(), item.logged()));
        }
    }

    @Override
    public @Nullable JobLog log(int index) {
        return items.get(index).logged();
    }

    @Override
    public void answered(ChunkOutcome outcome) {
        size.answered(outcome.ran(), outcome.elapsed(), outcome.answerBytes());
        if (items.get(0).logged() == null) {
            ended.add(Line.Ended.together(this, outcome));
        } else {
            note(outcome);
        }
    }

    /** What is in the journal must be there before anybody sees it: so each line is made here. */
    private void note(ChunkOutcome outcome) {
        long now = System.nanoTime();
        ChunkLines results = new ChunkLines(outcome);
        for (int i = 0; i < items.size(); i++) {
            boolean has = results.next();
            Item item = items.get(i);
            JournaledJob logged = item.logged();
            if (has && logged != null) {
                ResultLine result = results.line(item.line());
                result.note(logged);
                ended.add(new Line.Ended(item.line(), null, result, item.charge(), results.endedNanos(now), null));
            }
        }
    }

    @Override
    public void ended(int index, Job<RawJson> job) {
        ended.add(end(index, job));
    }

    /** What to write of a line whose job was by itself. */
    Line.Ended end(int index, Job<RawJson> job) {
        Item item = items.get(index);
        size.answered(1, job.ran(), 0);
        return RunJournal.ended(item.line(), job, item.charge(), item.logged());
    }
}
