package dev.spindle.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.JobOutcome;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Thousands of pools' lives. {@code -Dspindle.sim.seeds=N} runs the seeds from 1 to N, {@code -Dspindle.sim.seed=S} only the seed S.
 */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("spindle.sim.seeds", 3_000);
    private static final long ONLY = Long.getLong("spindle.sim.seed", 0);

    @Test
    void everyJobHasOneOutcomeWhateverHappens() {
        Map<String, Integer> seen = new TreeMap<>();
        long steps = 0;
        long first = ONLY == 0 ? 1 : ONLY;
        long last = ONLY == 0 ? SEEDS : ONLY;
        for (long seed = first; seed <= last; seed++) {
            Bench bench = lived(seed);
            steps += bench.steps;
            for (JobOutcome<?> each : bench.outcomes.values()) {
                seen.merge(each.getClass().getSimpleName(), 1, Integer::sum);
            }
        }
        System.out.println(
                "simulated pools: seeds " + first + " to " + last + ", " + steps + " steps, outcomes " + seen);
        if (ONLY == 0) {
            assertThat(seen.keySet()).contains("Succeeded", "Failed", "TimedOut", "Cancelled", "WorkerLost");
        }
    }

    private static Bench lived(long seed) {
        try {
            return new Simulation(seed).run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed " + seed + " (-Dspindle.sim.seed=" + seed + " runs it alone): " + e.getMessage(), e);
        }
    }
}
