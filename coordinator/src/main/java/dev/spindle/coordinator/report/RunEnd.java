package dev.spindle.coordinator.report;

import java.util.Map;

/**
 * How a run ended.
 *
 * @param exitStatus of the process
 * @param headline the summary's first line
 * @param fields the summary for programs; docs/supervision.md explains them
 * @param summary what else there is to say
 */
public record RunEnd(int exitStatus, String headline, Map<String, Object> fields, Summary summary) {
    /** Of a run of which nothing else is known. */
    public RunEnd(int exitStatus, String headline, Map<String, Object> fields) {
        this(exitStatus, headline, fields, Summary.none());
    }
}
