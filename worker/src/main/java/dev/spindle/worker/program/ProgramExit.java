package dev.spindle.worker.program;

/** What programs call instead of {@link System#exit}. Thread-safe. */
public final class ProgramExit {
    private ProgramExit() {}

    /** Ends the program whose thread calls it with {@code code}; never returns. Outside of any program it ends the JVM. */
    public static void exit(int code) {
        ProgramRun run = ProgramGroup.runOf(Thread.currentThread());
        if (run == null) {
            System.exit(code);
        } else {
            run.exit(code);
        }
        throw new Exited();
    }

    /** Unwinds a thread whose program has ended. */
    static final class Exited extends Error {
        private static final long serialVersionUID = 1;

        Exited() {
            super("System.exit was called", null, false, false);
        }
    }
}
