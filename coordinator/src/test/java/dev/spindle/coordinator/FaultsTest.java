package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.worker.tasks.Prime;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every misbehaviour has its outcome, and the pool goes on. */
class FaultsTest {
    private static WorkerPool pool;

    @BeforeAll
    static void open() {
        pool = Pools.small().retries(1).build();
    }

    @AfterEach
    void thePoolGoesOn() throws Exception {
        assertThat(pool.submit(Prime.class, 7L).get(60, TimeUnit.SECONDS)).isTrue();
    }

    @AfterAll
    static void close() {
        pool.close();
        new NothingLeft().assertNothingLeft();
    }

    private static JobOutcome<JsonNode> outcomeOf(String task, Object input) throws InterruptedException {
        return pool.submit(task, input, JsonNode.class).outcome();
    }

    private static DeathReport deathBy(String task, Object input) throws InterruptedException {
        JobOutcome<JsonNode> outcome = outcomeOf(task, input);
        assertThat(outcome).isInstanceOf(JobOutcome.WorkerLost.class);
        assertThat(outcome.attempts()).isEqualTo(2);
        return ((JobOutcome.WorkerLost<JsonNode>) outcome).death();
    }

    @Test
    void exitIsADeliberateEnd() throws Exception {
        DeathReport death = deathBy("fault.exit", 3);

        assertThat(death.kind()).isEqualTo(DeathReport.Kind.EXIT);
        assertThat(death.signal()).isNull();
        assertThat(death.exitStatus()).isEqualTo(3);
        assertThat(death.deliberate()).isTrue();
        assertThat(death.cause()).contains("status 3");
        assertThat(death.job()).isPositive();
        assertThat(death.processId()).isPositive();
    }

    @Test
    void aStatusAbove128ThatWasAnnouncedIsNoSignal() throws Exception {
        DeathReport death = deathBy("fault.exit", 137);

        assertThat(death.deliberate()).isTrue();
        assertThat(death.isAmbiguous()).isFalse();
        assertThat(death.cause()).doesNotContain("SIGKILL");
    }

    @Test
    void haltIsAnEndWithoutAWord() throws Exception {
        DeathReport death = deathBy("fault.halt", 137);

        assertThat(death.exitStatus()).isEqualTo(137);
        assertThat(death.deliberate()).isFalse();
        assertThat(death.cause()).contains("137", "SIGKILL", "or a status of its own");
        assertThat(death.isAmbiguous()).isTrue();
        assertThat(death.signal()).isEqualTo("SIGKILL");
        assertThat(death.oomKill()).isNotEqualTo(OomKill.YES);
    }

    @Test
    void haltWithAnOrdinaryStatusIsNoSignal() throws Exception {
        DeathReport death = deathBy("fault.halt", 5);

        assertThat(death.kind()).isEqualTo(DeathReport.Kind.HALT);
        assertThat(death.signal()).isNull();
    }

    @Test
    void aReportTellsHowLargeTheWorkerWas() throws Exception {
        DeathReport death = deathBy("fault.halt", 5);

        assertThat(death.residentBytes()).isBetween(10L << 20, 2L << 30);
        assertThat(death.peakResidentBytes()).isGreaterThanOrEqualTo(death.residentBytes());
    }

    @Test
    void aNativeCrashIsReportedAsSuch() throws Exception {
        DeathReport death = deathBy("fault.crash", "");

        assertThat(death.kind()).isEqualTo(DeathReport.Kind.CRASH);
        assertThat(death.crash()).contains("SIGSEGV");
        assertThat(death.cause()).contains("crashed").contains("SIGSEGV");
    }

    @Test
    void runningOutOfMemoryFailsTheJobAndReplacesTheWorker() throws Exception {
        assertThat(outcomeOf("fault.oom", "")).isInstanceOfSatisfying(JobOutcome.Failed.class, failed -> {
            assertThat(failed.error().type()).isEqualTo("java.lang.OutOfMemoryError");
            assertThat(failed.attempts()).isEqualTo(1);
        });
    }

    @Test
    void anExceptionComesAsPlainData() throws Exception {
        Job<JsonNode> job = pool.submit("fault.throw", "on purpose", JsonNode.class);

        assertThat(job.outcome()).isInstanceOfSatisfying(JobOutcome.Failed.class, failed -> {
            assertThat(failed.error().code()).isEqualTo(ErrorObject.TASK_FAILED);
            assertThat(failed.error().type()).isEqualTo("java.lang.IllegalStateException");
            assertThat(failed.error().message()).isEqualTo("on purpose");
            assertThat(failed.error().stack().get(0)).contains("Throw.run");
        });
        Assertions.assertThatThrownBy(job::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        TaskFailedException.class,
                        e -> assertThat(e.error().message()).isEqualTo("on purpose"))
                .hasMessageContaining("on purpose");
    }

    @Test
    void aResultThatCannotBeWrittenFailsTheJob() throws Exception {
        assertThat(outcomeOf("fault.unserializable", ""))
                .isInstanceOfSatisfying(
                        JobOutcome.Failed.class,
                        failed -> assertThat(failed.error().code()).isEqualTo(ErrorObject.RESULT_NOT_SERIALIZABLE));
    }

    @Test
    void printingHoweverDoesNotDisturbTheChannel() throws Exception {
        assertThat(outcomeOf("fault.print", 500))
                .isInstanceOfSatisfying(
                        JobOutcome.Succeeded.class,
                        succeeded -> assertThat(succeeded.result().toString()).isEqualTo("500"));
    }

    @Test
    void aLostJobSaysSoToWhoWaitsForItsResult() throws Exception {
        Assertions.assertThatThrownBy(
                        () -> pool.submit("fault.halt", 9, JsonNode.class).get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(WorkerLostException.class)
                .hasMessageContaining("status 9");
    }
}
