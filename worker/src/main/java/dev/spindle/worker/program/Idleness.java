package dev.spindle.worker.program;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** For how long threads have done next to nothing. For one thread. */
final class Idleness {
    /** Of the time: who only looks every second whether something has happened uses less. */
    private static final double NEXT_TO_NOTHING = 0.01;

    private final long stuckNanos;
    private final long idleNanos;
    private long since;
    private long workBefore = -1;
    private boolean stuck;

    /**
     * @param stuckNanos for threads that all wait for somebody to wake them
     * @param idleNanos for others, that sleep or read
     */
    Idleness(long stuckNanos, long idleNanos) {
        this.stuckNanos = stuckNanos;
        this.idleNanos = idleNanos;
    }

    /** Whether {@code threads}, asked about again and again, have been idle for too long; never while a process that they started lives. */
    boolean lasts(List<Thread> threads) {
        long now = System.nanoTime();
        long work = workOf(threads);
        boolean allWait = threads.stream().allMatch(each -> each.getState() == Thread.State.WAITING);
        boolean worked = work < workBefore || work - workBefore > (now - since) * NEXT_TO_NOTHING + 1_000_000;
        if (workBefore < 0
                || worked
                || allWait != stuck
                || ProcessHandle.current().children().findAny().isPresent()) {
            since = now;
            workBefore = work;
            stuck = allWait;
        }
        return now - since > (stuck ? stuckNanos : idleNanos);
    }

    /** In nanoseconds of processor time. */
    private static long workOf(List<Thread> threads) {
        ThreadMXBean bean = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (Thread thread : threads) {
            sum += Math.max(0, bean.getThreadCpuTime(thread.getId()));
        }
        return sum;
    }
}
