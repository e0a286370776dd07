package dev.spindle.coordinator.report.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many lines were done at each of the last seconds. Used by one thread. */
final class Pace {
    private static final int KEPT = 300;

    /** How far back the present rate looks. */
    private static final double RATE_SECONDS = 10;

    private final Deque<Moment> moments = new ArrayDeque<>();

    private record Moment(double seconds, long done, long notOk) {}

    /** So many were done, so many of them not ok, that many seconds after the run began. */
    void note(double seconds, long done, long notOk) {
        moments.addLast(new Moment(seconds, done, notOk));
        if (moments.size() > KEPT) {
            moments.removeFirst();
        }
    }

    boolean isDue(double seconds) {
        return moments.isEmpty() || seconds - moments.getLast().seconds() >= 1;
    }

    /** Lines a second lately, when {@code done} are at {@code seconds}. */
    double rate(double seconds, long done) {
        for (Moment each : moments) {
            double past = seconds - each.seconds();
            if (past <= RATE_SECONDS) {
                return past <= 0 ? 0 : (done - each.done()) / past;
            }
        }
        return 0;
    }

    Map<String, Object> fields() {
        List<Double> seconds = new ArrayList<>();
        List<Long> done = new ArrayList<>();
        List<Long> notOk = new ArrayList<>();
        for (Moment each : moments) {
            seconds.add(Math.round(each.seconds() * 100) / 100.0);
            done.add(each.done());
            notOk.add(each.notOk());
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("seconds", seconds);
        fields.put("done", done);
        fields.put("notOk", notOk);
        return fields;
    }
}
