package dev.spindle.coordinator.lines;

import dev.spindle.coordinator.lines.ResultLine.Status;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many lines ended how. Written by one thread, read by any. */
public final class Counts implements Serializable {
    private static final long serialVersionUID = 1L;

    /** So many lines are named in the summary for programs, and so many in that for people. */
    private static final int QUARANTINED_KEPT = 1000;

    private static final int QUARANTINED_SHOWN = 10;

    private final Map<Status, Long> byStatus = new EnumMap<>(Status.class);
    private final List<Long> quarantined = new ArrayList<>();
    private long lines;
    private long retries;
    private long fromJournal;

    /** One more line has its result. */
    public synchronized void add(ResultLine result) {
        lines++;
        byStatus.merge(result.status(), 1L, Long::sum);
        retries += Math.max(0, result.attempts() - 1);
        fromJournal += result.isFromJournal() ? 1 : 0;
        if (result.status() == Status.LOST && quarantined.size() < QUARANTINED_KEPT) {
            quarantined.add(result.seq());
        }
    }

    /** Those of other lines, as well; {@code others} changes no more. */
    public synchronized void addAll(Counts others) {
        lines += others.lines;
        others.byStatus.forEach((status, count) -> byStatus.merge(status, count, Long::sum));
        retries += others.retries;
        fromJournal += others.fromJournal;
        int room = QUARANTINED_KEPT - quarantined.size();
        quarantined.addAll(others.quarantined.subList(0, Math.min(room, others.quarantined.size())));
    }

    /** So many more are ok, at the first attempt. */
    synchronized void addOk(int count) {
        lines += count;
        byStatus.merge(Status.OK, (long) count, Long::sum);
    }

    public synchronized long lines() {
        return lines;
    }

    public synchronized long of(Status status) {
        return byStatus.getOrDefault(status, 0L);
    }

    /** By the status as result lines say it; those that there are. */
    public synchronized Map<String, Long> byStatus() {
        Map<String, Long> byText = new LinkedHashMap<>();
        byStatus.forEach((status, count) -> byText.put(status.text(), count));
        return byText;
    }

    public synchronized long retries() {
        return retries;
    }

    public synchronized long notOk() {
        return lines - of(Status.OK);
    }

    /** For people: {@code 1004 jobs in 3.2 s (313/s): 1000 ok, 2 lost, …}. */
    public synchronized String text(RunFacts facts) {
        List<String> parts = new ArrayList<>();
        for (Status status : Status.values()) {
            if (of(status) > 0) {
                parts.add(of(status) + " " + status.text());
            }
        }
        if (fromJournal > 0) {
            parts.add(fromJournal + " from the journal");
        }
        if (retries > 0) {
            parts.add(retries + (retries == 1 ? " retry" : " retries"));
        }
        if (facts.workersLost() > 0) {
            parts.add(facts.workersLost() + (facts.workersLost() == 1 ? " worker lost" : " workers lost") + " ("
                    + facts.deathsText() + ")");
        }
        double seconds = Math.max(facts.seconds(), 1e-3);
        String rate =
                lines == fromJournal ? "" : String.format(Locale.ROOT, " (%.0f/s)", (lines - fromJournal) / seconds);
        return String.format(
                Locale.ROOT,
                "%d %s in %.2f s%s%s%s",
                lines,
                lines == 1 ? "job" : "jobs",
                facts.seconds(),
                rate,
                parts.isEmpty() ? "" : ": " + String.join(", ", parts),
                whatElse(facts));
    }

    private String whatElse(RunFacts facts) {
        String text = "";
        if (!quarantined.isEmpty()) {
            long more = of(Status.LOST) - Math.min(QUARANTINED_SHOWN, quarantined.size());
            List<String> shown = quarantined.stream()
                    .limit(QUARANTINED_SHOWN)
                    .map(String::valueOf)
                    .toList();
            text += "; quarantined: " + (shown.size() == 1 ? "line " : "lines ") + String.join(", ", shown)
                    + (more > 0 ? " and " + more + " more" : "");
        }
        if (facts.turnedAway() > 0) {
            text += "; " + facts.turnedAway() + (facts.turnedAway() == 1 ? " connection" : " connections")
                    + " turned away";
        }
        if (facts.endedBy() != null) {
            text += "; " + facts.endedBy();
        }
        if (facts.neverRead() > 0) {
            text += "; " + facts.neverRead() + (facts.neverRead() == 1 ? " line was" : " lines were") + " never read";
        } else if (facts.neverRead() < 0) {
            text += "; the rest of the input was never read";
        }
        return text;
    }

    /** For programs; docs/supervision.md explains the fields. */
    public synchronized Map<String, Object> fields(int exitStatus, RunFacts facts) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("exitStatus", exitStatus);
        fields.put("jobs", lines);
        for (Status status : Status.values()) {
            fields.put(status.text(), of(status));
        }
        fields.put("fromJournal", fromJournal);
        fields.put("retries", retries);
        fields.put("quarantined", List.copyOf(quarantined));
        fields.put("workersStarted", facts.workersStarted());
        fields.put("workersLost", facts.workersLost());
        fields.put("deaths", facts.deathsByText());
        fields.put("connectionsTurnedAway", facts.turnedAway());
        fields.put("endedBy", facts.endedBy());
        fields.put("neverRead", facts.neverRead() < 0 ? null : facts.neverRead());
        fields.put("seconds", facts.seconds());
        return fields;
    }
}
