package dev.spindle.coordinator.lab.isolation;

import dev.spindle.coordinator.lab.Sample;
import dev.spindle.worker.lab.Remains;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was left of one misbehaviour in one kind of unit, over all times it was tried. Immutable.
 *
 * @param others how many other jobs there were; {@code right}, {@code wrong} and {@code failed} of them came back
 * @param outOfMemory how many of those that failed had an {@code OutOfMemoryError}
 * @param slots how many jobs ran at a time afterwards, where these were fewest
 * @param nextMillis until the next job's right answer, in the middle; null where it did not come every time
 * @param bad what became of the job that misbehaves
 * @param ends what became of the process in which it ran
 */
record Side(
        int others,
        int right,
        int wrong,
        int failed,
        int outOfMemory,
        int slots,
        @Nullable Double nextMillis,
        List<String> bad,
        List<String> ends) {
    Side {
        bad = List.copyOf(bad);
        ends = List.copyOf(ends);
    }

    /** @param observations at least one */
    static Side of(int othersEach, List<Observation> observations) {
        List<Remains> remains = observations.stream().map(Observation::remains).toList();
        return new Side(
                othersEach * remains.size(),
                sum(remains, Remains::right),
                sum(remains, Remains::wrong),
                sum(remains, Remains::failed),
                sum(remains, Remains::outOfMemory),
                remains.stream().mapToInt(Remains::slots).min().orElseThrow(),
                median(remains),
                remains.stream().map(Remains::bad).distinct().toList(),
                observations.stream().map(Observation::end).distinct().toList());
    }

    private static int sum(List<Remains> remains, ToIntFunction<Remains> count) {
        return remains.stream().mapToInt(count).sum();
    }

    private static @Nullable Double median(List<Remains> remains) {
        Sample sample = new Sample();
        for (Remains each : remains) {
            Double millis = each.nextMillis();
            if (millis == null) {
                return null;
            }
            sample.add(Math.round(millis * 1e6));
        }
        return Math.round(sample.spread().median() / 1e3) / 1e3;
    }

    /** Other jobs that never answered. */
    int missing() {
        return others - right - wrong - failed;
    }

    /** Whether nobody but the job that misbehaves came to harm, and as many jobs run at a time as before. */
    boolean survived() {
        return right == others && slots == Trouble.SLOTS;
    }

    /** Whether the process in which all jobs ran went on, every time. */
    boolean lives() {
        return ends.equals(List.of(Observation.LIVES));
    }

    List<String> cells() {
        return List.of(right + "/" + others, slots + "/" + Trouble.SLOTS, String.join(", ", ends));
    }

    @SuppressWarnings("NullAway") // null is what stands there
    Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("right", right);
        fields.put("wrong", wrong);
        fields.put("failed", failed);
        fields.put("outOfMemory", outOfMemory);
        fields.put("missing", missing());
        fields.put("slots", slots);
        fields.put("nextMillis", nextMillis);
        fields.put("bad", bad);
        fields.put("ends", ends);
        fields.put("survived", survived());
        return fields;
    }
}
