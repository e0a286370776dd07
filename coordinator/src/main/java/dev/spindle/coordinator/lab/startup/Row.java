package dev.spindle.coordinator.lab.startup;

import dev.spindle.coordinator.lab.Figures;
import dev.spindle.coordinator.lab.Spread;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of unit costs. Immutable.
 *
 * @param java the version of the one it runs in
 * @param samples how many jobs were measured
 * @param start from the moment somebody wants the job done to its result
 * @param leave from the result until nothing is left of the unit; null where it stays, or leaves nothing
 */
record Row(
        Kind kind,
        int java,
        int samples,
        Spread start,
        @Nullable Spread leave) {
    static final List<String> COLUMNS = List.of("unit", "Java", "samples", "median", "p25", "p75", "gone", "pays from");

    /** A unit whose start takes this share of a job's time is well used. */
    static final double SHARE = 0.05;

    static Row of(Way way, Times times) {
        return new Row(way.kind(), way.java(), times.samples(), times.start(), times.leave());
    }

    /** How long a job must compute so that the start is a small share of its time, in nanoseconds. */
    double enough() {
        return start.median() * (1 - SHARE) / SHARE;
    }

    List<String> cells() {
        return List.of(
                kind.toString(),
                Integer.toString(java),
                Integer.toString(samples),
                Figures.time(start.median()),
                Figures.time(start.p25()),
                Figures.time(start.p75()),
                leave == null ? "" : Figures.time(leave.median()),
                Figures.time(enough()));
    }

    Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("unit", kind.toString());
        fields.put("java", java);
        fields.put("samples", samples);
        fields.put("startMicros", start.micros());
        fields.put("goneMicros", leave == null ? null : leave.micros());
        fields.put("enoughMicros", Math.round(enough()) / 1e3);
        return fields;
    }
}
