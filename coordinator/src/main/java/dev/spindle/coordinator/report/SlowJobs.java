package dev.spindle.coordinator.report;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The jobs that took longest, the longest first: as many as a page shows. For one thread. */
public final class SlowJobs implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int KEPT = 20;
    private static final int LONGEST_ID = 80;

    private final List<Slow> kept = new ArrayList<>(KEPT + 1);
    private long least = -1;

    /**
     * One of them.
     *
     * @param line of the input
     * @param id the line's own, cut where it is long; null for none
     * @param task cut where it is long
     * @param nanos its last attempt
     */
    public record Slow(
            long line, @Nullable String id, @Nullable String task, String status, long nanos) implements Serializable {}

    void add(long line, @Nullable RawJson id, @Nullable String task, String status, long nanos) {
        if (nanos <= least) {
            return;
        }
        String cutTask = task == null ? null : Failures.cut(task, LONGEST_ID);
        add(new Slow(line, id == null ? null : text(id), cutTask, status, nanos));
    }

    /** Those of {@code others}, as well. */
    void addAll(SlowJobs others) {
        for (Slow each : others.kept) {
            if (each.nanos() > least) {
                add(each);
            }
        }
    }

    private void add(Slow slow) {
        int place = kept.size();
        while (place > 0 && kept.get(place - 1).nanos() < slow.nanos()) {
            place--;
        }
        kept.add(place, slow);
        if (kept.size() > KEPT) {
            kept.remove(KEPT);
        }
        if (kept.size() == KEPT) {
            least = kept.get(KEPT - 1).nanos();
        }
    }

    List<Slow> all() {
        return List.copyOf(kept);
    }

    private static String text(RawJson id) {
        try {
            return Failures.cut(String.valueOf(Values.read(id, String.class)), LONGEST_ID);
        } catch (ValueException e) {
            return Failures.cut(id.toString(), LONGEST_ID);
        }
    }
}
