package dev.spindle.coordinator.lab.scaling;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a unit that waits takes of the memory. Immutable.
 *
 * @param unit as in {@link Unit}, in the plural
 * @param java the version of the JVM
 * @param count how many were weighed together
 * @param bytes of one
 * @param measure of what: the growth of the {@code heap} or of the process's {@code anonymous} memory, or the process's {@code share} of all
 */
record Weight(String unit, int java, int count, long bytes, String measure) {
    Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("unit", unit);
        fields.put("java", java);
        fields.put("count", count);
        fields.put("bytes", bytes);
        fields.put("measure", measure);
        return fields;
    }
}
