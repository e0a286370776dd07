package dev.spindle.coordinator;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a worker ended, as far as the facts go.
 *
 * @param worker its place in the pool, from 0
 * @param generation how many processes had this place before
 * @param processId the operating system's id; -1 when no process came to be
 * @param kind what can be told of how it ended
 * @param exitStatus as the operating system tells it, 128 and the signal's number for a signal; null when it is not known
 * @param deliberate the worker said goodbye first, so the status is its own
 * @param cause one line for people: what is known of why
 * @param stop how the pool ended it; null when it did not
 * @param residentBytes its resident memory when it was last read, at most a fraction of a second before while a job ran; -1 when it
 *     never was
 * @param peakResidentBytes the most that was resident until then; -1 as before
 * @param oomKill whether the kernel's OOM killer did it, by the counters of its control group
 * @param crash the digest of the JVM's crash report; null when there is none
 * @param stderr the last lines it wrote to stderr, or below Java to stdout
 * @param job the number of the job that ran then; -1 when none did
 * @param ran how long that job had run
 */
public record DeathReport(
        int worker,
        int generation,
        long processId,
        Kind kind,
        @Nullable Integer exitStatus,
        boolean deliberate,
        String cause,
        @Nullable Stop stop,
        long residentBytes,
        long peakResidentBytes,
        OomKill oomKill,
        @Nullable String crash,
        List<String> stderr,
        long job,
        Duration ran) {

    /** How a worker ended, as far as that can be told from outside. */
    public enum Kind {
        /** It ended itself and said so: {@code System.exit}, or a shutdown. */
        EXIT,
        /** It left after its heap was exhausted, and said so. */
        OUT_OF_MEMORY,
        /** It ended by itself without a word, with a status of its own: {@code Runtime.halt}, or native code. */
        HALT,
        /** It ended by itself before it was ready for jobs: {@link DeathReport#stderr} most often says why. */
        NOT_STARTED,
        /** The JVM crashed and left a report. */
        CRASH,
        /** The kernel ended it because memory ran out. */
        OOM_KILLED,
        /** A status above 128 without a word: a signal from outside, or {@code Runtime.halt} with that status. */
        AMBIGUOUS,
        /** What it sent was no message. */
        GARBAGE,
        /** Its pool ended it: {@link DeathReport#cause} says why, {@link DeathReport#stop} how. */
        STOPPED,
        /** Nobody saw it: the process of its pool was killed, and this is told by the run that went on. */
        INTERRUPTED,
        /** There was no process, or it could not be watched. */
        NO_PROCESS;

        /** As people and result lines say it: {@code oom-killed}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public DeathReport {
        stderr = List.copyOf(stderr);
    }

    /** This report with the job that ran. */
    public DeathReport during(long runningJob, Duration runningFor) {
        return with(kind, cause, stop, runningJob, runningFor);
    }

    /** This report of a worker that its pool ended. */
    public DeathReport stopped(String why, Stop how) {
        boolean itsOwn = kind == Kind.CRASH || kind == Kind.GARBAGE || kind == Kind.OOM_KILLED;
        return with(itsOwn ? kind : Kind.STOPPED, why + "; " + cause, how, job, ran);
    }

    private DeathReport with(Kind newKind, String newCause, @Nullable Stop newStop, long newJob, Duration newRan) {
        return new DeathReport(
                worker,
                generation,
                processId,
                newKind,
                exitStatus,
                deliberate,
                newCause,
                newStop,
                residentBytes,
                peakResidentBytes,
                oomKill,
                crash,
                stderr,
                newJob,
                newRan);
    }

    /** The name of the signal that the status stands for, or may stand for; null when it stands for none. */
    public @Nullable String signal() {
        return exitStatus == null || deliberate ? null : signalOf(exitStatus);
    }

    /** Whether nobody can tell if a signal ended it or a status of its own. */
    public boolean isAmbiguous() {
        return kind == Kind.AMBIGUOUS;
    }

    /** The name of the signal that an exit status above 128 may stand for; null for others. Numbers are Linux's. */
    public static @Nullable String signalOf(int exitStatus) {
        return switch (exitStatus - 128) {
            case 1 -> "SIGHUP";
            case 2 -> "SIGINT";
            case 3 -> "SIGQUIT";
            case 4 -> "SIGILL";
            case 5 -> "SIGTRAP";
            case 6 -> "SIGABRT";
            case 7 -> "SIGBUS";
            case 8 -> "SIGFPE";
            case 9 -> "SIGKILL";
            case 10 -> "SIGUSR1";
            case 11 -> "SIGSEGV";
            case 12 -> "SIGUSR2";
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
