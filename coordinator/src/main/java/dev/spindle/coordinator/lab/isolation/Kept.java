package dev.spindle.coordinator.lab.isolation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What state that a job has corrupted does where the worker is kept which ran it. Immutable.
 *
 * @param others how many other jobs there were; {@code right} and {@code wrong} of them came back
 * @param wrongWorkers how many of the workers gave wrong answers, where these were most
 */
record Kept(int others, int right, int wrong, int wrongWorkers) {
    Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("others", others);
        fields.put("right", right);
        fields.put("wrong", wrong);
        fields.put("wrongWorkers", wrongWorkers);
        return fields;
    }
}
