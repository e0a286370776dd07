package dev.spindle.coordinator;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a worker ended, as far as the facts go.
 *
 * @param worker its place in the pool, from 0
 * @param generation how many processes had this place before
 * @param processId the operating system's id; -1 when no process came to be
 * @param exitStatus as the operating system tells it, 128 and the signal's number for a signal; null when it is not known
 * @param deliberate the worker said goodbye first, so the status is its own
 * @param cause one line for people: what is known of why
 * @param stderr the last lines it wrote to stderr, or below Java to stdout
 * @param job the number of the job that ran then; -1 when none did
 * @param ran how long that job had run
 */
public record DeathReport(
        int worker,
        int generation,
        long processId,
        @Nullable Integer exitStatus,
        boolean deliberate,
        String cause,
        List<String> stderr,
        long job,
        Duration ran) {
    public DeathReport {
        stderr = List.copyOf(stderr);
    }

    /** This report with the job that ran. */
    public DeathReport during(long runningJob, Duration runningFor) {
        return new DeathReport(
                worker, generation, processId, exitStatus, deliberate, cause, stderr, runningJob, runningFor);
    }

    /** The name of the signal that the status stands for; null when it stands for none. */
    public @Nullable String signal() {
        return exitStatus == null ? null : signalOf(exitStatus);
    }

    /** The name of the signal that an exit status above 128 may stand for; null for others. Numbers are Linux's. */
    public static @Nullable String signalOf(int exitStatus) {
        return switch (exitStatus - 128) {
            case 1 -> "SIGHUP";
            case 2 -> "SIGINT";
            case 3 -> "SIGQUIT";
            case 4 -> "SIGILL";
            case 6 -> "SIGABRT";
            case 7 -> "SIGBUS";
            case 8 -> "SIGFPE";
            case 9 -> "SIGKILL";
            case 11 -> "SIGSEGV";
            case 13 -> "SIGPIPE";
            case 14 -> "SIGALRM";
            case 15 -> "SIGTERM";
            case 24 -> "SIGXCPU";
            case 25 -> "SIGXFSZ";
            case 31 -> "SIGSYS";
            default -> null;
        };
    }

    /** Who ended and why, in a line. */
    @Override
    public String toString() {
        return "worker " + worker + (processId < 0 ? "" : " (process " + processId + ")") + ": " + cause;
    }
}
