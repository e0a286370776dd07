package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.channel.Framing;
import dev.spindle.worker.tasks.Prime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A pool of workers in Python keeps the promises that one of JVMs does. */
@ExtendWith(NothingLeft.class)
class ForeignPoolTest {
    private static PoolBuilder python(Path script) {
        return WorkerPool.builder().workers(1).workerCommand(Foreign.PYTHON, script.toString());
    }

    @ParameterizedTest
    @EnumSource
    void eitherFramingCarriesEverything(Framing framing) throws Exception {
        String text = "ü😀\u2028".repeat(1 << 19);
        String long30 = "123456789012345678901234567890";
        try (WorkerPool pool =
                python(Foreign.example("worker.py")).framing(framing).build()) {
            assertThat(pool.submit("echo", text, String.class).get()).isEqualTo(text);
            assertThat(pool.submit("echo", RawJson.of(long30), RawJson.class).get())
                    .hasToString(long30);
            assertThat(pool.submit("echo", null, RawJson.class).get()).isEqualTo(RawJson.NULL);
            assertThat(Pools.outcomeOf(pool.submit("echo", RawJson.of("1e400"), RawJson.class)))
                    .isInstanceOfSatisfying(
                            JobOutcome.Failed.class,
                            failed -> assertThat(failed.error().code()).isEqualTo(-32001));
            assertThat(Pools.outcomeOf(pool.submit("fail", "why not", JsonNode.class)))
                    .isInstanceOfSatisfying(JobOutcome.Failed.class, failed -> {
                        assertThat(failed.error().type()).isEqualTo("RuntimeError");
                        assertThat(failed.error().message()).isEqualTo("why not");
                    });
        }
    }

