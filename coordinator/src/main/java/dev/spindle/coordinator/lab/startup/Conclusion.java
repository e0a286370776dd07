package dev.spindle.coordinator.lab.startup;

import static dev.spindle.coordinator.lab.Prose.listed;

import dev.spindle.coordinator.lab.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What follows from the rows, whatever they say and whichever there are: each sentence is made of what was measured. */
final class Conclusion {
    private final Map<Kind, Row> rows = new EnumMap<>(Kind.class);

    private Conclusion(List<Row> rows) {
        rows.forEach(row -> this.rows.put(row.kind(), row));
    }

    static List<String> of(List<Row> rows) {
        Conclusion conclusion = new Conclusion(rows);
        List<String> sentences = new ArrayList<>();
        conclusion.costs().ifPresent(sentences::add);
        conclusion.worthIt().ifPresent(sentences::add);
        conclusion.twoWorkers().ifPresent(sentences::add);
        conclusion.archives().ifPresent(sentences::add);
        conclusion.otherJava().ifPresent(sentences::add);
        return sentences;
    }

    private Optional<Row> find(Kind kind) {
        return Optional.ofNullable(rows.get(kind));
    }

    /** As processes are started here: with the archive where there is one. */
    private Optional<Row> process() {
        return find(Kind.PROCESS).or(() -> find(Kind.PROCESS_WITHOUT_ARCHIVE));
    }

    private Optional<String> costs() {
        return process().flatMap(process -> find(Kind.WORKER)
                .map(worker -> "A new process for a job takes " + time(process) + ", " + times(process, worker)
                        + " a warm worker (" + time(worker) + ")"
                        + find(Kind.THREAD)
                                .map(thread -> ", which takes " + times(worker, thread) + " a new thread ("
                                        + time(thread) + ")")
                                .orElse("")
                        + "."));
    }

    private Optional<String> worthIt() {
        List<String> lengths = rows.values().stream()
                .filter(this::isChoice)
                .sorted(Comparator.comparingDouble(Row::enough).reversed())
                .map(row -> Figures.time(row.enough()) + " (" + row.kind() + ")")
                .toList();
        return lengths.isEmpty()
                ? Optional.empty()
                : Optional.of("The unit takes less than " + Figures.percent(Row.SHARE)
                        + " of the whole once a job computes for " + listed(lengths) + ".");
    }

    private boolean isChoice(Row row) {
        return row.kind().isChoice() || process().filter(row::equals).isPresent();
    }

    private Optional<String> twoWorkers() {
        return process().flatMap(process -> find(Kind.WORKER).map(worker -> {
            Payoff payoff = new Payoff(process.start().median(), worker.start().median());
            return "Two workers that have to be started first, with a core each, beat the caller who does all jobs"
                    + " alone " + payoff.text() + "; jobs shorter than " + time(worker)
                    + " never pay for their way to a worker one by one.";
        }));
    }

    private Optional<String> archives() {
        return find(Kind.PROCESS_WITHOUT_ARCHIVE).flatMap(without -> {
            Optional<String> archive = find(Kind.PROCESS)
                    .map(with -> "With the class archive of this program a process starts " + change(with, without)
                            + " than without");
            Optional<String> none = find(Kind.PROCESS_WITHOUT_SHARING)
                    .map(off -> archive.isPresent()
                            ? "; without any archive, not even that of the Java, " + change(off, without)
                            : "Without any archive, not even that of the Java, a process starts " + change(off, without)
                                    + " than with the Java's own");
            String sentence = archive.orElse("") + none.orElse("");
            return sentence.isEmpty() ? Optional.empty() : Optional.of(sentence + ".");
        });
    }

    private Optional<String> otherJava() {
        return find(Kind.PROCESS_WITHOUT_ARCHIVE).flatMap(own -> find(Kind.PROCESS_OF_OTHER_JAVA)
                .map(other -> "A process of Java " + other.java() + " starts " + change(other, own)
                        + " than one of Java " + own.java() + ", both without the program's archive."));
    }

    private static String change(Row row, Row than) {
        double share = row.start().median() / than.start().median() - 1;
        return Figures.of(100 * Math.abs(share)) + " % " + (share < 0 ? "sooner" : "later");
    }

    private static String times(Row dividend, Row divisor) {
        return Figures.of(dividend.start().median() / divisor.start().median()) + " times";
    }

    private static String time(Row row) {
        return Figures.time(row.start().median());
    }
}
