package dev.spindle.coordinator.lines;

import dev.spindle.coordinator.DeathReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of a run beside how its lines ended.
 *
 * @param deaths how many workers ended without having been told to, by how
 * @param turnedAway connections to the pool's socket that had no right to it
 * @param endedBy what ended the run before its time, as in {@code SIGINT} or {@code halted: 3 jobs failed}; null when nothing did
 * @param neverRead how many lines were left in the input; -1 when nobody knows
 */
public record RunFacts(
        double seconds,
        long workersStarted,
        Map<DeathReport.Kind, Long> deaths,
        long turnedAway,
        @Nullable String endedBy,
        long neverRead) {
    long workersLost() {
        long sum = 0;
        for (long count : deaths.values()) {
            sum += count;
        }
        return sum;
    }

    /** As in {@code 2 crash, 1 exit}. */
    String deathsText() {
        List<String> parts = new ArrayList<>();
        deaths.forEach((kind, count) -> parts.add(count + " " + kind.text()));
        return String.join(", ", parts);
    }

    Map<String, Long> deathsByText() {
        Map<String, Long> byText = new LinkedHashMap<>();
        deaths.forEach((kind, count) -> byText.put(kind.text(), count));
        return byText;
    }
}
