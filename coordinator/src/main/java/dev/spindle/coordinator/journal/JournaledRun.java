package dev.spindle.coordinator.journal;

/**
 * One run, or one that went on, as its journal tells of it.
 *
 * @param began when, as in {@code 2026-11-24T22:40:00Z}
 * @param version of Spindle
 * @param code the version of the tasks' code
 * @param atMostOnce it tried nothing again
 * @param exitStatus how it ended; -1 when it did not say so: it still runs, or was killed
 * @param neverRead how many lines of its input it did not read; -1 when that is not known
 */
public record JournaledRun(
        String began, String version, String code, boolean atMostOnce, int exitStatus, long neverRead) {
    static JournaledRun begun(JournalRecord record) {
        return new JournaledRun(
                record.text("run"),
                record.text("version"),
                record.text("code"),
                record.number("atMostOnce") == 1,
                -1,
                -1);
    }

    JournaledRun closed(JournalRecord record) {
        return new JournaledRun(
                began, version, code, atMostOnce, (int) record.number("exitStatus"), record.number("neverRead"));
    }
}
