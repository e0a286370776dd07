package dev.spindle.coordinator.lab.queue;

import dev.spindle.coordinator.lab.Spread;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long a control message took to a job that runs, and back. Immutable.
 *
 * @param message what it is called
 * @param queued how many jobs waited at that time
 * @param samples how often it was tried
 * @param answered from sending it until the job's answer was there
 * @param jobWaited from the submission of a job right before the message to its start
 */
record ControlRow(String message, int queued, int samples, Spread answered, Spread jobWaited) {
    static final String SIGNAL = "signal";
    static final String CANCEL = "cancel";

    Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("message", message);
        fields.put("queued", queued);
        fields.put("samples", samples);
        fields.put("answeredMicros", answered.micros());
        fields.put("jobWaitedMicros", jobWaited.micros());
        return fields;
    }
}
