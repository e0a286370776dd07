package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.cli.Spindle.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed, told to end, or short of disk, and gone on with: each job is done once, and right. */
class InterruptedRunTest {
    private static final boolean FULL = Boolean.getBoolean("spindle.full");
    private static final int JOBS = FULL ? 5_000 : 1_000;
    private static final int KILLS = FULL ? 20 : 3;

    /** Two seconds are promised; a machine with much else to do gets more. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
        List<String> words = new ArrayList<>(List.of("run", "-o", output().toString()));
        words.addAll(List.of("--journal", journal().toString(), "--resume"));
        words.addAll(List.of(more));
        return Spindle.of(words.toArray(String[]::new)).input(input);
    }

    private List<Result> results() throws Exception {
        return new Ended(0, Files.readString(output()), "").results();
    }

    private void assertAllOnceAndRight(int jobs, String context) throws Exception {
        assertThat(results())
                .as(context)
                .hasSize(jobs)
                .allSatisfy(result -> {
                    assertThat(result.status()).as(context).isEqualTo("ok");
                    assertThat(result.raw()).as(context).isEqualTo(result.seq() % 2 == 0 ? "null" : "" + result.seq());
                })
                .extracting(Result::seq)
                .as(context)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, jobs).boxed().toList());
    }

    /** Of two lines one echoes its number, and one sleeps for a millisecond or two. */
    private static String mixed(int jobs) {
        StringBuilder lines = new StringBuilder();
        for (int seq = 1; seq <= jobs; seq++) {
            lines.append(
                    seq % 2 == 0
                            ? "{\"task\":\"sleep\",\"input\":" + (1 + seq % 4 / 2) + "}\n"
                            : "{\"task\":\"echo\",\"input\":" + seq + "}\n");
        }
        return lines.toString();
    }

    @Test
    void killedAtRandomMomentsItLosesNothing() throws Exception {
        long seed = Long.getLong("spindle.chaos.seed", System.nanoTime());
        Random random = new Random(seed);
        String context = "seed " + seed;
        String input = mixed(JOBS);
        for (int kill = 0; kill < KILLS; kill++) {
            Running running = run(input).start();
            running.process().waitFor(200 + random.nextInt(700), TimeUnit.MILLISECONDS);
            List<ProcessHandle> workers = Leftovers.workersOf(running.processId());
            running.process().destroyForcibly();
            await(context + ": its workers leave")
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
            running.end();
        }

        Ended ended = run(input).end();

        assertThat(ended.status()).as("%s: %s", context, ended.err()).isZero();
        assertAllOnceAndRight(JOBS, context);
    }

    @Test
    void toldToEndItSaysHowToGoOn() throws Exception {
        Path go = folder.resolve("go");
        String jar = waiting(go);
        String jobs = "{\"task\":\"Wait\"}\n" + mixed(JOBS).lines().skip(1).collect(Collectors.joining("\n"));
        Path input = Files.writeString(folder.resolve("the input"), jobs);
        Path summary = folder.resolve("summary");
        Running running = Spindle.of(
                        "run",
                        "-j2",
                        "--jar",
                        jar,
                        input.toString(),
                        "-o",
                        output().toString(),
                        "--journal",
                        journal().toString(),
                        "--summary",
                        summary.toString())
                .start();
        await().atMost(PATIENCE).until(() -> Files.exists(output()) && Files.size(output()) > 0);
        running.process().destroy();
        Ended ended = running.end().assertStatus(143);

        Result told = Result.parse(Files.readString(summary));
        long read = told.number("jobs");
        assertThat(read + told.number("neverRead")).isEqualTo(JOBS);
        assertThat(told.number("ok") + told.number("cancelled")).isEqualTo(read);
        assertThat(told.number("cancelled")).isPositive();
        Result known = Result.parse(
                Spindle.of("journal", "--json", journal().toString()).end().out());
        assertThat(known.number("done")).isEqualTo(told.number("ok"));
        assertThat(known.number("open")).isEqualTo(told.number("cancelled"));

        String goOn = "to go on with what is left: spindle run --resume -j2 --jar " + jar + " '" + input + "' -o "
                + output() + " --journal " + journal() + " --summary " + summary;
        assertThat(ended.err().lines()).contains(goOn);
        Files.createFile(go);
        run("", "--jar", jar, input.toString()).end().assertStatus(0);
        assertAllOnceAndRight(JOBS, "resumed");
    }

