package dev.spindle.coordinator.lab.isolation;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.PoolListener;
import dev.spindle.coordinator.Stop;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Hears of workers that died. Nobody else is told of them: they are what is measured. Thread-safe. */
final class Deaths implements PoolListener {
    private static final long PATIENCE_SECONDS = 3;

    private final BlockingQueue<DeathReport> reports = new LinkedBlockingQueue<>();

    @Override
    public void workerLost(DeathReport death) {
        reports.add(death);
    }

    void forget() {
        reports.clear();
    }

    /** How the next worker ended; {@link Observation#LIVES} when none does within some seconds. */
    String next() throws InterruptedException {
        DeathReport report = reports.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return report == null ? Observation.LIVES : text(report);
    }

    /** In a few words. */
    static String text(DeathReport death) {
        return switch (death.kind()) {
            case EXIT, HALT -> "exit " + death.exitStatus();
            case CRASH, AMBIGUOUS -> {
                String signal = death.signal();
                yield signal == null ? "status " + death.exitStatus() : signal;
            }
            case STOPPED -> {
                Stop stop = death.stop(); // it had said that it leaves, and took too long
                yield stop == null ? "stopped" : stop.by().text();
            }
            case OUT_OF_MEMORY, NOT_STARTED, OOM_KILLED, GARBAGE, INTERRUPTED, NO_PROCESS ->
                death.kind().text().replace('-', ' ');
        };
    }
}
