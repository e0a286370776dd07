package dev.spindle.coordinator.lab.isolation;

import dev.spindle.worker.lab.Misbehaviour;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one misbehaviour left, in threads and in processes. Immutable. */
record Row(Misbehaviour how, Side thread, Side process) {
    static final List<String> COLUMNS =
            List.of("misbehaviour", "in a thread", "threads", "JVM", "in a process", "workers", "its worker");

    List<String> cells() {
        List<String> cells = new ArrayList<>(List.of(how.label()));
        cells.addAll(thread.cells());
        cells.addAll(process.cells());
        return cells;
    }

    Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("misbehaviour", how.label());
        fields.put("others", thread.others());
        fields.put("thread", thread.json());
        fields.put("process", process.json());
        return fields;
    }
}
