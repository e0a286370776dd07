package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Jobs that misbehave, and their neighbours. */
class FaultsTest {
    @Test
    void aThousandJobsAreUnharmedByFourThatEndTheirWorkers() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> jobs = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            jobs.add("{\"task\":\"echo\",\"input\":" + i + "}");
        }
        for (String task : List.of("fault.exit", "fault.crash", "fault.oom")) {
            jobs.add(random.nextInt(jobs.size()), "{\"task\":\"" + task + "\"}");
        }
        jobs.add(random.nextInt(jobs.size()), "{\"task\":\"fault.hang\",\"timeout\":\"1s\"}");

        Ended ended = Spindle.run(String.join("\n", jobs), "run", "--memory", "128m", "-k");

        ended.assertStatus(1);
        List<Result> results = ended.results();
        assertThat(results).as("seed %s", seed).hasSize(1004);
        int echoed = 0;
        for (Result result : results) {
            String job = jobs.get((int) result.seq() - 1);
            if (job.contains("echo")) {
                assertThat(result.essence()).isEqualTo(result.seq() + " ok " + echoed++);
                assertThat(result.number("attempts")).isEqualTo(1);
            } else if (job.contains("fault.hang")) {
                assertThat(result.status()).isEqualTo("timeout");
                assertThat(result.message()).startsWith("no result within 1000 ms; stopped by SIGKILL after ");
            } else if (result.status().equals("failed")) {
                assertThat(job).contains("fault.oom");
                assertThat(result.error()).containsEntry("type", "java.lang.OutOfMemoryError");
            } else {
                assertThat(result.status()).isEqualTo("lost");
                assertThat(result.number("attempts")).isEqualTo(3);
                assertThat(result.error()).containsOnlyKeys("type", "message", "death");
            }
        }
        assertThat(echoed).isEqualTo(1000);
        assertThat(ended.err().lines().filter(line -> line.contains(" jobs in ")))
                .singleElement()
                .asString()
                .contains("1000 ok", "1 timeout");
    }

    @Test
    void whatAJobPrintsHarmsNothing() throws Exception {
        String jobs = "{\"task\":\"echo\",\"input\":1}\n{\"task\":\"fault.print\",\"input\":300}\n".repeat(20);

        Ended ended = Spindle.run(jobs, "run", "-k").assertStatus(0);

        assertThat(ended.results()).hasSize(40).allSatisfy(result -> assertThat(result.raw())
                .isEqualTo(result.seq() % 2 == 1 ? "1" : "300"));
        assertThat(ended.err().lines().filter(line -> !line.startsWith("  "))).hasSize(1);
    }

    @Test
    void aFailureSaysWhatWasThrown() throws Exception {
        Ended ended = Spindle.run(
                "{\"task\":\"fault.throw\",\"input\":\"oo\\nps\"}\n{\"task\":\"fault.unserializable\"}\n"
                        + "{\"task\":\"prime\",\"input\":\"seven\"}\n{\"task\":\"echo\"}\n{\"task\":\"fault.throw\"}",
                "run");

        ended.assertStatus(1);
        Map<String, Object> thrown = ended.result(1).error();
        assertThat(thrown.keySet()).containsExactly("type", "message", "stack");
        assertThat(thrown)
                .containsEntry("type", "java.lang.IllegalStateException")
                .containsEntry("message", "oo\nps");
        assertThat(thrown.get("stack"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .first()
                .asString()
                .startsWith("dev.spindle.worker.faults.Throw.run(");
        Map<String, Object> unwritable = ended.result(2).error();
        assertThat(unwritable.keySet()).containsExactly("type", "message", "stack", "cause");
        assertThat(String.valueOf(unwritable.get("message"))).contains("cannot be written as JSON");
        assertThat(ended.result(3).status()).isEqualTo("failed");
        assertThat(ended.result(3).message()).contains("expected an integer but got a string");
        assertThat(ended.result(4).status()).isEqualTo("ok");
        assertThat(ended.result(5).error()).containsEntry("message", null);
    }

    @Test
    void aLineMayHaveALimitOfItsOwn() throws Exception {
        Ended ended = Spindle.run(
                "{\"task\":\"fault.hang\",\"timeout\":\"300ms\"}\n{\"task\":\"sleep\",\"input\":10}\n"
                        + "{\"task\":\"fault.hang\",\"input\":\"counted\"}\n{\"task\":\"sleep\",\"input\":700,\"timeout\":\"1m\"}",
                "run",
                "--timeout",
                "500ms",
                "--grace",
                "100ms");

        ended.assertStatus(1);
        assertThat(ended.result(1).message()).startsWith("no result within 300 ms; stopped by SIGKILL after ");
        assertThat(ended.result(2).status()).isEqualTo("ok");
        assertThat(ended.result(3).message()).startsWith("no result within 500 ms; stopped by SIGKILL after ");
        assertThat(ended.result(4).status()).isEqualTo("ok");
    }
}
