package dev.spindle.benchmarks;

import java.util.List;

/**
 * A system that does a workload.
 *
 * @param command what runs it, the workload's arguments included
 * @param count how many jobs a round has for this system; 0 for as many as the workload says
 * @param version what it says of itself; empty for what belongs to Spindle or the JDK
 */
record Contender(String name, Kind kind, List<String> command, int count, String version) {
    enum Kind {
        SPINDLE("Spindle"),
        RIVAL("rival"),
        LIMIT("limit");

        final String title;

        Kind(String title) {
            this.title = title;
        }
    }
}
