package dev.spindle.coordinator.lines;

import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.WriteAhead;
import dev.spindle.coordinator.journal.History;
import dev.spindle.coordinator.journal.Journal;
import dev.spindle.coordinator.journal.JournalException;
import dev.spindle.coordinator.journal.JournaledJob;
import dev.spindle.protocol.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a run and its journal, if it has one: which of them are done already, and how the others end. */
public final class RunJournal {
    private final @Nullable Journal journal;
    private final int mostAttempts;

    /**
     * @param journal null where there is none
     * @param mostAttempts a job that has been charged with so many is not tried again
     */
    public RunJournal(@Nullable Journal journal, int mostAttempts) {
        this.journal = journal;
        this.mostAttempts = mostAttempts;
    }

    public WriteAhead writeAhead() {
        return journal == null ? WriteAhead.NONE : journal;
    }

    /** The job of the line; for each of them, in the order of the input. */
    @Nullable
    JournaledJob job(Line line) {
        String task = line.task();
        return journal == null || task == null ? null : journal.job(task, line.input(), line.seq());
    }

    /** The line's result, where it is decided before its job could begin; else null. */
    @Nullable
    ResultLine known(Line line, @Nullable JournaledJob logged) throws JournalException {
        if (logged == null) {
            return null;
        }
        if (logged.isDone()) {
            return ResultLine.fromJournal(line, logged.outcome());
        }
        if (logged.earlierAttempts() < mostAttempts) {
            return null;
        }
        ResultLine result = ResultLine.usedUp(line, logged.earlierAttempts());
        result.note(logged);
        return result;
    }

    /** Whether it is the last attempt of a job that may be what killed earlier runs: nothing else is to run then that could be charged with it. */
    boolean runsAlone(@Nullable JournaledJob logged) {
        int earlier = logged == null ? 0 : logged.earlierAttempts();
        return earlier > 0 && earlier == mostAttempts - 1;
    }

    /**
     * What to write of a line that has ended, noted in the journal first.
     *
     * @param job null when it could not be submitted any more
     */
    static Line.Ended ended(Line line, @Nullable Job<RawJson> job, long charge, @Nullable JournaledJob logged) {
        Line.Ended ended = new Line.Ended(line, job, charge);
        if (logged == null) {
            return ended;
        }
        try {
            ResultLine result = ResultLine.of(ended);
            result.note(logged);
            return new Line.Ended(line, job, result, charge);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ended;
        } catch (OutOfMemoryError e) {
            logged.outOfMemory(); // who writes it may have more luck, but what is not noted may not count as done
            return ended;
        }
    }

    /** What people are to know of the journal before its run goes on. */
    public List<String> opening() {
        History history = journal == null ? null : journal.history();
        List<String> lines = new ArrayList<>();
        if (journal == null || history == null) {
            return lines;
        }
        int ran = history.interrupted().size();
        lines.add("the journal knows " + jobs(history.done()) + " done"
                + (history.open() == 0 ? "" : " and " + history.open() + " not")
                + (ran == 0 ? "" : ", " + ran + " of which may have run when the run was killed"));
        if (history.isTorn()) {
            lines.add("the journal's last record was torn and has been cut off: " + history.tornBytes() + " bytes");
        }
        if (journal.isOfOtherCode()) {
            lines.add("the code of the tasks is not that of the journal's last run: no job is the same");
        }
        return lines;
    }

    private static String jobs(long count) {
        return count + (count == 1 ? " job" : " jobs");
    }
}
