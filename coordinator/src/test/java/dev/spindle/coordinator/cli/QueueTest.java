package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In what order waiting jobs start. */
class QueueTest {
    private static List<Long> order(Ended ended) throws Exception {
        return ended.results().stream().map(Result::seq).toList();
    }

    private static String echo(String priority) {
        return "{\"task\":\"echo\",\"input\":0,\"priority\":" + priority + "}\n";
    }

    @Test
    void lifoStartsTheLastFirst() throws Exception {
        Ended ended = Spindle.run("1\n2\n3\n4\n5\n", "run", "-j1", "-t", "echo", "--queue", "lifo");

        assertThat(order(ended.assertStatus(0))).containsExactly(5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void priorityStartsTheHighestFirst() throws Exception {
        String input = echo("0") + echo("5") + "{\"task\":\"echo\"}\n" + echo("-2") + echo("5") + echo("2147483647");

        Ended ended = Spindle.run(input, "run", "-j1", "--queue", "priority");

        assertThat(order(ended.assertStatus(0))).containsExactly(6L, 2L, 5L, 1L, 3L, 4L);
        assertThat(ended.err()).doesNotContain("heeds");
    }

    @Test
    void anInputThatPausesDoesNotKeepItsFirstJobs() throws Exception {
        Spindle.Running running = Spindle.of("run", "-j1", "-t", "echo", "--queue", "lifo")
                .pipedOutput()
                .input("1\n2\n")
                .inputStaysOpen()
                .start();

        assertThat(running.process().inputReader().readLine()).startsWith("{\"seq\":2,");
        assertThat(running.process().inputReader().readLine()).startsWith("{\"seq\":1,");
        running.process().getOutputStream().close();
        running.end().assertStatus(0);
    }

    @Test
    void moreJobsThanFitAreAllRun() throws Exception {
        Ended ended = Spindle.run("7\n".repeat(5_000), "run", "-j2", "-t", "echo", "--queue", "lifo");

        assertThat(order(ended.assertStatus(0))).hasSize(5_000).doesNotHaveDuplicates();
    }

    @Test
    void aPriorityThatNobodyHeedsIsMentioned() throws Exception {
        Ended ended = Spindle.run(echo("1") + echo("2"), "run", "-j1");

        assertThat(order(ended.assertStatus(0))).containsExactly(1L, 2L);
        assertThat(ended.err()).contains("only --queue priority heeds");
    }

    @Test
    void aPriorityThatIsNoIntegerMakesTheLineInvalid() throws Exception {
        Ended ended = Spindle.run(echo("\"high\"") + echo("1.5") + echo("99999999999"), "run", "-j1");

        assertThat(ended.assertStatus(1).results()).hasSize(3).allSatisfy(result -> {
            assertThat(result.status()).isEqualTo("invalid");
            assertThat(result.message()).contains("the priority must be an integer");
        });
    }

    @Test
    void aJobIsTriedAgainAfterADelayThatGrows() throws Exception {
        Ended ended = Spindle.run(
                "null\n", "run", "-j1", "-t", "fault.throw", "--retry-on", "failed", "--retry-delay", "200ms");

        assertThat(ended.assertStatus(1).result(1).number("attempts")).isEqualTo(3);
        double seconds = Double.parseDouble(ended.err().replaceFirst("(?s).* in ([0-9.]+) s.*", "$1"));
        assertThat(seconds).as("200 ms and 400 ms of it waiting").isGreaterThan(0.6);
    }
}
