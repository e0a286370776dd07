package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.conformance.Programs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the command prints and ends with; what the checks find is tested with the checks. */
class WorkerTestCommandTest {
    @Test
    void aWorkerThatPasses() throws Exception {
        Ended ended = test("nothing", "--only", "shutdown").assertStatus(0);

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().lines()).hasSize(3);
        assertThat(ended.out())
                .matches("ok    handshake {12} initialize is answered .*  \\d+ ms\n.*\n2 passed, 0 failed, 0 skipped\n")
                .contains("\nok    shutdown              shutdown is answered with null, exit ends it with status 0  ");
    }

    @Test
    void aFailureShowsWhatWasSaid() throws Exception {
        Ended ended = test("status-7", "--only", "end-of-stream", "--only", "shutdown")
                .assertStatus(1);

        assertThat(ended.out())
                .contains(
                        "\nFAIL  shutdown              expected the status 0 after shutdown and exit, but it left with status 7"
                                + " (docs/protocol.md, Leaving)  ")
                .containsPattern(
                        "\n {6} +\\d+ ms → \\{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"shutdown\",\"params\":\\{\\}\\}\n")
                .containsPattern("\n {6} +\\d+ ms ← \\{\"jsonrpc\": \"2.0\", \"id\": 3, \"result\": null\\}\n")
                .containsPattern("\n {6} +\\d+ ms · it left with status 7\n")
                .contains("\nok    end-of-stream  ")
                .endsWith("\n2 passed, 1 failed, 0 skipped\n");
    }

    @Test
    void asJson() throws Exception {
        Ended ended = test("dies", "--json", "--only", "handshake,order").assertStatus(1);

        assertThat(ended.out().lines()).hasSize(1);
        JsonNode object = new ObjectMapper().readTree(ended.out());
        assertThat(object.fieldNames()).toIterable().containsExactly("passed", "failed", "skipped", "checks");
        assertThat(object.at("/passed").intValue()).isZero();
        assertThat(object.at("/failed").intValue()).isEqualTo(1);
        assertThat(object.at("/skipped").intValue()).isEqualTo(1);
        JsonNode handshake = object.at("/checks/0");
        assertThat(handshake.fieldNames())
                .toIterable()
                .containsExactly("name", "status", "message", "ms", "transcript");
        assertThat(handshake.at("/name").textValue()).isEqualTo("handshake");
        assertThat(handshake.at("/status").textValue()).isEqualTo("failed");
        assertThat(handshake.at("/transcript"))
                .anySatisfy(line -> assertThat(line.textValue()).endsWith("· stderr: ValueError: no configuration"));
        assertThat(object.at("/checks/1/name").textValue()).isEqualTo("order");
        assertThat(object.at("/checks/1/status").textValue()).isEqualTo("skipped");
    }

    @Test
    void aCommandThatIsNoProgram() throws Exception {
        Spindle.run("", "worker-test", "/no/such/worker --fast")
                .assertComplaint(4, "spindle worker-test: CMD starts no program: ");
    }

    @Test
    void theListOfChecks() throws Exception {
        Ended ended = Spindle.run("", "worker-test", "--list").assertStatus(0);

        assertThat(ended.out())
                .startsWith("handshake             initialize is answered")
                .contains("\ncancel                a running job");
    }

    private static Ended test(String mode, String... options) throws Exception {
        List<String> words = Programs.wayward(mode);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "worker-test";
        arguments[1] = "'" + String.join("' '", words) + "'";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Spindle.run("", arguments);
    }
}
