package dev.spindle.coordinator.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Result;
import dev.spindle.coordinator.cli.Spindle.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** What holds of a run that has ended, whatever befell it. */
final class Promises {
    private static final int CANNOT_WORK = 4;
    private static final int KILLED = 137;
    private static final Pattern TRACE =
            Pattern.compile("^\\s+at [\\w.$/]+\\(|^Exception in thread", Pattern.MULTILINE);

    private final Setup setup;
    private final Ended ended;
    private final String out;
    private final boolean killed;
    private long results;
    private long notOk;

    Promises(Setup setup, Ended ended, String out) {
        this.setup = setup;
        this.ended = ended;
        this.out = out;
        this.killed = ended.status() == KILLED && allows(Allowed.KILLED);
    }

    private boolean allows(Allowed what) {
        return setup.allowed.contains(what);
    }

    /** Returns how many results there are. */
    long check() throws Exception {
        if (!allows(Allowed.NO_JVM) || !neverBegan()) {
            assertThat(TRACE.matcher(ended.err()).find())
                    .as("a stack trace in %s", ended.err())
                    .isFalse();
            checkResults();
            checkStatus();
            checkSummary();
        }
        setup.folderStays |= killed;
        if (!setup.folderStays) {
            assertNothingLeftIn(setup.temporary);
        }
        return results;
    }

    /** Java could not start: it says so itself, and the command line has said nothing. */
    private boolean neverBegan() {
        return ended.status() != 0
                && out.isEmpty()
                && ended.err().lines().noneMatch(line -> line.startsWith("spindle"))
                && !ended.err().contains("at dev.spindle");
    }

    private void checkResults() throws Exception {
        boolean mayBeTorn = killed || allows(Allowed.CUT_OUTPUT);
        Set<Long> seen = new HashSet<>();
        long latest = 0;
        for (int begin = 0; begin < out.length(); ) {
            int end = out.indexOf('\n', begin);
            if (end < 0) {
                assertThat(mayBeTorn)
                        .as("a line without an end: %s", shortened(out.substring(begin)))
                        .isTrue();
                break;
            }
            Result result = Result.parse(out.substring(begin, end));
            begin = end + 1;
            assertThat(seen.add(result.seq()))
                    .as("results of line %d are twice", result.seq())
                    .isTrue();
            if (setup.options.contains("-k")) {
                assertThat(result.seq()).as("the order").isGreaterThan(latest);
            }
            latest = result.seq();
            checkResult(result);
        }
        results = seen.size();
        if (ended.status() != CANNOT_WORK && !killed) {
            assertThat(results).as("results, of as many lines; %s", ended.err()).isEqualTo(setup.jobs.count());
        }
    }

    private void checkResult(Result result) {
        Jobs.Job job = setup.jobs.at(result.seq());
        assertThat(job).as("the line of %s", shortened(result.line())).isNotNull();
        String expected = Objects.requireNonNull(job).status();
        String status = result.status();
        if (!status.equals("ok")) {
            notOk++;
        }
        boolean givenUp =
                ended.status() == CANNOT_WORK && Set.of("lost", "cancelled").contains(status);
        if (!givenUp) {
            assertThat(status)
                    .as("the status of %s; %s", shortened(result.line()), ended.err())
                    .isEqualTo(expected);
        }
        if (status.equals("ok")) {
            assertThat(result.raw())
                    .as("the result of %s", shortened(job.line()))
                    .isEqualTo(job.result());
        }
    }

    private void checkStatus() {
        if (killed) {
            return;
        }
        if (ended.status() == CANNOT_WORK) {
            assertThat(allows(Allowed.CANNOT_WORK))
                    .as("status 4: %s", ended.err())
                    .isTrue();
            assertThat(ended.err().lines().filter(line -> line.startsWith("spindle")))
                    .as("the cause, in a line: %s", ended.err())
                    .hasSize(1);
            return;
        }
        assertThat(ended.status()).as("exit status; %s", ended.err()).isEqualTo(notOk == 0 ? 0 : 1);
    }

    /** Where there is one, it says what the output says. */
    private void checkSummary() throws Exception {
        Path file = setup.summary;
        if (file == null || !Files.isRegularFile(file)) {
            return;
        }
        String text = Files.readString(file);
        if (text.isEmpty() && (killed || ended.status() == CANNOT_WORK)) {
            return;
        }
        if (allows(Allowed.CUT_SUMMARY) && !text.endsWith("\n")) {
            return;
        }
        Map<String, Object> summary = Result.parse(text.strip()).fields();
        assertThat(((Number) Objects.requireNonNull(summary.get("exitStatus"))).intValue())
                .as("the summary's exit status")
                .isEqualTo(ended.status());
        if (!allows(Allowed.CUT_OUTPUT)) {
            long jobs = ((Number) Objects.requireNonNull(summary.get("jobs"))).longValue();
            assertThat(jobs).as("the summary's jobs").isEqualTo(results);
            if (summary.get("neverRead") instanceof Number unread) {
                assertThat(jobs + unread.longValue())
                        .as("lines that have a result or were never read; %s", text)
                        .isEqualTo(setup.jobs.count());
            }
        }
    }

    private void assertNothingLeftIn(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            assertThat(files.filter(each -> !each.equals(setup.summary)))
                    .as("what is left")
                    .isEmpty();
        }
    }

    private static String shortened(String line) {
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }
}
