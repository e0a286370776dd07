package dev.spindle.coordinator.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in one place of a pool: attempts long enough to be seen one by one, and for the others how much of each column they took. */
final class Lane {
    /** A shorter attempt is no more than a stroke. */
    private static final int COLUMNS_TO_BE_SEEN = 4;

    private static final int MARKS = 50;
    private static final int AROUND_TEXT = 80;

    final int place;
    private final TimeGrid grid;
    private final int busy;
    private final int notOk;
    private final List<Span> spans = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private long foldedAt;
    private int processes;
    private long attempts;
    private long bad;
    private long busyNanos;
    private long peakBytes = -1;

    /**
     * An attempt.
     *
     * @param text what it was, in a line
     */
    record Span(long from, long to, boolean ok, String text) {}

    /**
     * A process that began or died.
     *
     * @param death how it died; null when it began
     */
    record Mark(long at, @Nullable String death) {}

    Lane(int place, TimeGrid grid) {
        this.place = place;
        this.grid = grid;
        this.busy = grid.addRow();
        this.notOk = grid.addRow();
        this.foldedAt = grid.width();
    }

    void ran(Span span, int jobs) {
        attempts += jobs;
        bad += span.ok() ? 0 : 1;
        busyNanos += span.to() - span.from();
        if (span.to() - span.from() >= COLUMNS_TO_BE_SEEN * grid.width()) {
            spans.add(span);
        } else {
            fold(span);
        }
        if (foldedAt != grid.width()) {
            foldedAt = grid.width();
            foldShorterThan(COLUMNS_TO_BE_SEEN * foldedAt);
        }
    }

    /** Such attempts are seen one by one no more. */
    void foldShorterThan(long nanos) {
        spans.removeIf(span -> {
            boolean isShort = span.to() - span.from() < nanos;
            if (isShort) {
                fold(span);
            }
            return isShort;
        });
    }

    private void fold(Span span) {
        grid.spread(busy, span.from(), span.to());
        if (!span.ok()) {
            grid.spread(notOk, span.from(), span.to());
        }
    }

    /** How many characters it takes to write of those that are seen one by one. */
    long weight() {
        return spans.stream()
                .mapToLong(each -> AROUND_TEXT + Html.escaped(each.text()).length())
                .sum();
    }

    void mark(long at, @Nullable String death) {
        processes += death == null ? 1 : 0;
        if (marks.size() < MARKS) {
            marks.add(new Mark(at, death));
        }
    }

    void weighed(long bytes) {
        peakBytes = Math.max(peakBytes, bytes);
    }

    List<Span> spans() {
        return spans;
    }

    List<Mark> marks() {
        return marks;
    }

    /** Nanoseconds of each column that the shorter attempts took. */
    double[] busy(long end) {
        return grid.row(busy, end);
    }

    /** Of those which did not end ok. */
    double[] notOk(long end) {
        return grid.row(notOk, end);
    }

    int processes() {
        return processes;
    }

    /** Jobs, each attempt counted. */
    long attempts() {
        return attempts;
    }

    long bad() {
        return bad;
    }

    long busyNanos() {
        return busyNanos;
    }

    /** The most memory that one of its processes was seen to have; -1 where none was weighed. */
    long peakBytes() {
        return peakBytes;
    }
}
