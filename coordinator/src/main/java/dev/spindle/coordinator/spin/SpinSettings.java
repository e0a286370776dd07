package dev.spindle.coordinator.spin;

import java.time.Duration;

/**
 * What is the same for all units.
 *
 * @param length how long the slow job takes
 * @param message what stands beside the spinner's bar; without control characters
 * @param block whether the slow job blocks also where it could wait without
 * @param fail whether the spinner breaks after a second
 */
public record SpinSettings(Duration length, String message, boolean block, boolean fail) {
    /** How long a spinner turns that is to break. */
    public static final Duration BREAKS_AFTER = Duration.ofSeconds(1);

    static final int ANSWER = 42;
}
