package dev.spindle.worker.program;

import org.jspecify.annotations.Nullable;

/** What programs call instead of {@link System#exit}. Thread-safe. */
public final class ProgramExit {
    /** The run that there is; of one that is over nobody can end anything any more. */
    private static volatile @Nullable ProgramRun current;

    private ProgramExit() {}

    /** Ends the program that runs with {@code code}; never returns. */
    public static void exit(int code) {
        ProgramRun run = current;
        if (run != null) {
            run.exit(code);
        }
        throw new Exited();
    }

    /** From now on {@code run} is what ends. */
    static void endsNow(@Nullable ProgramRun run) {
        current = run;
    }

    /** Unwinds a thread whose program has ended. */
    static final class Exited extends Error {
        private static final long serialVersionUID = 1;

        Exited() {
            super("System.exit was called", null, false, false);
        }
    }
}
