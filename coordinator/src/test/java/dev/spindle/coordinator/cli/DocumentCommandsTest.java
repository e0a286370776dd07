package dev.spindle.coordinator.cli;

import static dev.spindle.coordinator.cli.Document.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Document.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Every command that README and docs show is run, by a shell, in a folder with what it needs: the status is the stated one, and what is shown
 * beside it has the shape of what it says. Those that take long are run by other tests, named here, and their words are tried.
 */
class DocumentCommandsTest {
    private static final int LIMIT_SECONDS = 60;

    /** What becomes of a command that is not simply run. */
    private enum Instead {
        /** Its lines are read, no job is run. */
        DRY_RUN,
        /** Its words are those of a command and its options. */
        WORDS,
        /** It is for the gate to run. */
        NOTHING
    }

    /** Commands that begin so are run by {@code where}, a test or a script. */
    private record Elsewhere(String begin, Instead instead, String where) {}

    private static final List<Elsewhere> ELSEWHERE = List.of(
            new Elsewhere(
                    "spindle run --timeout 1s --memory 128m examples/faults.ndjson", Instead.DRY_RUN, "FaultsTest"),
            new Elsewhere(
                    "spindle run -t prime examples/primes.ndjson --worker-command", Instead.WORDS, "WorkerCommandTest"),
            new Elsewhere("spindle journal", Instead.WORDS, "JournalTest"),
            new Elsewhere("spindle spin", Instead.WORDS, "SpinTest"),
            new Elsewhere("spindle lab serialization", Instead.WORDS, "LabSerializationTest"),
            new Elsewhere("spindle lab isolation", Instead.WORDS, "LabIsolationTest"),
            new Elsewhere("spindle lab scaling", Instead.WORDS, "LabScalingTest"),
            new Elsewhere("spindle lab startup", Instead.WORDS, "LabStartupTest"),
            new Elsewhere("spindle lab contention", Instead.WORDS, "LabContentionTest"),
            new Elsewhere("spindle lab preemption", Instead.WORDS, "LabPreemptionTest"),
            new Elsewhere("spindle lab queue", Instead.WORDS, "LabQueueTest"),
            new Elsewhere("spindle lab", Instead.WORDS, "LabCommandTest"),
            new Elsewhere("spindle worker-test", Instead.WORDS, "WorkerTestCommandTest"),
            new Elsewhere("spindle ps", Instead.WORDS, "ReachingInTest"),
            new Elsewhere("spindle stack", Instead.WORDS, "ReachingInTest"),
            new Elsewhere("spindle cancel", Instead.WORDS, "ReachingInTest"),
            new Elsewhere("spindle drain", Instead.WORDS, "ReachingInTest"),
            new Elsewhere("spindle tasks", Instead.WORDS, "TasksCommandTest"),
            new Elsewhere("mvn -q -pl coordinator -am test -Dtest=SimulationTest", Instead.NOTHING, "SimulationTest"),
            new Elsewhere("mvn -Dquick install", Instead.NOTHING, "scripts/check-library"),
            new Elsewhere("spindle run jobs.ndjson --engine spark", Instead.WORDS, "RemoteRunTest"),
            new Elsewhere("scripts/spark-demo", Instead.NOTHING, "scripts/check-spark"),
            new Elsewhere("scripts/test", Instead.NOTHING, "scripts/test"),
            new Elsewhere("scripts/bench", Instead.NOTHING, "scripts/bench"),
            new Elsewhere("scripts/dist", Instead.NOTHING, "scripts/check-launcher"),
            new Elsewhere(
                    "tar xzf target/dist/spindle-0.1.0-SNAPSHOT.tar.gz", Instead.NOTHING, "scripts/check-launcher"),
            new Elsewhere("spindle-0.1.0-SNAPSHOT/bin/spindle", Instead.NOTHING, "scripts/check-launcher"));