    @Test
    void jobsTellHowFarTheyAreAndHearOfSignalsAndCancels() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        JobListener listener = new JobListener() {
            @Override
            public void progress(JobProgress progress) {
                assertThat(progress.message()).startsWith("at ");
                begun.countDown();
            }
        };
        try (WorkerPool pool = python(Foreign.example("worker.py")).build()) {
            Job<Integer> signalled =
                    pool.submit(JobRequest.of("count", 100_000, Integer.class).withListener(listener));
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            signalled.signal("done", null);
            assertThat(signalled.get(60, TimeUnit.SECONDS)).isPositive();

            assertThat(Pools.outcomeOf(pool.submit(
                            JobRequest.of("sleep", 600_000, JsonNode.class).withTimeout(Duration.ofMillis(200)))))
                    .isInstanceOfSatisfying(
                            JobOutcome.TimedOut.class,
                            timedOut -> assertThat(timedOut.stop().by()).isEqualTo(Stop.By.REQUEST));
        }
    }

    @Test
    void aWorkerThatIsKilledFromOutsideIsReplaced() throws Exception {
        News news = new News();
        CountDownLatch begun = new CountDownLatch(1);
        JobListener listener = new JobListener() {
            @Override
            public void progress(JobProgress progress) {
                begun.countDown();
            }
        };
        try (WorkerPool pool =
                python(Foreign.example("worker.py")).listener(news).build()) {
            Job<Integer> job =
                    pool.submit(JobRequest.of("count", 20, Integer.class).withListener(listener));
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            await().atMost(Pools.PATIENCE).until(() -> news.latestProcess(0) != 0);
            ProcessHandle.of(news.latestProcess(0)).orElseThrow().destroyForcibly();

            assertThat(job.get(60, TimeUnit.SECONDS)).isEqualTo(20);
            assertThat(job.outcome().attempts()).isEqualTo(2);
        }
        assertThat(news.deaths()).singleElement().satisfies(death -> {
            assertThat(death.exitStatus()).isEqualTo(137);
            assertThat(death.kind()).isEqualTo(DeathReport.Kind.AMBIGUOUS);
            assertThat(death.residentBytes()).as("not a shell's").isGreaterThan(4 << 20);
        });
        assertThat(news.left()).singleElement().satisfies(end -> assertThat(end.exitStatus())
                .isZero());
    }

    @Test
    void anAnswerOverTheCapIsNotTakenForPrinted() throws Exception {
        try (WorkerPool pool = python(Foreign.example("worker.py"))
                .maxFrame(1 << 16)
                .retries(0)
                .build()) {
            assertThat(Pools.outcomeOf(pool.submit("fail", "twice as long".repeat(4_000), JsonNode.class)))
                    .isInstanceOfSatisfying(JobOutcome.WorkerLost.class, lost -> assertThat(
                                    lost.death().cause())
                            .contains("a message over the cap of 65536 bytes: \"{\"jsonrpc\":\"2.0\"")
                            .doesNotContain("stderr"));
            assertThat(pool.submit("prime", 7, Boolean.class).get()).isTrue();
        }
    }

    @Test
    void aTaskThatIsAClassIsUnknown() throws Exception {
        try (WorkerPool pool = python(Foreign.example("worker.py")).build()) {
            assertThat(Pools.outcomeOf(pool.submit(Prime.class, 7L))).isInstanceOf(JobOutcome.Failed.class);
            assertThat(pool.submit("prime", 7, Boolean.class).get()).isTrue();
        }
    }

    @Test
    void whatOnlyOurOwnWorkersKnowIsRefused() {
        List<Consumer<PoolBuilder>> mistakes = List.of(
                pool -> pool.heap("64m"),
                pool -> pool.classPath(List.of()),
                pool -> pool.javaHome(Path.of(System.getProperty("java.home"))),
                pool -> pool.jvmArguments(List.of("-ea")),
                pool -> pool.tasks(Prime.class),
                pool -> pool.transport(Transport.UNIX),
                PoolBuilder::recordWire);
        for (Consumer<PoolBuilder> each : mistakes) {
            PoolBuilder builder = WorkerPool.builder().workerCommand("true");
            each.accept(builder);
            assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("know nothing of ");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorkerPool.builder().workerCommand());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorkerPool.builder().workerCommand(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '`',
            value = {
                "exit 3 @ ended with status 3 before it was ready",
                "echo one >&2; exit 3 @ ended with status 3 before it was ready: one",
                "python3 'w.py @ ended with status 2 before it was ready: ",
                "echo loading; cat @ \"loading\" (a worker's stdout is for messages only: print to stderr instead)",
                "printf loading @ \"loading\" (a worker's stdout is for messages only: print to stderr instead)",
                "printf 'Content-Length: x\\r\\n\\r\\n' @ a number of bytes: \"Content-Length: x\\r\\n\"",
                "cat @ it did not answer initialize but sent ",
            })
    void whatIsNoWorkerEndsThePool(String command, String said) {
        try (WorkerPool pool = WorkerPool.builder()
                .workers(1)
                .workerCommand("/bin/sh", "-c", command)
                .build()) {
            assertThatThrownBy(pool::tasks)
                    .isInstanceOf(PoolBrokenException.class)
                    .hasMessageStartingWith("workers do not start; the first: ")
                    .hasMessageContaining(said);
        }
    }

    @Test
    void headersCarryEverythingToOurOwnWorkersToo() throws Exception {
        try (WorkerPool pool = Pools.small().framing(Framing.HEADER).build()) {
            assertThat(pool.submit("echo", "ü\n".repeat(100_000), String.class).get())
                    .isEqualTo("ü\n".repeat(100_000));
        }
    }

    @Test
    void ourOwnWorkersSpeakOnStdinAndStdoutToo() throws Exception {
        try (WorkerPool pool = WorkerPool.builder()
                .workers(1)
                .workerCommand(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.spindle.worker.runtime.WorkerMain")
                .build()) {
            assertThat(pool.submit(Prime.class, 7L).get()).isTrue();
        }
    }
}
