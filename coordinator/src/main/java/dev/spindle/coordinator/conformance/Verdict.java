package dev.spindle.coordinator.conformance;

import java.util.List;

/**
 * What came of a check.
 *
 * @param message what it shows, or why it failed or was skipped, a line
 * @param transcript what was said, a line each
 */
public record Verdict(Check check, Status status, String message, long millis, List<String> transcript) {
    /** How a check ends. */
    public enum Status {
        PASSED,
        FAILED,
        /** The worker does not announce what the check needs. */
        SKIPPED
    }
}