    /** Stands for {@code spindle}: runs it with one worker, or as {@code HOW} says, or notes the words that it was given in the file {@code NOTE}. */
    private static final String SPINDLE = """
            #!/bin/sh
            [ -z "$NOTE" ] || { printf '%%s\\n' "$@" >"$NOTE"; exit; }
            exec %s "$@" $HOW
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    static Path shared;

    private static List<Document> pages = List.of();

    /** What commands said that were run: the same words are run once. */
    private final Map<String, String> saidBy = new HashMap<>();

    @BeforeAll
    static void prepare() throws Exception {
        StringBuilder words = new StringBuilder();
        List<String> options =
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:ActiveProcessorCount=1"); // one worker
        for (String word : Distribution.command(true, options)) {
            words.append('\'').append(word).append("' ");
        }
        Path script = Files.writeString(shared.resolve("spindle"), SPINDLE.formatted(words));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        pages = Document.all();
    }

    /** As it would be in a checkout. */
    private static Path folderFor(Document page) throws IOException {
        Path folder = Files.createDirectory(shared.resolve(page.name().replace('/', '-')));
        Path examples = Files.createDirectory(folder.resolve("examples"));
        try (Stream<Path> all = Files.list(ROOT.resolve("examples"))) {
            for (Path each : all.toList()) {
                Files.createSymbolicLink(examples.resolve(each.getFileName()), each);
            }
        }
        Files.createSymbolicLink(
                Files.createDirectory(folder.resolve("scripts")).resolve("spindle"), shared.resolve("spindle"));
        Files.writeString(
                folder.resolve("jobs.ndjson"),
                "{\"task\":\"prime\",\"input\":97}\n{\"task\":\"factor\",\"input\":360}\n{\"task\":\"echo\",\"input\":\"x\"}\n");
        return folder;
    }

    @Test
    void areRunAndSayWhatIsShown() throws Exception {
        for (Document page : pages) {
            Path folder = folderFor(page);
            for (Block block : page.blocks()) {
                if (block.file() != null) {
                    provide(block, block.file(), folder);
                }
                String where = page.name() + ":" + block.line() + ": ";
                String said = null;
                for (String command : block.language().equals("sh") ? block.commands() : List.<String>of()) {
                    said = check(where + command, command, block.status(), folder);
                }
                Block shown = page.shownBy(block);
                if (said != null && shown != null) {
                    assertShape(where, said, shown);
                }
            }
        }
        assertThat(saidBy).containsKey("spindle run -t prime examples/primes.ndjson");
    }

    /** A file that the repository has is shown as it is there. */
    private static void provide(Block block, String file, Path folder) throws IOException {
        if (file.contains("/")) {
            assertThat(block.text()).as("%s, as it is shown", file).isEqualTo(Files.readString(ROOT.resolve(file)));
        } else {
            Files.writeString(folder.resolve(file), block.text());
        }
    }

    /** Returns what it said, or null where it was not run. */
    private @Nullable String check(String where, String command, int status, Path folder) throws Exception {
        String plain = command.replaceAll("(?<=^|\\s)scripts/spindle(?=\\s)", "spindle");
        for (Elsewhere elsewhere : ELSEWHERE) {
            if (plain.startsWith(elsewhere.begin())) {
                insteadOf(where, command, elsewhere, folder);
                return null;
            }
        }
        String said = saidBy.get(plain);
        if (said == null) {
            said = shell(where, command, status, folder);
            saidBy.put(plain, said);
        }
        return said;
    }

    private static void insteadOf(String where, String command, Elsewhere elsewhere, Path folder) throws Exception {
        switch (elsewhere.instead()) {
            case DRY_RUN -> shell(where, "export HOW=--dry-run; " + command, 0, folder);
            case WORDS -> {
                Path note = folder.resolve("words");
                shell(where, "export NOTE='" + note + "'; " + command, 0, folder);
                String[] words = Files.readAllLines(note).toArray(String[]::new);
                CommandLine.ParseResult parsed =
                        SpindleCommand.commandLine(words).parseArgs(words);
                assertThat(parsed.hasSubcommand()).as(where).isTrue();
            }
            case NOTHING -> {}
        }
    }

    private static String shell(String where, String command, int status, Path folder) throws Exception {
        Path said = folder.resolve("said");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(said.toFile());
        builder.environment().merge("PATH", shared.toString(), (path, mine) -> mine + ":" + path);
        Process process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            throw new AssertionError(where + " did not end; it said: " + Files.readString(said));
        }
        String text = Files.readString(said);
        assertThat(process.exitValue())
                .as("the exit status of %s, which said:%n%s", where, text)
                .isEqualTo(status);
        return text;
    }

    /** Every line that is shown is one that was said, but for numbers, and for what is left out there with an ellipsis. */
    private static void assertShape(String where, String said, Block shown) {
        for (String line : shown.lines()) {
            Pattern shape = shape(line);
            assertThat(said.lines())
                    .as("%s says a line as is shown: %s", where, line)
                    .anyMatch(each -> shape.matcher(each).matches());
        }
    }

    private static Pattern shape(String line) {
        StringBuilder shape = new StringBuilder();
        Matcher parts = Pattern.compile("…|\\d+(\\.\\d+)?|\\s+|[^…\\d\\s]+").matcher(line);
        while (parts.find()) {
            String part = parts.group();
            if (part.equals("…")) {
                shape.append(".*");
            } else if (Character.isDigit(part.charAt(0))) {
                shape.append("\\d+(\\.\\d+)?");
            } else {
                shape.append(part.isBlank() ? "\\s+" : Pattern.quote(part));
            }
        }
        return Pattern.compile(shape.toString());
    }

    @Test
    void haveNoOtherPlaceInAPage() {
        Pattern command = Pattern.compile("(    |\t)?(\\$ )?(spindle|scripts/\\w+|mvn|head|seq|printf|tar|java) .*");
        for (Document page : pages) {
            assertThat(page.lines())
                    .as("%s: commands stand in blocks of their own, ```sh", page.name())
                    .noneMatch(line ->
                            line.startsWith("    ") && command.matcher(line).matches());
            for (Block block : page.blocks()) {
                assertThat(block.language())
                        .as("%s:%d", page.name(), block.line())
                        .isIn("sh", "text", "json", "java", "python", "xml");
                assertThat(block.language().equals("sh") ? List.<String>of() : block.lines())
                        .as("%s:%d", page.name(), block.line())
                        .noneMatch(line -> line.startsWith("$ ")
                                || line.startsWith("spindle run ")
                                || line.startsWith("scripts/"));
            }
        }
    }

    @Test
    void thatAreRunElsewhereAreRunThere() throws Exception {
        List<String> tests;
        try (Stream<Path> files = Files.walk(ROOT.resolve("coordinator/src/test/java"))) {
            tests = files.map(each -> String.valueOf(each.getFileName())).toList();
        }
        for (Elsewhere elsewhere : ELSEWHERE) {
            boolean isScript = Files.isExecutable(ROOT.resolve(elsewhere.where()));
            assertThat(isScript || tests.contains(elsewhere.where() + ".java"))
                    .as(elsewhere.where())
                    .isTrue();
        }
    }
}
