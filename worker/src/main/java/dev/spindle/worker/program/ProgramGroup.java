package dev.spindle.worker.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The threads that the runs of a program have started, whatever groups they made below this one. Thread-safe. */
final class ProgramGroup extends ThreadGroup {
    ProgramGroup() {
        super("program");
    }

    /** Those that live now. */
    List<Thread> threads() {
        Thread[] found = new Thread[activeCount() + 8];
        int count = enumerate(found);
        while (count == found.length) {
            found = new Thread[2 * count];
            count = enumerate(found);
        }
        return Arrays.asList(found).subList(0, count);
    }

    /** Those that live now and would keep a JVM from ending. */
    List<Thread> keepingAlive() {
        List<Thread> keeping = new ArrayList<>(threads());
        keeping.removeIf(Thread::isDaemon);
        return keeping;
    }

    /** As the JVM does; the end of a program is nothing to print. */
    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (!(thrown instanceof ProgramExit.Exited)) {
            super.uncaughtException(thread, thrown);
        }
    }
}
