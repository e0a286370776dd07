package dev.spindle.coordinator.lab.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.lab.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConclusionTest {
    private static Row row(Kind kind, double millis) {
        double nanos = millis * 1e6;
        int java = kind == Kind.PROCESS_OF_OTHER_JAVA ? 25 : 17;
        return new Row(kind, java, 9, new Spread(nanos * 0.9, nanos, nanos * 1.3), null);
    }

    private static String of(Row... rows) {
        return String.join(" ", Conclusion.of(List.of(rows)));
    }

    @Test
    void processAgainstWorkerAgainstThread() {
        assertThat(of(row(Kind.PROCESS, 300), row(Kind.WORKER, 0.1), row(Kind.THREAD, 0.05)))
                .startsWith("A new process for a job takes 300 ms, 3000 times a warm worker (100 µs), which takes 2.00"
                        + " times a new thread (50.0 µs). ");
        assertThat(of(row(Kind.PROCESS_WITHOUT_ARCHIVE, 400), row(Kind.WORKER, 500)))
                .startsWith("A new process for a job takes 400 ms, 0.800 times a warm worker (500 ms). ");
    }

    @Test
    void whatTakesLongestIsWorthItLast() {
        assertThat(of(
                        row(Kind.PROCESS, 100),
                        row(Kind.PROCESS_WITHOUT_ARCHIVE, 200),
                        row(Kind.THREAD, 0.2),
                        row(Kind.WORKER, 0.1),
                        row(Kind.COROUTINE, 0.001)))
                .contains("less than 5 % of the whole once a job computes for 1.90 s (process), 3.80 ms (thread), 1.90"
                        + " ms (worker) and 19.0 µs (coroutine).");
        assertThat(of(row(Kind.PROCESS_WITHOUT_ARCHIVE, 200))).contains("computes for 3.80 s (no archive).");
    }

    @Test
    void fromHowManyJobsOnTwoWorkersAreAhead() {
        Payoff payoff = new Payoff(300e6, 0.1e6);

        assertThat(payoff.text()).isEqualTo("from 668 jobs of 1.00 ms, 62 of 10.0 ms, 8 of 100 ms and 2 of 1.00 s on");
        for (double length : List.of(1e6, 1e7, 1e8, 1e9)) {
            long jobs = payoff.jobs(length);
            assertThat(ahead(payoff, jobs, length)).isPositive();
            assertThat(ahead(payoff, jobs - 2, length)).isNotPositive();
        }
    }

    /** By how much two workers are ahead of the caller. */
    private static double ahead(Payoff payoff, long jobs, double length) {
        return jobs * length - (payoff.start() + jobs / 2.0 * (length + payoff.way()));
    }

    @Test
    void jobsTooShortForTheirWayNeverPay() {
        assertThat(new Payoff(300e6, 1e6).jobs(1e6)).isZero();
        assertThat(new Payoff(300e6, 2e6).text()).startsWith("from 76 jobs of 10.0 ms, 8 of 100 ms");
        assertThat(new Payoff(300e6, 2e9).text()).isEqualTo("with no number of jobs of 1.00 s");
    }

    @Test
    void archivesAreSoonerOrLater() {
        assertThat(of(
                        row(Kind.PROCESS, 200),
                        row(Kind.PROCESS_WITHOUT_ARCHIVE, 400),
                        row(Kind.PROCESS_WITHOUT_SHARING, 500)))
                .contains("With the class archive of this program a process starts 50.0 % sooner than without; without"
                        + " any archive, not even that of the Java, 25.0 % later.");
        assertThat(of(row(Kind.PROCESS, 500), row(Kind.PROCESS_WITHOUT_ARCHIVE, 400)))
                .contains("starts 25.0 % later than without.");
        assertThat(of(row(Kind.PROCESS_WITHOUT_ARCHIVE, 400), row(Kind.PROCESS_WITHOUT_SHARING, 300)))
                .contains("Without any archive, not even that of the Java, a process starts 25.0 % sooner than with the"
                        + " Java's own.");
    }

    @Test
    void anotherJava() {
        assertThat(of(row(Kind.PROCESS_WITHOUT_ARCHIVE, 400), row(Kind.PROCESS_OF_OTHER_JAVA, 300)))
                .contains("A process of Java 25 starts 25.0 % sooner than one of Java 17, both without the program's"
                        + " archive.");
    }

    @Test
    void whateverIsMissingTheSentencesStand() {
        for (Kind missing : Kind.values()) {
            List<Row> rows = new ArrayList<>(
                    Arrays.stream(Kind.values()).map(kind -> row(kind, 7)).toList());
            rows.removeIf(row -> row.kind() == missing);

            List<String> sentences = Conclusion.of(rows);

            assertThat(sentences).as("without %s", missing).isNotEmpty();
            assertThat(sentences)
                    .allSatisfy(sentence -> assertThat(sentence).endsWith(".").doesNotContain("NaN"));
        }
        assertThat(Conclusion.of(List.of())).isEmpty();
    }
}
