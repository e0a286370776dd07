package dev.spindle.coordinator.spin;

/**
 * What one unit's spinner cost. Texts are for a table 80 columns wide: at most 10 for {@code unit}, 22 for the other two.
 *
 * @param unit its name
 * @param startedBy the call that starts the spinner
 * @param stoppedBy the calls that stop it and wait for its end
 * @param startNanos from the call that starts it to its first frame; -1 when there was none
 * @param stopNanos from the call that stops it until it is known to be gone
 * @param bytes how many crossed a process boundary, both ways together
 * @param failed whether the starter learnt that the spinner broke
 */
public record Report(
        String unit, String startedBy, String stoppedBy, long startNanos, long stopNanos, long bytes, boolean failed) {}
