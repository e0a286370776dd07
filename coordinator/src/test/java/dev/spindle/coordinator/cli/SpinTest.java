package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.cli.Spindle.Running;
import dev.spindle.coordinator.spin.VirtualThreads;
import java.io.File;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The spinner, as a reader of its output sees it. */
class SpinTest {
    private static final String BARS = "\\|/-";
    private static final Pattern FRAME = Pattern.compile("\\r([\\\\|/-]) ([^\\r]*)");

    private static Ended spin(String unit, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("spin", "--unit", unit));
        words.addAll(List.of(options));
        return Spindle.of(words.toArray(new String[0])).end();
    }

    /** Takes the frames out of {@code shown} after checking that they turn, and leaves what stands around them. */
    private static String withoutFrames(String shown, int least, int most) {
        Matcher frames = FRAME.matcher(shown);
        int turn = 0;
        while (frames.find()) {
            assertThat(frames.group(1)).isEqualTo(String.valueOf(BARS.charAt(turn++ % BARS.length())));
        }
        assertThat(turn).isBetween(least, most);
        return frames.replaceAll("");
    }

    private static void assumeIsThere(String unit) {
        assumeThat(!unit.equals("virtual") || VirtualThreads.areThere()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"thread, Thread, NEW", "virtual, VirtualThread, NEW", "coroutine, LoopTask, PENDING"})
    void turnsWhileTheSlowJobSleeps(String unit, String kind, String state) throws Exception {
        assumeIsThere(unit);

        Ended ended = spin(unit, "--seconds", "0.5").assertStatus(0);

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("\n\r\\ thinking!\r| thinking!\r");
        assertThat(withoutFrames(ended.out(), 2, 100))
                .isEqualTo("spinner object: " + kind + "[name=spinner, state=" + state + "]\n\r" + " ".repeat(11)
                        + "\rAnswer: 42\n");
    }

    @Test
    void turnsInAProcessOfItsOwn() throws Exception {
        Running running = Spindle.of("spin", "--seconds", "1").start();
        long parent = running.process().pid();

        Ended ended = running.end().assertStatus(0);

        assertThat(ended.err()).isEmpty();
        assertThat(withoutFrames(ended.out(), 2, 100))
                .isEqualTo("spinner object: Process[name=spinner, state=NEW, parent=" + parent + "]\n\r"
                        + " ".repeat(11) + "\rAnswer: 42\n");
    }

    @Test
    void aProcessTurnsThoughTheSlowJobBlocks() throws Exception {
        Ended ended = spin("process", "--seconds", "1", "--block").assertStatus(0);

        assertThat(withoutFrames(ended.out(), 2, 100))
                .containsPattern(
                        "\n\r +\rThe slow job blocked, but only its own process: the other drew [0-9]+ frames[.]"
                                + "\nAnswer: 42\n$");
    }

    @Test
    void aProcessSendsWhatItsSpinnerThrewAsData() throws Exception {
        Ended ended = spin("process", "--seconds", "1.5", "--fail").assertStatus(1);

        assertThat(ended.err()).isEmpty();
        assertThat(withoutFrames(ended.out(), 10, 10))
                .containsPattern("as plain data:\n  java.lang.IllegalStateException: the spinner broke\n"
                        + "    at dev.spindle.worker.tasks.Spinner.+\nAnswer: 42\n$");
    }

    @Test
    void theWireShowsEveryMessage() throws Exception {
        Ended ended = spin("process", "--seconds", "1", "--wire").assertStatus(0);

        List<String> lines = ended.out().lines().toList();
        List<String> table = lines.subList(lines.indexOf("Answer: 42") + 1, lines.size());
        assertThat(table.get(0)).contains("at ms", "bytes", "encode µs", "transport µs", "decode µs", "message");
        List<String> messages = table.subList(1, table.size() - 2);
        assertThat(messages)
                .allMatch(line -> line.matches(
                        " *[0-9.]+ (->|<-) +[0-9]+ +[0-9]+\\.[0-9]{3} +[0-9]+\\.[0-9]{3} +[0-9]+\\.[0-9]{3}  .+"));
        assertThat(messages)
                .extracting(line -> line.replaceAll(".*\\.[0-9]{3}  ", ""))
                .startsWith("initialize #0")
                .contains(
                        "task/run #1 spinner \"thinking!\"",
                        "$/output #1 \"\\r\\\\ thinking!\"",
                        "$/signal #1 done",
                        "$/output #1 \"\\r           \\r\"",
                        "exit",
                        "$/goodbye 0");
        assertThat(table.get(table.size() - 2))
                .matches(messages.size() + " messages, [0-9]+ bytes: [0-9]+ to the worker, [0-9]+ from it[.]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread", "virtual"})
    void aThreadTurnsThoughTheSlowJobBlocks(String unit) throws Exception {
        assumeIsThere(unit);

        Ended ended = spin(unit, "--seconds", "0.3", "--block", "--message", "").assertStatus(0);

        assertThat(withoutFrames(ended.out(), 2, 100))
                .containsPattern(
                        "\n\r  \rThe slow job blocked, but only its own thread: the other drew [0-9]+ frames[.]"
                                + "\nAnswer: 42\n$");
    }

    @Test
    void aCoroutineDoesNotTurnWhileTheSlowJobBlocks() throws Exception {
        Ended ended = spin("coroutine", "--seconds", "0.3", "--block").assertStatus(0);

        assertThat(ended.out())
                .startsWith("spinner object: LoopTask[name=spinner, state=PENDING]\nNo frame: ")
                .contains("never awaited", "cancelled before its first step")
                .endsWith("\nAnswer: 42\n")
                .doesNotContain("\r");
    }

    @ParameterizedTest
    @CsvSource({
        "thread, uncaught exceptions was given",
        "virtual, uncaught exceptions was given",
        "coroutine, 'threw what the spinner threw, the very object:'"
    })
    void theStarterLearnsThatTheSpinnerBroke(String unit, String learnt) throws Exception {
        assumeIsThere(unit);

        Ended ended = spin(unit, "--seconds", "1.5", "--fail").assertStatus(1);

        assertThat(ended.err()).isEmpty();
        assertThat(withoutFrames(ended.out(), 10, 10))
                .containsOnlyOnce("\r" + " ".repeat(11) + "\r")
                .endsWith(learnt + "\n  java.lang.IllegalStateException: the spinner broke\nAnswer: 42\n");
    }

    @Test
    void aSpinnerThatNeverTurnsDoesNotBreak() throws Exception {
        Ended ended = spin("coroutine", "--seconds", "1.1", "--fail", "--block").assertStatus(0);

        assertThat(ended.out()).contains("Answer: 42\nThe spinner did not break");
    }

    @Test
    void noTimeAtAll() throws Exception {
        assertThat(spin("coroutine", "--seconds", "0").assertStatus(0).out())
                .endsWith("\r\\ thinking!\r" + " ".repeat(11) + "\rAnswer: 42\n");
    }

    @Test
    void virtualThreadsNeedANewerJava() throws Exception {
        assumeThat(VirtualThreads.areThere()).isFalse();

        spin("virtual").assertComplaint(2, "--unit virtual: virtual threads need Java 21; this is Java 1");
    }

    @Test
    void allUnitsInTurnAndATable() throws Exception {
        Ended ended = spin("all", "--seconds", "0.3").assertStatus(0);

        StringBuilder rest = new StringBuilder();
        for (String part : ended.out().split("(?=--- )", -1)) {
            rest.append(withoutFrames(part, 0, 100));
        }
        List<String> lines = rest.toString().lines().toList();
        assertThat(lines.stream().filter(line -> line.startsWith("---")))
                .hasSize(4)
                .startsWith("--- thread", "--- process", "--- coroutine")
                .anyMatch(line -> line.matches("--- virtual(: left out, virtual threads need Java 21; .*)?"));
        int units = VirtualThreads.areThere() ? 4 : 3;
        assertThat(lines).filteredOn(line -> line.endsWith("Answer: 42")).hasSize(units);
        assertThat(lines)
                .filteredOn(line -> line.matches("[a-z]+ .* +[0-9.]+ +[0-9.]+ +[0-9]+"))
                .hasSize(units);
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    // ---- stdout is no screen

    @Test
    void aFullDisk() throws Exception {
        Spindle.of("spin", "--unit", "thread", "--seconds", "600")
                .outputTo(Path.of("/dev/full"))
                .end()
                .assertComplaint(
                        4, "spindle spin: cannot write to stdout, its reader is gone or the disk full: No space left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread", "process", "virtual", "coroutine"})
    void aReaderThatLeavesEndsIt(String unit) throws Exception {
        assumeIsThere(unit);
        Running running = Spindle.of("spin", "--unit", unit, "--seconds", "600")
                .pipedOutput()
                .start();
        try (var reader = running.process().inputReader()) {
            assertThat(reader.readLine()).startsWith("spinner object: ");
            assertThat(reader.read()).isEqualTo('\r');
        }

        running.end().assertComplaint(4, "its reader is gone or the disk full: Broken pipe");
    }

    // ---- signals, terminals

    @ParameterizedTest
    @ValueSource(strings = {"thread", "process"})
    void aSignalWipesTheLine(String unit) throws Exception {
        Running running = Spindle.of("spin", "--unit", unit, "--seconds", "600").start();
        awaitShown(running, "\r| thinking!");

        running.process().destroy();

        Ended ended = running.end().assertStatus(143);
        assertThat(ended.err()).isEmpty();
        assertThat(withoutFrames(ended.out(), 2, 1000)).endsWith("]\n\r" + " ".repeat(11) + "\r");
    }

    @ParameterizedTest
    @CsvSource({
        "a message that would wrap, a message that…", // two columns for the ellipsis, two for ^C
        "sixteen columns!, sixteen columns!",
        "seventeen columns, seventeen colu…",
    })
    void onATerminalNoFrameWrapsAndControlCWipesTheLine(String message, String shown) throws Exception {
        assumeThat(List.of(System.getenv("PATH").split(File.pathSeparator)))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "script")));
        Running running = Spindle.of("spin", "--unit", "coroutine", "--seconds", "600", "--message", message)
                .onTerminal(20)
                .inputStaysOpen()
                .start();
        awaitShown(running, "\r| " + shown);

        try (OutputStream keyboard = running.process().getOutputStream()) {
            keyboard.write('C' - '@');
            keyboard.flush();
            Ended ended = running.end().assertStatus(130);

            assertThat(ended.out()).contains("\r\\ " + shown + "\r| " + shown).contains("^C");
            String drawn = ended.out().substring(ended.out().indexOf("\r\\ "));
            assertThat(drawn).endsWith("\r");
            assertThat(line(drawn, 20)).isBlank();
        }
    }

    /** What a terminal of so many columns shows in the end of what was drawn on one of its lines; it must not have reached the next. */
    private static String line(String drawn, int columns) {
        StringBuilder line = new StringBuilder(" ".repeat(columns));
        int column = 0;
        for (int i = 0; i < drawn.length(); i++) {
            char each = drawn.charAt(i);
            if (each == '\r') {
                column = 0;
            } else {
                assertThat(column).as("the column of %s in %s", each, drawn).isLessThan(columns);
                assertThat(each).isNotEqualTo('\n');
                line.setCharAt(column++, each);
            }
        }
        return line.toString();
    }

    private static void awaitShown(Running running, String text) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> new String(Files.readAllBytes(running.out()), StandardCharsets.UTF_8).contains(text));
    }
}
