package dev.spindle.worker.program;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a run has left behind in its JVM. A daemon that waits for somebody to give it work is static state, and does what it is told by the next run; one
 * that sleeps, waits for a certain time or is at work would go on with what the last run wanted.
 */
final class Remains {
    private static final long MOMENT_MILLIS = 100;
    /** More threads are not static state but one more a run. */
    private static final int MANY = 64;

    private Remains() {}

    /** Whether they are such that no other run should begin beside them; waits a moment for what is about to end. */
    static boolean areInTheWay(ProgramGroup group) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOMENT_MILLIS);
        while (!areAtRest(group)) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return true;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return false;
    }

    private static boolean areAtRest(ProgramGroup group) {
        List<Thread> left = group.threads();
        return left.size() <= MANY
                && ForkJoinPool.commonPool().isQuiescent()
                && left.stream().allMatch(Remains::isAtRest);
    }

    private static boolean isAtRest(Thread thread) {
        Thread.State state = thread.getState();
        if (state == Thread.State.TERMINATED) {
            return true;
        }
        if (!thread.isDaemon() || (state != Thread.State.WAITING && state != Thread.State.TIMED_WAITING)) {
            return false;
        }
        boolean forWork = state == Thread.State.WAITING;
        for (StackTraceElement frame : thread.getStackTrace()) {
            String method = frame.getClassName() + "." + frame.getMethodName();
            if (method.startsWith("java.util.concurrent.ScheduledThreadPoolExecutor$")
                    || method.startsWith("java.util.TimerThread")) {
                return false; // there is work, for later
            }
            forWork |= method.equals("java.util.concurrent.ThreadPoolExecutor.getTask")
                    || method.equals("java.util.concurrent.ForkJoinPool.awaitWork");
        }
        return forWork;
    }
}
