package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.cli.Spindle.Running;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users do to journals, and to runs that have one. */
class TroubledJournalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path journal() {
        return folder.resolve("journal");
    }

    private Spindle echo(String... more) {
        List<String> words = new ArrayList<>(List.of("run", "-j1", "-t", "echo"));
        words.addAll(List.of("--journal", journal().toString()));
        words.addAll(List.of(more));
        return Spindle.of(words.toArray(String[]::new));
    }

    private static void type(Running running, String text) throws Exception {
        OutputStream in = running.process().getOutputStream();
        in.write(text.getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    @Test
    void nobodyElseUsesTheJournalOfARunThatGoesOn() throws Exception {
        echo().input("1\n").end().assertStatus(0);
        Running goesOn = echo("--resume").inputStaysOpen().start();
        type(goesOn, "1\n");
        await().atMost(PATIENCE).until(() -> Files.size(goesOn.out()) > 0);

        echo("--resume").input("1\n").end().assertComplaint(2, "in use by a run that goes on");

        type(goesOn, "2\n");
        goesOn.process().getOutputStream().close();
        Ended ended = goesOn.end().assertStatus(0);
        assertThat(ended.out().lines()).hasSize(2);
    }

    @Test
    void aJournalThatIsCutWhileItsRunGoesOnEndsTheRun() throws Exception {
        echo().input("1\n2\n").end().assertStatus(0);
        Running goesOn = echo("--resume").inputStaysOpen().start();
        type(goesOn, "3\n");
        await().atMost(PATIENCE).until(() -> Files.size(goesOn.out()) > 0);

        Files.write(journal(), new byte[0]);
        type(goesOn, "2\n");

        Ended ended = goesOn.end().assertStatus(4);
        assertThat(ended.err()).contains("cannot read the journal " + journal() + ": the record at byte ");
        assertThat(ended.results()).extracting(Result::status).containsExactly("ok", "cancelled");
    }

    @Test
    void aRunThatCannotBeginMayBeGivenAgainAsItWas() throws Exception {
        Spindle.run("1\n", "run", "-t", "ehco", "--journal", journal().toString())
                .assertComplaint(2, "no task \"ehco\"");
        echo("-o", folder.resolve("no/folder").toString()).end().assertComplaint(4, "cannot write the output");
        echo(folder.resolve("none").toString()).end().assertComplaint(2, "cannot read the input");

        echo().input("1\n").end().assertStatus(0);
    }

    @Test
    void aFileThatIsTheJournalByAnotherNameIsNothingElse() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), journal());
        String refusal = "is the input, the output or the summary as well";

        echo("-o", link.toString()).input("1\n").end().assertComplaint(2, refusal);
        echo("--summary", link.toString()).input("1\n").end().assertComplaint(2, refusal);
        echo().outputTo(journal()).end().assertStatus(2);
        echo().input("1\n").end().assertStatus(0);
        echo("--resume", link.toString()).end().assertComplaint(2, refusal);
        Path other = Files.createLink(folder.resolve("other"), journal());
        echo("--resume", "-o", other.toString()).end().assertComplaint(2, refusal);
    }
}
