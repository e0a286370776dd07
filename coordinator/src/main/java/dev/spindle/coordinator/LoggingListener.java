package dev.spindle.coordinator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what happens in a pool to the log, through SLF4J. A pool whose builder was given no listener has one of these, if there is a provider
 * of SLF4J on the class path (Logback, say); without one it is silent, and loads nothing of SLF4J. A program that wants to hear of
 * something itself extends this class, and the pool logs as before. Thread-safe.
 *
 * <table>
 *   <caption>Who logs what</caption>
 *   <tr><th>logger</th><th>level</th><th>event</th></tr>
 *   <tr><td>{@code dev.spindle.coordinator.WorkerPool}</td><td>error</td><td>the pool is broken</td></tr>
 *   <tr><td></td><td>warn</td><td>a worker died or was ended; a connection was turned away; the pool was halted</td></tr>
 *   <tr><td></td><td>debug</td><td>a worker is ready, or has left when told</td></tr>
 *   <tr><td>{@code dev.spindle.worker.stderr}</td><td>info</td><td>a line that a worker wrote below its language's streams</td></tr>
 *   <tr><td>{@code dev.spindle.worker.output}</td><td>debug</td><td>what a job printed</td></tr>
 *   <tr><td>{@code dev.spindle.worker.progress}</td><td>debug</td><td>how far a job is</td></tr>
 * </table>
 *
 * <p>The outcomes of jobs are not logged: their owners have them.
 */
public class LoggingListener implements PoolListener {
    /** How SLF4J finds what writes its logs. */
    private static final String PROVIDER = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";

    /** Whether there are loggers, which only the thread that tells events may make: others hold the pool's lock. */
    private static volatile boolean ready;

    /** Made for the first event, in the thread that tells it: making them takes longer than starting a pool. */
    private static final class Loggers {
        static final Logger POOL = LoggerFactory.getLogger(WorkerPool.class);
        static final Logger STDERR = LoggerFactory.getLogger("dev.spindle.worker.stderr");
        static final Logger OUTPUT = LoggerFactory.getLogger("dev.spindle.worker.output");
        static final Logger PROGRESS = LoggerFactory.getLogger("dev.spindle.worker.progress");
    }

    /** For a pool whose builder was given no other: {@link PoolListener#NONE} where nothing would take what is logged. */
    static PoolListener ifHeard() {
        boolean heard = LoggingListener.class.getClassLoader().getResource(PROVIDER) != null
                || System.getProperty("slf4j.provider") != null;
        return heard ? new LoggingListener() : NONE;
    }

    /** Whether it is not worth while to tell {@code listener} what a job printed, and how far it is. */
    static boolean passesOver(PoolListener listener) {
        return ready
                && listener.getClass() == LoggingListener.class
                && !Loggers.OUTPUT.isDebugEnabled()
                && !Loggers.PROGRESS.isDebugEnabled();
    }

    @Override
    public void workerStarted(int worker, int generation, long processId) {
        Loggers.POOL.debug("worker {} (process {}) is ready", worker, processId);
        ready = true;
    }

    @Override
    public void workerLost(DeathReport death) {
        if (death.job() < 0) {
            Loggers.POOL.warn("{}", death);
        } else {
            Loggers.POOL.warn(
                    "{}; it ran job {}, for {} ms",
                    death,
                    death.job(),
                    death.ran().toMillis());
        }
    }

    @Override
    public void workerLeft(DeathReport end, int jobs) {
        if (end.stop() == null) {
            String given = jobs == 1 ? "1 job" : jobs + " jobs";
            Loggers.POOL.debug("worker {} (process {}) has left, given {}", end.worker(), end.processId(), given);
        } else {
            Loggers.POOL.warn("{}", end);
        }
    }

    @Override
    public void poolBroken(DeathReport first) {
        Loggers.POOL.error("workers do not start, so the pool is broken; the first of them: {}", first.cause());
    }

    @Override
    public void poolHalted(String why) {
        Loggers.POOL.warn("the pool was halted: {}", why);
    }

    @Override
    public void connectionRefused(String why) {
        Loggers.POOL.warn("a connection was turned away: it {}", why);
    }

    @Override
    public void output(int worker, long job, boolean stderr, String text) {
        if (Loggers.OUTPUT.isDebugEnabled()) {
            text.lines().forEach(line -> Loggers.OUTPUT.debug("worker {}, job {}: {}", worker, job, line));
        }
    }

    @Override
    public void progress(int worker, long job, JobProgress progress) {
        Loggers.PROGRESS.debug("worker {}, job {}: {}, {}", worker, job, progress.fraction(), progress.message());
    }

    /** @param worker -1 for what is told of lines that are missing */
    @Override
    public void stderr(int worker, long job, String line) {
        if (worker < 0) {
            Loggers.STDERR.warn("{}", line);
        } else if (job < 0) {
            Loggers.STDERR.info("worker {}: {}", worker, line);
        } else {
            Loggers.STDERR.info("worker {}, job {}: {}", worker, job, line);
        }
    }
}
