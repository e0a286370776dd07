package dev.spindle.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTest {
    private static final long MICRO = 1_000;
    private final Window window = new Window(Window.MAX);

    private void answered(int times, long nanos) {
        for (int i = 0; i < times; i++) {
            window.answered(nanos, 1);
        }
    }

    @Test
    void beginsAtOneAndAtMostDoublesWithEveryWindowful() {
        assertThat(window.size()).isEqualTo(1);
        for (int size = 2; size <= Window.MAX; size *= 2) {
            answered(size / 2 - 1, 2 * MICRO);
            assertThat(window.size()).as("before the last of a windowful").isEqualTo(size / 2);
            answered(1, 2 * MICRO);
            assertThat(window.size()).isEqualTo(size);
        }
    }

    @Test
    void staysAtItsCapForShortJobs() {
        answered(10_000, 1);

        assertThat(window.size()).isEqualTo(Window.MAX);
    }

    @Test
    void holdsAsMuchWorkAsItAimsAt() {
        answered(1_000, 400 * MICRO);

        assertThat(window.size()).isEqualTo((int) (Window.HELD_NANOS / (400 * MICRO)));
    }

    @Test
    void fallsToOneAtTheFirstLongJob() {
        answered(1_000, 2 * MICRO);

        window.answered(Window.HELD_NANOS, 1);

        assertThat(window.size()).isEqualTo(1);
    }

    @Test
    void shrinksWhenJobsGetLonger() {
        answered(1_000, 2 * MICRO);

        answered(50, 2_000 * MICRO);

        assertThat(window.size()).isBetween(1, 2);
    }

    @Test
    void takesJobsOfNoTime() {
        answered(1_000, 0);

        assertThat(window.size()).isEqualTo(Window.MAX);
    }
}
