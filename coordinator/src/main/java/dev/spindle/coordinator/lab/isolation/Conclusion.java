package dev.spindle.coordinator.lab.isolation;

import static dev.spindle.coordinator.lab.Prose.listed;
import static dev.spindle.coordinator.lab.Prose.range;

import dev.spindle.coordinator.lab.Figures;
import dev.spindle.coordinator.lab.isolation.Pace.Place;
import dev.spindle.worker.lab.Misbehaviour;
import dev.spindle.worker.lab.Neighbour;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What follows from what was measured, whatever that is. */
final class Conclusion {
    private Conclusion() {}

    /**
     * @param rows at least one
     * @param paces of every neighbour in a thread, and of all but none in a process
     */
    static List<String> of(List<Row> rows, Kept kept, List<Pace> paces) {
        List<String> sentences = new ArrayList<>();
        sentences.add(survival(rows));
        addHarm(rows, Row::thread, "thread", "the JVM of all threads", sentences);
        addHarm(rows, Row::process, "process", "its worker", sentences);
        addEnded(rows, sentences);
        addNext(rows, sentences);
        sentences.add(kept(kept));
        sentences.add(standstill(paces));
        sentences.add(rate(paces));
        return sentences;
    }

    private static String survival(List<Row> rows) {
        return "Of " + rows.size() + " kinds of misbehaviour the other jobs survive " + survived(rows, Row::thread)
                + " in threads and " + survived(rows, Row::process)
                + " in processes: all their answers are right, and as many jobs run at a time as before.";
    }

    private static long survived(List<Row> rows, Function<Row, Side> unit) {
        return rows.stream().filter(row -> unit.apply(row).survived()).count();
    }

    private static void addHarm(
            List<Row> rows, Function<Row, Side> unit, String name, String jvm, List<String> sentences) {
        List<String> clauses = new ArrayList<>();
        for (Row row : rows) {
            Side side = unit.apply(row);
            if (!side.survived()) {
                clauses.add(row.how().label() + ": " + listed(harm(row.how(), side, name, jvm)));
            }
        }
        if (!clauses.isEmpty()) {
            sentences.add("What it did in a " + name + ": " + String.join("; ", clauses) + ".");
        }
    }

    /** Of a side that did not survive, so there is something. */
    private static List<String> harm(Misbehaviour how, Side side, String name, String jvm) {
        List<String> harm = new ArrayList<>();
        if (side.slots() == 0) {
            List<String> ends = new ArrayList<>(side.ends());
            String sometimes = ends.remove(Observation.LIVES) ? ", not every time" : "";
            harm.add(jvm + " ended (" + String.join(", ", ends) + sometimes + ")");
        } else if (side.slots() < Trouble.SLOTS) {
            harm.add(side.slots() + " of " + Trouble.SLOTS + " " + (name.equals("thread") ? "threads" : "workers")
                    + " left (the job: " + String.join(", ", side.bad()) + ")");
        }
        if (side.missing() > 0) {
            // Where there may be no memory to tell an answer with, none is told before all are in.
            String missing = share(side.missing(), side);
            harm.add(
                    how == Misbehaviour.OUT_OF_MEMORY
                            ? "whether " + missing + " answered nobody knows"
                            : missing + " never answered");
        }
        if (side.wrong() > 0) {
            harm.add(share(side.wrong(), side) + " wrong without an error");
        }
        if (side.failed() > 0) {
            harm.add(share(side.failed(), side) + " failed (" + side.outOfMemory() + " out of memory)");
        }
        return harm;
    }

    private static String share(int count, Side side) {
        return count + " of " + side.others() + " others";
    }

    /** Which workers ended, and how: that is what it costs. */
    private static void addEnded(List<Row> rows, List<String> sentences) {
        List<String> ends = new ArrayList<>();
        for (Row row : rows) {
            if (!row.process().lives()) {
                ends.add(row.how().label() + " ("
                        + String.join(", ", row.process().ends()) + ")");
            }
        }
        if (!ends.isEmpty()) {
            sentences.add("In processes a worker ended after " + listed(ends) + ".");
        }
    }

