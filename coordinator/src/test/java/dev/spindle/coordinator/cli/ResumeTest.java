package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run with a journal goes on, and runs nothing again that is done. */
class ResumeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path journal() {
        return folder.resolve("journal");
    }

    private Path output() {
        return folder.resolve("results");
    }

    private Spindle run(String input, String... more) {
        List<String> words = new ArrayList<>(List.of("run", "-j1", "-o", output().toString()));
        words.addAll(List.of("--journal", journal().toString()));
        words.addAll(List.of(more));
        return Spindle.of(words.toArray(String[]::new)).input(input);
    }

    private List<Result> results() throws Exception {
        return new Ended(0, Files.readString(output()), "").results();
    }

    /** How many attempts began since the journal's latest run did. */
    private long attemptsOfLatestRun() throws Exception {
        String text = Files.readString(journal());
        return text.substring(text.lastIndexOf(" {\"run\":"))
                .lines()
                .filter(line -> line.contains(" {\"begin\":"))
                .count();
    }

    private static String lines(List<Integer> numbers) {
        StringBuilder text = new StringBuilder();
        for (int number : numbers) {
            text.append("{\"task\":\"factor\",\"id\":\"n")
                    .append(number)
                    .append("\",\"input\":")
                    .append(number)
                    .append("}\n");
        }
        return text.toString();
    }

    @Test
    void ofAnInputThatIsReorderedAddedToAndChangedOnlyWhatIsNewRuns() throws Exception {
        long seed = System.nanoTime();
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, 200).mapToObj(i -> 1000 + i).toList());
        run(lines(numbers)).end().assertStatus(0);
        assertThat(attemptsOfLatestRun()).isEqualTo(200);

        for (int i = 0; i < 10; i++) {
            numbers.set(i * 20, 5000 + i);
            numbers.add(9000 + i);
        }
        Collections.shuffle(numbers, new Random(seed));
        Ended ended = run(lines(numbers), "--resume").end().assertStatus(0);

        assertThat(attemptsOfLatestRun()).as("seed %s", seed).isEqualTo(20);
        assertThat(ended.err()).contains("210 ok, 190 from the journal").doesNotContain("to go on");
        assertThat(results()).hasSize(210);
        for (Result result : results()) {
            int number = numbers.get((int) result.seq() - 1);
            assertThat(result.text("id")).as("seed %s", seed).isEqualTo("n" + number);
            assertThat(result.raw()).as("seed %s", seed).isEqualTo(factors(number));
        }
    }

    private static String factors(int number) {
        List<String> factors = new ArrayList<>();
        for (int divisor = 2; number > 1; divisor++) {
            for (; number % divisor == 0; number /= divisor) {
                factors.add(Integer.toString(divisor));
            }
        }
        return "[" + String.join(",", factors) + "]";
    }

    @Test
    void equalJobsEachRunOnce() throws Exception {
        String three = "{\"task\":\"echo\",\"input\":7}\n".repeat(3);
        run(three).end().assertStatus(0);

        run(three + three, "--resume").end().assertStatus(0);

        assertThat(attemptsOfLatestRun()).isEqualTo(3);
        assertThat(results()).extracting(Result::seq).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(results()).extracting(Result::raw).containsOnly("7");
    }

    @Test
    void everyOutcomeComesBackAsItWasAndInvalidLinesToo() throws Exception {
        String input = """
                {"task":"echo","id":"big","input":1e400}
                {"task":"fault.throw","input":"on \\"purpose\\""}
                no job
                {"task":"fault.halt","input":3}
                {"task":"sleep","input":60000,"timeout":"50ms"}
                {"task":"echo","input":"last"}
                """;
        Ended first = run(input, "-k").end().assertStatus(1);
        List<String> before = Files.readAllLines(output());

        Ended second = run(input, "-k", "--resume").end().assertStatus(1);

        assertThat(Files.readAllLines(output())).isEqualTo(before);
        assertThat(attemptsOfLatestRun()).isZero();
        assertThat(first.err()).contains("2 ok, 1 failed, 1 timeout, 1 lost, 1 invalid, 2 retries");
        assertThat(second.err()).contains("2 ok, 1 failed, 1 timeout, 1 lost, 1 invalid, 5 from the journal");

        run("\n\n" + input, "-k", "--resume").end().assertStatus(1);
        assertThat(Files.readAllLines(output()))
                .anyMatch(line ->
                        line.startsWith("{\"seq\":6,\"status\":\"lost\"") && line.contains("\"seq\":6,\"ranMs\""));
        assertThat(results()).extracting(Result::seq).containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void aFinishedMissingOrEmptyJournalIsNoError() throws Exception {
        run("{\"task\":\"echo\"}\n", "--resume").end().assertStatus(0);
        run("{\"task\":\"echo\"}\n", "--resume").end().assertStatus(0);
        assertThat(results()).hasSize(1);

        Files.write(journal(), new byte[0]);
        run("{\"task\":\"echo\"}\n", "--resume").end().assertStatus(0);
        assertThat(attemptsOfLatestRun()).isEqualTo(1);
    }

    @Test
    void jobsOfOtherCodeAreOtherJobs() throws Exception {
        String source = """
                package shop;
                public class Price implements dev.spindle.worker.Task<Integer, Integer> {
                    public Integer run(Integer input, dev.spindle.worker.TaskContext context) { return input * 2; }
                }
                """;
        Path jar = UserJar.of(folder.resolve("tasks.jar"), "shop.Price", source);
        run("5\n", "-t", "Price", "--jar", jar.toString()).end().assertStatus(0);
        UserJar.of(jar, "shop.Price", source.replace("* 2", "* 3"));

        Ended ended = run("5\n", "-t", "Price", "--jar", jar.toString(), "--resume")
                .end()
                .assertStatus(0);

        assertThat(results()).singleElement().extracting(Result::raw).isEqualTo("15");
        assertThat(ended.err()).contains("the code of the tasks is not that of the journal's last run");
    }

    @Test
    void aDryRunTellsWhatIsDoneAndChangesNothing() throws Exception {
        run("1\n2\n", "-t", "echo").end().assertStatus(0);
        byte[] before = Files.readAllBytes(journal());

        Ended ended =
                run("2\n3\n1\n", "-t", "echo", "--resume", "--dry-run").end().assertStatus(0);

        assertThat(ended.err()).contains("1 job would run on 1 worker: echo 1; done already, by the journal: 2");
        assertThat(Files.readAllBytes(journal())).isEqualTo(before);
    }

    @Test
    void whatCannotBeGoneOnWithIsRefusedAndNothingIsTouched() throws Exception {
        run("1\n2\n3\n", "-t", "echo").end().assertStatus(0);
        byte[] results = Files.readAllBytes(output());
        run("1\n", "-t", "echo").end().assertComplaint(2, "there is a journal already at " + journal());

        byte[] journal = Files.readAllBytes(journal());
        byte[] damaged = journal.clone();
        damaged[journal.length / 2] ^= 4;
        Files.write(journal(), damaged);
        run("1\n", "-t", "echo", "--resume").end().assertComplaint(2, "is damaged: record ");
        assertThat(Files.readAllBytes(journal())).isEqualTo(damaged);

        Files.writeString(journal(), "1\n");
        run("1\n", "-t", "echo", "--resume").end().assertComplaint(2, "is no journal");
        assertThat(Files.readAllBytes(output())).isEqualTo(results);

        Files.write(journal(), Arrays.copyOf(journal, journal.length - 3));
        assertThat(run("1\n", "-t", "echo", "--resume").end().assertStatus(0).err())
                .contains("torn");
    }

    @Test
    void itsOptionsAreUsedTogetherAndWithFilesOfTheirOwn() throws Exception {
        Spindle.run("1\n", "run", "-t", "echo", "--resume").assertComplaint(2, "--resume needs the --journal");
        Spindle.run("1\n", "run", "-t", "echo", "--journal", output().toString(), "-o", output().toString())
                .assertComplaint(2, "is the input, the output or the summary as well");
        assertThat(output()).doesNotExist();
    }
}
