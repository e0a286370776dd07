package dev.spindle.coordinator.chaos;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** SIGKILL to the coordinator alone: its workers must not outlive it. */
final class KilledCoordinator implements Fault {
    /** Two seconds are promised; a machine with much else to do gets more. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Override
    public void prepare(Setup setup) {
        setup.allowed.add(Allowed.KILLED);
    }

    @Override
    public void strike(Victim victim) throws Exception {
        if (!victim.lastsFor(0, 2_000)) {
            return;
        }
        int workers = victim.workers().size();
        victim.coordinator().destroyForcibly().waitFor();
        victim.tally().struck(kind());
        long killed = System.nanoTime();
        await("the workers leave")
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(5))
                .pollDelay(Duration.ZERO)
                .until(() -> victim.workers().isEmpty());
        if (workers > 0) {
            victim.tally().orphaned(millisSince(killed));
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