    /** A jar with a task that answers 1 as soon as a file is there: with it, no run ends before it is told to. */
    private String waiting(Path file) throws Exception {
        String source = """
                package shop;
                public class Wait implements dev.spindle.worker.Task<Object, Object> {
                    public Object run(Object input, dev.spindle.worker.TaskContext context) throws Exception {
                        while (!java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) {
                            Thread.sleep(10);
                        }
                        return 1;
                    }
                }
                """.formatted(file);
        return UserJar.of(folder.resolve("tasks.jar"), "shop.Wait", source).toString();
    }

    /** A jar with a task that kills its coordinator as soon as others run, too. */
    private String poison() throws Exception {
        String source = """
                package shop;
                public class Poison implements dev.spindle.worker.Task<Object, Object> {
                    public Object run(Object input, dev.spindle.worker.TaskContext context) throws Exception {
                        Thread.sleep(200);
                        ProcessHandle.current().parent().orElseThrow().destroyForcibly();
                        Thread.sleep(60_000);
                        return null;
                    }
                }
                """;
        return UserJar.of(folder.resolve("tasks.jar"), "shop.Poison", source).toString();
    }

    @Test
    void aGoodJobBesideOneThatKillsTheCoordinatorIsNotGivenUpWithIt() throws Exception {
        String jar = poison();
        String input = "{\"task\":\"sleep\",\"input\":2000}\n{\"task\":\"Poison\"}\n{\"task\":\"echo\",\"input\":3}\n";
        for (int attempt = 1; attempt <= 2; attempt++) {
            run(input, "--retries", "1", "--jar", jar).end().assertStatus(137);
        }

        Ended ended = run(input, "--retries", "1", "--jar", jar).end().assertStatus(1);

        assertThat(ended.err()).contains("2 ok, 1 lost").contains("quarantined: line 2");
    }

    @Test
    void aJobThatKillsTheCoordinatorIsTriedAsOftenAsOneThatKillsItsWorker() throws Exception {
        String jar = poison();
        String input = "{\"task\":\"Poison\"}\n{\"task\":\"echo\",\"input\":2}\n{\"task\":\"echo\",\"input\":3}\n";
        for (int attempt = 1; attempt <= 2; attempt++) {
            run(input, "--retries", "1", "--jar", jar).end().assertStatus(137);
        }
        assertThat(Spindle.of("journal", journal().toString()).end().out())
                .contains("line 1 may have been running, in attempt 2")
                .contains("2 jobs done: 2 ok"); // the others were not kept waiting

        Ended ended = run("\n" + input, "--retries", "1", "--jar", jar).end().assertStatus(1);

        assertThat(results()).hasSize(3);
        Result lost = results().stream()
                .filter(result -> result.status().equals("lost"))
                .findFirst()
                .orElseThrow();
        assertThat(lost.seq()).isEqualTo(2);
        assertThat(lost.number("attempts")).isEqualTo(2);
        assertThat(lost.line()).contains("\"kind\":\"interrupted\"").contains("\"seq\":2,\"ranMs\"");
        assertThat(ended.err()).contains("2 ok, 1 lost").contains("quarantined: line 2");

        run(input, "--retries", "9", "--jar", jar).end().assertStatus(1);
        assertThat(results())
                .hasSize(3)
                .anyMatch(result -> result.seq() == 1 && result.status().equals("lost"));
    }

    @Test
    void withoutRetriesWhatMayHaveRunIsNotRunAgain() throws Exception {
        String input = "{\"task\":\"fault.deaf\"}\n{\"task\":\"echo\",\"input\":2}\n";
        Running running = run(input, "-j1", "--retries", "0").start();
        await().atMost(PATIENCE)
                .until(() ->
                        Files.exists(journal()) && Files.readString(journal()).contains("{\"begin\":"));
        running.process().destroyForcibly();
        running.end();

        Ended ended = run(input, "-j1", "--retries", "0").end().assertStatus(1);

        assertThat(ended.err()).contains("1 ok, 1 lost");
        assertThat(results())
                .anyMatch(result -> result.seq() == 1 && result.status().equals("lost"));
    }

    @Test
    void aFullDiskEndsItAndMoreRoomGoesOn() throws Exception {
        Ended noJournal = Spindle.run("1\n", "run", "-t", "echo", "--journal", "/dev/full");
        noJournal.assertComplaint(4, "cannot write the journal /dev/full: No space left on device");

        Ended noOutput = Spindle.run(
                mixed(JOBS), "run", "-o", "/dev/full", "--journal", journal().toString());
        assertThat(noOutput.assertStatus(4).err())
                .contains("cannot write /dev/full: No space left on device")
                .contains("to go on with what is left: spindle run --resume");

        run(mixed(JOBS)).end().assertStatus(0);
        assertAllOnceAndRight(JOBS, "resumed");
    }
}
