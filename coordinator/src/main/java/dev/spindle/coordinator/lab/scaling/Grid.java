package dev.spindle.coordinator.lab.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares cells with one another. Pure. */
final class Grid {
    private Grid() {}

    /** Of cells of all works, in their order. */
    static List<Row> rows(List<Cell> cells) {
        List<Row> rows = new ArrayList<>();
        for (Cell cell : cells) {
            Cell alone =
                    find(cells, cell.work().kind(), Unit.SEQUENTIAL, cell.unit().java());
            Cell single = find(
                    cells, cell.work().kind(), cell.unit().name(), cell.unit().java());
            rows.add(Row.of(cell, alone, single, lengths(cells, cell.work().kind())));
        }
        return rows;
    }

    /** What each job of this kind of work takes in milliseconds, in their order: one after the other in the coordinator's Java. */
    static List<Double> lengths(List<Cell> cells, Work.Kind work) {
        Map<Integer, Double> byLength = byLength(cells, work);
        return Work.lengths().stream()
                .map(length -> byLength.getOrDefault(length, 0.0))
                .toList();
    }

    /** As {@link #lengths}, for each nominal length: the fastest job of those, which nothing disturbed. */
    static Map<Integer, Double> byLength(List<Cell> cells, Work.Kind work) {
        return find(cells, work, Unit.SEQUENTIAL, Runtime.version().feature()).fastestMillis();
    }

    /** One at a time. */
    private static Cell find(List<Cell> cells, Work.Kind work, String unit, int java) {
        return cells.stream()
                .filter(cell -> cell.work().kind() == work
                        && cell.unit().name().equals(unit)
                        && cell.unit().java() == java
                        && cell.atOnce() == 1)
                .findFirst()
                .orElseThrow();
    }
}
