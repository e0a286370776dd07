package dev.spindle.protocol.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ping-pong with pauses around the time at which the other side goes to sleep: one wake-up that is lost stops it for ever. */
class RingWakeUpTest {
    private static final int ROUNDS = Boolean.getBoolean("spindle.full") ? 1_000_000 : 60_000;
    private static final int LONGEST_PAUSE_NANOS = 4_000;

    private final Path folder;

    RingWakeUpTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2_000})
    void noneIsLost(long spinNanos) throws Exception {
        long seed = System.nanoTime();
        System.out.println("spin " + spinNanos + ", seed " + seed);
        try (RingPair pair = new RingPair(folder, 64, spinNanos)) {
            Thread echo = new Thread(() -> pass(pair.second, new SplittableRandom(-seed)), "echo");
            echo.setDaemon(true);
            echo.start();
            assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
                pair.first.out().write(1);
                pass(pair.first, new SplittableRandom(seed));
                echo.join();
            });

            for (RingPair.End end : new RingPair.End[] {pair.first, pair.second}) {
                int sleeps = (int) pair.memory.getLong(pair.sleepsAt(end));
                assertThat(end.doorbell().rings())
                        .as("at most one for each sleep")
                        .isBetween(1, sleeps);
            }
        }
    }

    /** Hands on what comes, after a pause. */
    private static void pass(RingPair.End end, SplittableRandom random) {
        try {
            for (int i = 0; i < ROUNDS; i++) {
                assertThat(end.in().read()).isEqualTo(1);
                pause(random.nextInt(LONGEST_PAUSE_NANOS));
                end.out().write(1);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void pause(long nanos) {
        long began = System.nanoTime();
        while (System.nanoTime() - began < nanos) {
            Thread.onSpinWait();
        }
    }
}
