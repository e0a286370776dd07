package dev.spindle.coordinator.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many attempts are charged to a job by the time a run goes on with it. */
class HistoryTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** What a run does to jobs 1 to 3, all of which wait in the same input. */
    private interface Run {
        void with(Journal journal, JournaledJob first, JournaledJob second, JournaledJob third);
    }

    private void killed(Run run) throws Exception {
        try (Journal journal = Written.resume(folder.resolve("journal"))) {
            run.with(journal, Written.job(journal, 1), Written.job(journal, 2), Written.job(journal, 3));
        }
    }

    private void assertAttempts(int first, int second, int third) throws Exception {
        killed((journal, one, two, three) -> assertThat(
                        new int[] {one.earlierAttempts(), two.earlierAttempts(), three.earlierAttempts()})
                .containsExactly(first, second, third));
    }

    @Test
    void theOldestOfEachWorkerMayHaveRun() throws Exception {
        killed((journal, one, two, three) -> {
            one.begins(1, 0, 0);
            two.begins(1, 0, 0);
            three.begins(1, 1, 0);
        });
        assertThat(History.read(folder.resolve("journal")).interrupted())
                .extracting(History.Interrupted::seq)
                .containsExactly(1L, 3L);
        assertAttempts(1, 0, 1);
    }

    @Test
    void whereNothingMayRunTwiceEveryOneMayHaveRun() throws Exception {
        try (Journal journal = Journal.open(folder.resolve("journal"), false, true, "1", "code", why -> {})) {
            Written.job(journal, 1).begins(1, 0, 0);
            Written.job(journal, 2).begins(1, 0, 0);
        }
        assertAttempts(1, 1, 0);
    }

    @Test
    void whatWasAnsweredDidNotRun() throws Exception {
        killed((journal, one, two, three) -> {
            one.begins(1, 0, 0);
            two.begins(1, 0, 0);
            Written.ended(one, Written.ok(1));
            three.begins(1, 0, 0);
        });
        assertAttempts(0, 1, 0);
        assertThat(History.read(folder.resolve("journal")).done()).isEqualTo(1);
    }

    @Test
    void aWorkerThatDiedChargesWhatItRanAndPutsBackTheRest() throws Exception {
        killed((journal, one, two, three) -> {
            one.begins(1, 0, 0);
            two.begins(1, 0, 0);
            one.waitsAgain(1);
            two.waitsAgain(0);
            three.begins(1, 0, 1);
        });
        assertAttempts(1, 0, 1);
    }

    @Test
    void attemptsAreCountedAcrossRuns() throws Exception {
        for (int attempt = 1; attempt <= 3; attempt++) {
            int next = attempt;
            killed((journal, one, two, three) -> {
                assertThat(two.earlierAttempts()).isEqualTo(next - 1);
                two.begins(next, 0, 0);
            });
        }
        assertAttempts(0, 3, 0);
    }

    @Test
    void eachRunHasWorkersOfItsOwn() throws Exception {
        killed((journal, one, two, three) -> one.begins(1, 0, 0));
        killed((journal, one, two, three) -> two.begins(1, 0, 0));
        assertAttempts(1, 1, 0);
    }

    @Test
    void aJobEndsOnce() throws Exception {
        killed((journal, one, two, three) -> {
            Written.ended(one, Written.ok(1));
            Written.ended(one, Written.outcome("failed", 1));
        });
        assertThat(History.read(folder.resolve("journal")).byStatus()).isEqualTo(Map.of("ok", 1L));
    }

    @Test
    void aRunThatEndedInOrderChargesNothing() throws Exception {
        killed((journal, one, two, three) -> {
            one.begins(1, 0, 0);
            one.waitsAgain(1);
            one.begins(2, 0, 1);
            two.begins(1, 1, 0);
            Written.ended(one, Written.outcome("cancelled", 1));
            Written.ended(three, Written.outcome("cancelled", 3));
            journal.ended(130, 7);
        });
        History history = History.read(folder.resolve("journal"));
        assertThat(history.interrupted()).isEmpty();
        assertThat(history.done()).isZero();
        assertThat(history.open()).isEqualTo(3);
        assertThat(history.latest())
                .extracting(JournaledRun::exitStatus, JournaledRun::neverRead)
                .containsExactly(130, 7L);
        assertAttempts(1, 0, 0);
    }

    @Test
    void everyStatusButCancelledIsAnEnd() throws Exception {
        killed((journal, one, two, three) -> {
            Written.ended(one, Written.outcome("lost", 1));
            Written.ended(two, Written.outcome("failed", 2));
            Written.ended(three, Written.outcome("cancelled", 3));
        });
        assertThat(History.read(folder.resolve("journal")).byStatus())
                .containsOnlyKeys("failed", "lost")
                .containsValues(1L, 1L);
    }
}
