package dev.spindle.coordinator.lab.contention;

import static dev.spindle.coordinator.lab.Prose.listed;

import dev.spindle.coordinator.lab.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What follows from the rows, whatever they say and whichever there are: each sentence is made of what was measured. */
final class Conclusion {
    private final List<Row> rows;

    private Conclusion(List<Row> rows) {
        this.rows = rows;
    }

    static List<String> of(List<Row> rows) {
        Conclusion conclusion = new Conclusion(rows);
        List<String> sentences = new ArrayList<>(List.of(conclusion.losers()));
        conclusion.luck().ifPresent(sentences::add);
        conclusion.threads().ifPresent(sentences::add);
        conclusion.processes().ifPresent(sentences::add);
        conclusion.messages().ifPresent(sentences::add);
        conclusion.coroutines().ifPresent(sentences::add);
        return sentences;
    }

    private String losers() {
        List<String> losers = rows.stream()
                .filter(row -> row.lost() != 0)
                .sorted(Comparator.comparingDouble(Row::lostPercent).reversed())
                .map(row -> row.kind() + " (" + percent(row) + ")")
                .toList();
        return losers.isEmpty()
                ? "No way lost an update."
                : "Updates were lost by " + listed(losers) + ", and by no other way.";
    }

    /** A careless program that did well has had luck. */
    private Optional<String> luck() {
        List<String> lucky = rows.stream()
                .filter(row -> row.kind().care() == Kind.Care.CARELESS && row.lost() == 0)
                .map(row -> row.kind().toString())
                .toList();
        return lucky.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Nothing keeps " + listed(lucky) + " from losing updates: that they lost none is chance.");
    }

    private Optional<String> threads() {
        List<String> prices = rows.stream()
                .filter(isThreads().and(row -> row.kind().care() == Kind.Care.CAREFUL))
                .sorted(Comparator.comparingDouble(row -> row.increment().median()))
                .map(row -> row.kind().guard() + " " + time(row))
                .toList();
        if (prices.isEmpty()) {
            return Optional.empty();
        }
        String alone = find(Kind.ONE_THREAD)
                .map(row -> "; a thread alone takes " + time(row))
                .orElse("");
        return Optional.of("Threads that can lose nothing take for an increment: " + listed(prices) + alone + ".");
    }

    private static Predicate<Row> isThreads() {
        return row -> row.kind().unit().equals(Kind.PLAIN.unit());
    }

    private Optional<String> processes() {
        return find(Kind.FILE_LOCKED)
                .map(locked -> "Between processes an increment under a file lock takes " + time(locked)
                        + find(Kind.MAPPED_ATOMIC)
                                .map(atomic -> ", " + times(locked, atomic) + " an atomic one on the same memory ("
                                        + time(atomic) + ")")
                                .orElse("")
                        + ".");
    }

    private Optional<String> messages() {
        return find(Kind.MESSAGE)
                .map(message -> "As a message to the process that owns the counter it takes " + time(message)
                        + find(Kind.FILE_LOCKED)
                                .map(locked -> ", " + times(message, locked) + " the one under the file lock")
                                .orElse("")
                        + ".");
    }

    private Optional<String> coroutines() {
        return find(Kind.COROUTINE).flatMap(after -> find(Kind.COROUTINE_ACROSS_AWAIT)
                .map(inside -> "Coroutines of one loop lost " + percent(after)
                        + " without a lock, since each reads and writes in one turn, and " + percent(inside)
                        + " where an await stands between reading and writing; an increment, which is a turn of the"
                        + " loop, takes " + time(after) + " and " + time(inside) + "."));
    }

    private Optional<Row> find(Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind).findFirst();
    }

    private static String times(Row dividend, Row divisor) {
        double ratio = dividend.increment().median() / divisor.increment().median();
        return Figures.of(ratio) + " times";
    }

    private static String percent(Row row) {
        return row.lost() == 0 ? "nothing" : Figures.of(row.lostPercent()) + " %";
    }

    private static String time(Row row) {
        double nanos = row.increment().median();
        return nanos < 1e3 ? Figures.of(nanos) + " ns" : Figures.time(nanos);
    }
}
