package dev.spindle.coordinator.journal;

import dev.spindle.protocol.RawJson;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a journal tells of the runs before: which jobs are done, and how often the others were tried. Not thread-safe. */
public final class History {
    /** What a job's number in the table means: above 0 where its outcome stands, below 0 the attempts charged to it and one more. */
    private final KeyTable jobs = new KeyTable();

    /** Attempts of the latest run without an end so far, in the order in which they were sent. */
    private final Map<JobKey, UnderWay> underWay = new LinkedHashMap<>();

    private final Map<String, Long> byStatus = new TreeMap<>();
    private final List<JournaledRun> runs = new ArrayList<>();
    private List<Interrupted> interrupted = List.of();
    private long wholeUntil;
    private long tornBytes;

    /**
     * An attempt that may have run when its run ended without a word.
     *
     * @param seq the line of input its job was
     */
    public record Interrupted(long seq, int attempt, int worker, int generation) {}

    /** @param chunk the number of the chunk that it was sent in; -1 for none */
    private record UnderWay(Interrupted attempt, long chunk) {}

    /** Which jobs of an input would not run: asked of each, in the order of the input. Not thread-safe. */
    public final class Preview {
        private final ContentKeys keys;

        private Preview(String code) {
            keys = new ContentKeys(code);
        }

        /** Whether the next job of the input is done. */
        public boolean isDone(String task, RawJson input) {
            return place(keys.next(task, input)) >= 0;
        }
    }

    private History() {}

    /**
     * Reads all of it; changes nothing.
     *
     * @throws JournalException when the file is something else, or damaged elsewhere than at its end
     * @throws IOException when it cannot be read
     */
    public static History read(Path file) throws IOException, JournalException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            return read(file, in);
        }
    }

    /** The same, of what is in {@code file}. */
    static History read(Path file, InputStream in) throws IOException, JournalException {
        History history = new History();
        JournalReader reader = new JournalReader(file, in);
        for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
            history.take(file, record);
        }
        history.runIsOver();
        history.wholeUntil = reader.wholeUntil();
        history.tornBytes = reader.tornBytes();
        return history;
    }

    /**
     * Gives every whole record to {@code heard}, in the order of the file; valid only until the next.
     *
     * @throws JournalException as {@link #read} does, when what stands before was given
     * @throws IOException when it cannot be read
     */
    public static void records(Path file, Consumer<JournalRecord> heard) throws IOException, JournalException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            JournalReader reader = new JournalReader(file, in);
            for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
                heard.accept(record);
            }
        }
    }

    private void take(Path file, JournalRecord record) throws JournalException {
        if (runs.isEmpty() && record.kind() != JournalRecord.Kind.RUN) {
            throw new JournalException(file + " is no journal: its first record does not tell of a run");
        }
        switch (record.kind()) {
            case RUN -> {
                runIsOver();
                runs.add(JournaledRun.begun(record));
            }
            case BEGIN -> {
                JobKey key = record.key();
                int attempt = (int) record.number("attempt");
                charge(key, attempt - 1);
                Interrupted begun = new Interrupted(record.number("seq"), attempt, (int) record.number("worker"), (int)
                        record.number("generation"));
                underWay.put(key, new UnderWay(begun, record.number("chunk")));
            }
            case AGAIN -> {
                JobKey key = record.key();
                underWay.remove(key);
                charge(key, (int) record.number("attempts"));
            }
            case END -> ended(record);
            case CLOSE -> {
                underWay.clear();
                int last = runs.size() - 1;
                runs.set(last, runs.get(last).closed(record));
            }
        }
    }

    private void ended(JournalRecord record) {
        JobKey key = record.key();
        String status = record.text("status");
        underWay.remove(key);
        if (status.equals("cancelled")) {
            charge(key, attempts(key));
        } else if (place(key) < 0) {
            jobs.put(key, record.place());
            byStatus.merge(status, 1L, Long::sum);
        }
    }

    /**
     * The oldest attempt of each worker may have been what ran: it is charged, as when a worker dies. Those behind it only waited, unless they
     * were sent in one chunk; but where nothing may run twice, the end of the one before may just not have been noted.
     */
    private void runIsOver() {
        if (runs.isEmpty()) {
            return;
        }
        List<Interrupted> ran = new ArrayList<>();
        Map<Long, Long> oldest = new HashMap<>();
        boolean all = runs.get(runs.size() - 1).atMostOnce();
        underWay.forEach((key, each) -> {
            Interrupted attempt = each.attempt();
            Long chunk = oldest.putIfAbsent((long) attempt.worker() << 32 | attempt.generation(), each.chunk());
            if (chunk == null || (chunk >= 0 && chunk == each.chunk()) || all) {
                charge(key, attempt.attempt());
                ran.add(attempt);
            }
        });
        underWay.clear();
        interrupted = ran;
    }

    private void charge(JobKey key, int attempts) {
        if (place(key) < 0) {
            jobs.put(key, -1L - attempts);
        }
    }

    /** What a run with this version of the tasks' code would find done. */
    public Preview preview(String code) {
        return new Preview(code);
    }

    /** Where the job's outcome stands; -1 when it has none. */
    long place(JobKey key) {
        long known = jobs.get(key);
        return known > 0 ? known : -1;
    }

    /** How many attempts were charged to the job. */
    int attempts(JobKey key) {
        long known = jobs.get(key);
        return known < 0 ? (int) (-1 - known) : 0;
    }

    long wholeUntil() {
        return wholeUntil;
    }

    /** The journal ends in the middle of a record, which counts as not written. */
    public boolean isTorn() {
        return tornBytes > 0;
    }

    /** So many bytes of the file are that. */
    public long tornBytes() {
        return tornBytes;
    }

    /** The runs so far, the oldest first. */
    public List<JournaledRun> runs() {
        return List.copyOf(runs);
    }

    /** The latest of them; null when there is none. */
    public @Nullable JournaledRun latest() {
        return runs.isEmpty() ? null : runs.get(runs.size() - 1);
    }

    /** How many jobs have an outcome, by its status. */
    public Map<String, Long> byStatus() {
        return new TreeMap<>(byStatus);
    }

    /** How many jobs have an outcome. */
    public long done() {
        return byStatus.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many jobs were read and have none. */
    public long open() {
        return jobs.size() - done();
    }

    /** What may have run when the latest run ended without a word; empty when it said how it ended. */
    public List<Interrupted> interrupted() {
        return List.copyOf(interrupted);
    }
}
