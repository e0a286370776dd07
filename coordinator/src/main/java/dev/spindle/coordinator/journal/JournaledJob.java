package dev.spindle.coordinator.journal;

import dev.spindle.coordinator.JobLog;

/** One job in its journal: what earlier runs left of it, and what becomes of it in this one. */
public final class JournaledJob implements JobLog {
    private final Journal journal;
    private final JobKey key;
    private final String quotedTask;
    private final long seq;

    JournaledJob(Journal journal, JobKey key, String quotedTask, long seq) {
        this.journal = journal;
        this.key = key;
        this.quotedTask = quotedTask;
        this.seq = seq;
    }

    /** Whether it has an outcome from an earlier run. */
    public boolean isDone() {
        return journal.place(key) >= 0;
    }

    /**
     * That outcome, as it was given to {@link #ended}.
     *
     * @throws JournalException when it cannot be read any more
     */
    public byte[] outcome() throws JournalException {
        return journal.outcome(journal.place(key));
    }

    @Override
    public int earlierAttempts() {
        return journal.attempts(key);
    }

    @Override
    public void begins(int attempt, int worker, int generation) {
        journal.begins(key, seq, quotedTask, attempt, worker, generation);
    }

    @Override
    public void beginsInChunk(long chunk, int worker, int generation) {
        journal.beginsInChunk(key, seq, quotedTask, earlierAttempts() + 1, worker, generation, chunk);
    }

    @Override
    public void waitsAgain(int attempts) {
        journal.waitsAgain(key, attempts);
    }

    /** There is not enough memory to note what became of it: nothing is written any more, as if the run had been killed. */
    public void outOfMemory() {
        journal.outOfMemory();
    }

    /** Notes its outcome, the end of a JSON object: members with a comma before each, {@code "status"} first, and the brace. */
    public void ended(byte[] outcome, int from, int to) {
        journal.ended(key, seq, outcome, from, to);
    }
}
