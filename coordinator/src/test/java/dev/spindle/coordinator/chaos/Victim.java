package dev.spindle.coordinator.chaos;

import dev.spindle.coordinator.cli.Leftovers;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A run that lasts, as a fault sees it. */
record Victim(Process coordinator, Setup setup, Random random, Tally tally) {
    /** Waits a random time; false when the run ends meanwhile. */
    boolean lastsFor(int atLeastMillis, int atMostMillis) throws InterruptedException {
        int millis = atLeastMillis + random.nextInt(atMostMillis - atLeastMillis + 1);
        return !coordinator.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    List<ProcessHandle> workers() throws Exception {
        return Leftovers.workersOf(coordinator.pid());
    }

    static void signal(long process, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process))
                .redirectErrorStream(true)
                .start()
                .waitFor();
    }
}
