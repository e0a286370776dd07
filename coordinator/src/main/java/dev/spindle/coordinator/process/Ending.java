package dev.spindle.coordinator.process;

import dev.spindle.coordinator.DeathReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a process that has ended, and how to say it.
 *
 * @param status as the operating system tells it
 * @param problem what was wrong with it before; null for nothing
 * @param stopped how its pool ended it; null when it did not
 * @param crash the digest of a crash report; null when there is none
 * @param introduced whether it ever was ready
 * @param saidGoodbye whether it left on purpose
 * @param stderr its last lines there
 */
record Ending(
        int status,
        @Nullable String problem,
        @Nullable String stopped,
        @Nullable String crash,
        boolean introduced,
        boolean saidGoodbye,
        List<String> stderr) {
    /** So much of stderr is quoted of a worker that did not start: a JVM's first lines say why. */
    private static final int LINES_QUOTED = 3;

    /** The cause in a line, for people. */
    String cause() {
        if (problem != null) {
            return problem + "; " + how();
        }
        if (crash != null) {
            return "the JVM crashed: " + crash + "; " + how();
        }
        if (stopped == null || (!introduced && !stderr.isEmpty())) {
            return how(); // what it said itself tells more than that it was ended then
        }
        return status > 128 ? stopped : how() + "; " + stopped; // it may have ended before it was stopped
    }

    private String how() {
        String signal = saidGoodbye ? null : DeathReport.signalOf(status);
        String ended = "ended with status " + status
                + (signal == null ? "" : ", which is " + signal + " or a status of its own");
        if (introduced) {
            return ended;
        }
        List<String> first = stderr.subList(0, Math.min(LINES_QUOTED, stderr.size()));
        return ended + " before it was ready" + (first.isEmpty() ? "" : ": " + String.join(" | ", first));
    }
}
