package dev.spindle.coordinator.process;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.DeathReport.Kind;
import dev.spindle.coordinator.OomKill;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a process that has ended, and how to say it.
 *
 * @param status as the operating system tells it
 * @param problem what was wrong with it before; null for nothing
 * @param signalled the last signal that its pool sent it, and in what state; null for none
 * @param crash the digest of a crash report; null when there is none
 * @param introduced whether it ever was ready
 * @param goodbye the status it announced when it left on purpose; null when it did not
 * @param foreign it is no worker of our own: its statuses mean what its author likes
 * @param memory how large it was when it was last weighed; null when it never was
 * @param stderr its first lines there
 */
record Ending(
        int status,
        @Nullable String problem,
        @Nullable String signalled,
        @Nullable String crash,
        OomKill oomKill,
        boolean introduced,
        @Nullable Integer goodbye,
        boolean foreign,
        @Nullable ResidentMemory memory,
        List<String> stderr) {
    private static final int SIGKILL_STATUS = 128 + 9;
    /** What our own worker ends with after an {@code OutOfMemoryError}. */
    private static final int OUT_OF_MEMORY_STATUS = 3;
    /** And after a program that has left threads behind. */
    private static final int SPENT_STATUS = 5;

    /** How it ended, as far as that can be told. */
    Kind kind() {
        if (problem != null) {
            return Kind.GARBAGE;
        }
        if (crash != null) {
            return Kind.CRASH;
        }
        if (goodbye != null) {
            boolean exhausted = !foreign && goodbye == OUT_OF_MEMORY_STATUS && status == OUT_OF_MEMORY_STATUS;
            return exhausted ? Kind.OUT_OF_MEMORY : Kind.EXIT;
        }
        if (status <= 128) {
            return introduced ? Kind.HALT : Kind.NOT_STARTED;
        }
        if (signalled != null) {
            return Kind.STOPPED;
        }
        return status == SIGKILL_STATUS && oomKill == OomKill.YES ? Kind.OOM_KILLED : Kind.AMBIGUOUS;
    }

    /** The cause in a line, for people. */
    String cause() {
        String cause =
                switch (kind()) {
                    case GARBAGE -> problem + "; " + ended();
                    case CRASH -> "the JVM crashed: " + crash + "; " + ended();
                    case OUT_OF_MEMORY -> "its heap was exhausted; " + ended();
                    case HALT -> ended() + " without a word";
                    case OOM_KILLED -> "the kernel ended it because memory ran out" + size() + "; " + ended();
                    case AMBIGUOUS -> ended() + ", which is " + signalOrStatus() + size();
                    case STOPPED -> ended() + " by its pool's " + signalled;
                    case EXIT ->
                        (isSpent() ? "a program that it ran left threads behind; " : "") + ended() + " on purpose";
                    case NOT_STARTED, NO_PROCESS, INTERRUPTED -> ended();
                };
        if (introduced) {
            return cause;
        }
        return cause + " before it was ready" + (stderr.isEmpty() ? "" : ": " + String.join(" | ", stderr));
    }

    private boolean isSpent() {
        return !foreign && goodbye != null && goodbye == SPENT_STATUS && status == SPENT_STATUS;
    }

    private String ended() {
        return "ended with status " + status;
    }

    private String signalOrStatus() {
        String signal = DeathReport.signalOf(status);
        String either = signal == null ? "a signal" : signal;
        boolean mayBeKernel = status == SIGKILL_STATUS && oomKill == OomKill.UNKNOWN;
        return either + (mayBeKernel ? " (of the kernel's OOM killer or another)" : "") + " or a status of its own";
    }

    private String size() {
        return memory == null ? "" : " (it had " + (memory.bytes() >> 20) + " MiB resident)";
    }
}
