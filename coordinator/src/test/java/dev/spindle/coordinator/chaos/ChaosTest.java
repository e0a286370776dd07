package dev.spindle.coordinator.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Faults at random moments while a real {@code spindle run} lasts, and what is promised all the same. {@code -Dspindle.chaos.rounds=N}
 * lives through more; a round that fails prints its seed, and {@code -Dspindle.chaos.seed=S} alone repeats it, but for the races. {@code -Dspindle.chaos.transport=KIND}
 * has them all talk by that one.
 */
class ChaosTest {
    private static final int ROUNDS = Boolean.getBoolean("spindle.full") ? 300 : Faults.kinds() / 2;

    @Test
    void whatIsPromisedHoldsWhateverHappens() {
        Long chosen = Long.getLong("spindle.chaos.seed");
        long first = chosen == null ? System.nanoTime() : chosen;
        int rounds = Integer.getInteger("spindle.chaos.rounds", chosen == null ? ROUNDS : 1);
        Tally tally = new Tally();
        for (long seed = first; seed < first + rounds; seed++) {
            Round round = new Round(seed, tally);
            try {
                round.live();
            } catch (Exception | AssertionError e) {
                tally.violated(seed, e);
                System.out.println("chaos: violated with -Dspindle.chaos.seed=" + seed + ": " + e.getMessage());
            }
        }
        System.out.println("chaos: seeds from " + first + ": " + tally);
        assertThat(tally.violations()).isEmpty();
    }
}
