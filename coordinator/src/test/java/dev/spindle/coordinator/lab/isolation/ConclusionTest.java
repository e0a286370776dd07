package dev.spindle.coordinator.lab.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.lab.Spread;
import dev.spindle.coordinator.lab.isolation.Pace.Place;
import dev.spindle.worker.lab.Misbehaviour;
import dev.spindle.worker.lab.Neighbour;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConclusionTest {
    private static final Kept KEPT = new Kept(20, 15, 5, 1);
    private static final Side WELL = side(20, 0, 0, 0, 2, 5.0, "Failure", "lives");

    private static final List<Pace> PACES = List.of(
            pace(Place.THREAD, Neighbour.NONE, 2000, 1e6, 0, 0),
            pace(Place.THREAD, Neighbour.COMPUTING, 1000, 4e6, 0, 0),
            pace(Place.THREAD, Neighbour.GARBAGE, 500, 9e7, 12, 0.456),
            pace(Place.PROCESS, Neighbour.COMPUTING, 1000, 5e6, 0, 0),
            pace(Place.PROCESS, Neighbour.GARBAGE, 990, 6e6, 1, 0.001));

    private static Side side(
            int right,
            int wrong,
            int failed,
            int outOfMemory,
            int slots,
            @Nullable Double nextMillis,
            String bad,
            String... ends) {
        return new Side(20, right, wrong, failed, outOfMemory, slots, nextMillis, List.of(bad), List.of(ends));
    }

    private static Pace pace(
            Place place, Neighbour neighbour, double perSecond, double worst, long collections, double paused) {
        return new Pace(place, neighbour, 100, perSecond, each(300_000), each(worst), collections, paused);
    }

    private static Spread each(double nanos) {
        return new Spread(nanos, nanos, nanos);
    }

    private static String of(Row... rows) {
        return String.join(" ", Conclusion.of(List.of(rows), KEPT, PACES));
    }

    @Test
    void nobodyComesToHarm() {
        assertThat(of(new Row(Misbehaviour.EXCEPTION, WELL, WELL)))
                .startsWith("Of 1 kinds of misbehaviour the other jobs survive 1 in threads and 1 in processes: ")
                .doesNotContain("What it did", "another took its place")
                .contains("The next job is answered rightly in 5.00 ms in threads (longest after exception) and"
                        + " in 5.00 ms in processes (longest after exception).");
    }

    @Test
    void theJvmEnds() {
        Side gone = side(6, 0, 0, 0, 0, null, "took all with it", "exit 1", "SIGABRT");

        assertThat(of(new Row(Misbehaviour.EXIT, gone, WELL)))
                .contains("survive 0 in threads and 1 in processes")
                .contains("What it did in a thread: exit: the JVM of all threads ended (exit 1, SIGABRT) and 14 of 20"
                        + " others never answered.")
                .contains("is answered rightly in 5.00 ms in processes");
    }

    @Test
    void theJvmEndsNotEveryTime() {
        Side gone = side(6, 0, 0, 0, 0, null, "took all with it", "lives", "out of memory");

        assertThat(of(new Row(Misbehaviour.OUT_OF_MEMORY, gone, WELL)))
                .contains(
                        "out of memory: the JVM of all threads ended (out of memory, not every time) and whether 14 of 20"
                                + " others answered nobody knows.");
    }

    @Test
    void whateverHappensToProcessesIsSaidToo() {
        Side harmed = side(10, 4, 3, 2, 1, 7.5, "cannot be stopped", "SIGKILL");

        assertThat(of(new Row(Misbehaviour.ENDLESS_LOOP, WELL, harmed), new Row(Misbehaviour.EXCEPTION, WELL, WELL)))
                .contains("survive 2 in threads and 1 in processes")
                .doesNotContain("What it did in a thread")
                .contains("What it did in a process: endless loop: 1 of 2 workers left (the job: cannot be stopped),"
                        + " 3 of 20 others never answered, 4 of 20 others wrong without an error and 3 of 20 others failed"
                        + " (2 out of memory).")
                .contains("In processes a worker ended after endless loop (SIGKILL).")
                .contains("in 5.00 ms to 7.50 ms in processes (longest after endless loop).");
    }

    @Test
    void anAnswerThatDoesNotComeEveryTimeHasNoTime() {
        Side wrong = side(5, 15, 0, 0, 2, null, "Failure", "lives");

        assertThat(of(new Row(Misbehaviour.CORRUPTED_STATE, wrong, WELL), new Row(Misbehaviour.EXCEPTION, WELL, WELL)))
                .contains("corrupted state: 15 of 20 others wrong without an error.")
                .contains("in 5.00 ms in threads, after 1 of the 2 (longest after exception)");
        assertThat(of(new Row(Misbehaviour.CORRUPTED_STATE, wrong, wrong))).doesNotContain("The next job");
    }

    @Test
    void stateThatIsKept() {
        List<Row> rows = List.of(new Row(Misbehaviour.CORRUPTED_STATE, WELL, WELL));

        assertThat(Conclusion.of(rows, KEPT, PACES))
                .anyMatch(each -> each.contains("5 of 20 others were wrong, in 1 of 2 workers"));
        assertThat(Conclusion.of(rows, new Kept(20, 20, 0, 0), PACES))
                .anyMatch(each -> each.endsWith("did no harm in a worker that was kept: 20 of 20 others were right."));
    }

    @Test
    void garbage() {
        assertThat(of(new Row(Misbehaviour.EXCEPTION, WELL, WELL)))
                .contains("stood still for 45.6 % of the time (12 collections) where it is a thread, and for 0.100 % of"
                        + " the time (1 collection) where it is another worker.")
                .endsWith("Beside garbage it got through 50 % of what it did beside a neighbour that only computes in"
                        + " the same JVM, and 99 % across processes; the longest of its steps of 300 µs took 90.0 ms"
                        + " (beside computing 4.00 ms) and 6.00 ms (beside computing 5.00 ms).");
    }
}
