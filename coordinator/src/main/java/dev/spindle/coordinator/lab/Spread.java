package dev.spindle.coordinator.lab;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Times that differ, in nanoseconds: a quarter is below {@code p25}, half below the median, a quarter above {@code p75}.
 */
public record Spread(double p25, double median, double p75) {
    /** In microseconds, to the nanosecond. */
    public Map<String, Object> micros() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("median", Math.round(median) / 1e3);
        fields.put("p25", Math.round(p25) / 1e3);
        fields.put("p75", Math.round(p75) / 1e3);
        return fields;
    }
}
