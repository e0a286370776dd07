package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.conformance.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/protocol.md shows is what happens. */
class ProtocolDocumentTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("spindle.basedir", ".."), "docs", "protocol.md");

    @Test
    void theTalkIsARecordedOne(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("talk");
        String jobs = block("\n\n((?:    \\{.*\n)+)").replace("    {", "{");

        Spindle.run(jobs, "run", "-j1", "--queue", "priority", "-q", "--worker-command", Programs.recordedExample(log))
                .assertStatus(1);

        List<String> talk = Files.readAllLines(log).stream()
                .map(line -> line.replaceAll("\"processId\":\\d+", "\"processId\":4711")
                        .replaceAll("\"stack\":\\[.*\\](?=\\})", "\"stack\":[]"))
                .toList();
        Path update = Files.write(Path.of("target", "protocol-talk.txt"), talk);
        String what = "the talk in docs/protocol.md; if the protocol has changed on purpose, copy coordinator/" + update
                + " there";
        List<String> shown = block("(?s)```text\n(.*?\n)```").lines().toList();
        // How the two directions interleave is a matter of chance: exit follows shutdown without waiting for its
        // answer.
        assertThat(said("→", shown)).as(what).isEqualTo(said("→", talk));
        assertThat(said("←", shown)).as(what).isEqualTo(said("←", talk));
        assertThat(shown).as(what).containsExactlyInAnyOrderElementsOf(talk);
    }

    private static List<String> said(String arrow, List<String> lines) {
        return lines.stream().filter(each -> each.startsWith(arrow)).toList();
    }

    private static String block(String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(DOCUMENT));
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }
}
