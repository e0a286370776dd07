package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.Values;
import java.util.List;
import org.junit.jupiter.api.Test;

class TasksCommandTest {
    @Test
    void listsWhatCanBeRun() throws Exception {
        Ended ended = Spindle.of("tasks").end().assertStatus(0);

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().lines())
                .contains("echo                  returns its input")
                .isSorted()
                .extracting(line -> line.split(" ", 2)[0])
                .contains(
                        "echo",
                        "factor",
                        "fault.crash",
                        "fault.deaf",
                        "fault.exit",
                        "fault.fork",
                        "fault.halt",
                        "fault.hang",
                        "fault.leak",
                        "fault.oom",
                        "fault.print",
                        "fault.throw",
                        "fault.unserializable",
                        "mandelbrot",
                        "prime",
                        "sha256",
                        "sleep",
                        "spinner");
    }

    @Test
    void listsItForPrograms() throws Exception {
        Ended ended = Spindle.of("tasks", "--json").end().assertStatus(0);

        assertThat(ended.out()).hasLineCount(1).contains("{\"name\":\"echo\",\"description\":\"returns its input\"}");
        assertThat((List<?>) Values.read(RawJson.of(ended.out().strip()), List.class))
                .hasSizeGreaterThanOrEqualTo(18);
    }
}