    private static void addNext(List<Row> rows, List<String> sentences) {
        List<String> clauses = new ArrayList<>();
        addNext(rows, Row::thread, "threads", clauses);
        addNext(rows, Row::process, "processes", clauses);
        if (!clauses.isEmpty()) {
            sentences.add("The next job is answered rightly " + listed(clauses) + ".");
        }
    }

    private static void addNext(List<Row> rows, Function<Row, Side> unit, String name, List<String> clauses) {
        List<Row> answered = rows.stream()
                .filter(row -> !Double.isNaN(nextMillis(row, unit)))
                .sorted(Comparator.comparingDouble(row -> nextMillis(row, unit)))
                .toList();
        if (!answered.isEmpty()) {
            Row last = answered.get(answered.size() - 1);
            String shortest = Figures.time(1e6 * nextMillis(answered.get(0), unit));
            String longest = Figures.time(1e6 * nextMillis(last, unit));
            String all = answered.size() == rows.size() ? "" : ", after " + answered.size() + " of the " + rows.size();
            clauses.add("in " + range(shortest, longest) + " in " + name + all + " (longest after "
                    + last.how().label() + ")");
        }
    }

    private static double nextMillis(Row row, Function<Row, Side> unit) {
        Double millis = unit.apply(row).nextMillis();
        return millis == null ? Double.NaN : millis;
    }

    private static String kept(Kept kept) {
        if (kept.wrong() == 0) {
            return "State that a job corrupted did no harm in a worker that was kept: " + kept.right() + " of "
                    + kept.others() + " others were right.";
        }
        return "State that a job corrupted outlives it in its worker: where workers are kept, " + kept.wrong() + " of "
                + kept.others() + " others were wrong, in " + kept.wrongWorkers() + " of " + Trouble.SLOTS
                + " workers; where each has one job only, as in the table, it is gone with its worker.";
    }

    private static String standstill(List<Pace> paces) {
        return "Beside a neighbour that makes garbage the JVM of a steady job stood still for "
                + standstill(pace(paces, Place.THREAD, Neighbour.GARBAGE)) + " where it is a thread, and for "
                + standstill(pace(paces, Place.PROCESS, Neighbour.GARBAGE)) + " where it is another worker.";
    }

    private static String standstill(Pace pace) {
        return Figures.of(100 * pace.paused()) + " % of the time (" + pace.collections()
                + (pace.collections() == 1 ? " collection)" : " collections)");
    }

    private static String rate(List<Pace> paces) {
        return "Beside garbage it got through " + Figures.percent(rate(paces, Place.THREAD))
                + " of what it did beside a neighbour that only computes in the same JVM, and "
                + Figures.percent(rate(paces, Place.PROCESS)) + " across processes; the longest of its steps of "
                + Figures.time(pace(paces, Place.THREAD, Neighbour.NONE).step().median()) + " took "
                + worst(paces, Place.THREAD) + " and " + worst(paces, Place.PROCESS) + ".";
    }

    /** Beside garbage, and beside mere computing. */
    private static String worst(List<Pace> paces, Place place) {
        return Figures.time(pace(paces, place, Neighbour.GARBAGE).worst().median()) + " (beside computing "
                + Figures.time(pace(paces, place, Neighbour.COMPUTING).worst().median()) + ")";
    }

    private static double rate(List<Pace> paces, Place place) {
        return pace(paces, place, Neighbour.GARBAGE).perSecond()
                / pace(paces, place, Neighbour.COMPUTING).perSecond();
    }

    private static Pace pace(List<Pace> paces, Place place, Neighbour neighbour) {
        return paces.stream()
                .filter(pace -> pace.is(place, neighbour))
                .findFirst()
                .orElseThrow();
    }
}
