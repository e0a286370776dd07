package dev.spindle.coordinator.lab.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that was measured. Immutable.
 *
 * @param cores of the machine, as the JVM counts them
 * @param jobs how many there are
 * @param java the coordinator's version
 * @param rows one for each unit, work and number at once; where a unit has any, it has one for 1, and in {@link Row#atOnce} ascending
 * @param weights of the units that could be weighed
 */
record Measured(int cores, int jobs, int java, List<Row> rows, List<Weight> weights) {
    Measured {
        rows = List.copyOf(rows);
        weights = List.copyOf(weights);
    }

    Optional<Row> row(Work.Kind work, String unit, int atOnce) {
        return of(work, unit).stream().filter(row -> row.atOnce() == atOnce).findFirst();
    }

    /** In the coordinator's Java where there are several. */
    List<Row> of(Work.Kind work, String unit) {
        return rows.stream()
                .filter(row -> row.work() == work
                        && row.unit().equals(unit)
                        && (row.java() == java || !unit.equals(Unit.SEQUENTIAL)))
                .toList();
    }

    /** Those of this work that do so many at once, but for the sequential ones. */
    List<Row> at(Work.Kind work, int atOnce) {
        return rows.stream()
                .filter(row -> row.work() == work && row.atOnce() == atOnce)
                .filter(row -> !row.unit().equals(Unit.SEQUENTIAL))
                .toList();
    }

    Optional<Weight> weight(String unit) {
        return weights.stream().filter(each -> each.unit().equals(unit)).findFirst();
    }

    /** But for the sequential one, in the order of the rows. */
    List<String> units() {
        List<String> names = new ArrayList<>();
        for (Row row : rows) {
            if (!row.unit().equals(Unit.SEQUENTIAL) && !names.contains(row.unit())) {
                names.add(row.unit());
            }
        }
        return names;
    }

    /** The unit's name, with its Java where that is another than the coordinator's. */
    String label(String unit) {
        return rows.stream()
                .filter(row -> row.unit().equals(unit) && row.java() != java && !unit.equals(Unit.SEQUENTIAL))
                .findFirst()
                .map(row -> unit + " (Java " + row.java() + ")")
                .orElse(unit);
    }

    /** Twice as many as there are cores, or as near to it as was measured. */
    int past() {
        return rows.stream()
                .mapToInt(Row::atOnce)
                .filter(atOnce -> atOnce <= 2 * cores)
                .max()
                .orElse(1);
    }

    /** As many as there are cores, or as near to it as was measured. */
    int full() {
        return rows.stream()
                .mapToInt(Row::atOnce)
                .filter(atOnce -> atOnce <= cores)
                .max()
                .orElse(1);
    }
}
