package dev.spindle.coordinator.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.DeathReport.Kind;
import dev.spindle.protocol.RawJson;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountsTest {
    private final Counts counts = new Counts();

    @Test
    void tellsPeopleOnlyWhatThereIs() throws Exception {
        assertThat(counts.text(facts(0.5))).isEqualTo("0 jobs in 0.50 s");
        counts.add(invalid());
        assertThat(counts.text(facts(0.5))).isEqualTo("1 job in 0.50 s (2/s): 1 invalid");
        counts.add(invalid());
        counts.add(cancelled());
        assertThat(counts.text(facts(2, Kind.CRASH)))
                .isEqualTo("3 jobs in 2.00 s (2/s): 1 cancelled, 2 invalid, 1 worker lost (1 crash)");
        assertThat(counts.text(facts(0, Kind.CRASH, Kind.HALT)))
                .contains("2 workers lost (1 halt, 1 crash)")
                .contains("(3000/s)");
    }

    @Test
    void tellsProgramsEverything() throws Exception {
        counts.add(invalid());
        counts.add(cancelled());

        assertThat(counts.fields(1, facts(0.25, Kind.CRASH, Kind.CRASH, Kind.EXIT))
                        .toString())
                .isEqualTo(
                        "{exitStatus=1, jobs=2, ok=0, failed=0, timeout=0, lost=0, cancelled=1, invalid=1, fromJournal=0, retries=0,"
                                + " quarantined=[], workersStarted=5, workersLost=3, deaths={exit=1, crash=2},"
                                + " connectionsTurnedAway=0, endedBy=null, neverRead=0, seconds=0.25}");
        assertThat(counts.notOk()).isEqualTo(2);
    }

    private static RunFacts facts(double seconds, Kind... deaths) {
        Map<Kind, Long> byKind = new EnumMap<>(Kind.class);
        for (Kind each : deaths) {
            byKind.merge(each, 1L, Long::sum);
        }
        return new RunFacts(seconds, 5, byKind, 0, null, 0);
    }

    @Test
    void tellsWhatEndedTheRunBeforeItsTimeAndWhatWasNeverRead() throws Exception {
        RunFacts halted = new RunFacts(1, 1, Map.of(), 0, "halted: 3 jobs failed", 17);
        RunFacts interrupted = new RunFacts(1, 1, Map.of(), 0, "SIGINT", -1);

        assertThat(counts.text(halted)).endsWith("; halted: 3 jobs failed; 17 lines were never read");
        assertThat(counts.text(interrupted)).endsWith("; SIGINT; the rest of the input was never read");
        assertThat(counts.fields(3, halted))
                .containsEntry("endedBy", "halted: 3 jobs failed")
                .containsEntry("neverRead", 17L);
        assertThat(counts.fields(130, interrupted)).containsEntry("neverRead", null);
    }

    private static ResultLine invalid() throws InterruptedException {
        return ResultLine.of(new Line.Ended(Line.invalid(1, 0, null, "no"), null, 0));
    }

    private static ResultLine cancelled() throws InterruptedException {
        return ResultLine.of(new Line.Ended(new Line(1, 0, null, "echo", RawJson.NULL, null, 0, null), null, 0));
    }
}
