package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The task that {@code new-task} writes, as its users use it. */
class NewTaskTest {
    private static final Pattern PLUGIN = Pattern.compile("<artifactId>maven-[\\w-]+</artifactId><version>[^<]*<");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void runsAsItWasWritten() throws Exception {
        Path project = folder.resolve("CountWords");

        Ended written = Spindle.run("", "new-task", "CountWords", "--directory", folder.toString());

        String source = project.resolve("src/main/java/CountWords.java").toString();
        assertThat(written.assertStatus(0).out().lines())
                .containsExactly(
                        source,
                        project.resolve("src/test/java/CountWordsTest.java").toString(),
                        project.resolve("pom.xml").toString());
        assertThat(written.err())
                .contains("spindle run --source " + source + " -t CountWords\n")
                .contains("mvn -q -f " + project.resolve("pom.xml") + " package\n");
        Ended ran = Spindle.run(
                "{\"from\":1,\"to\":100000}\n{\"from\":2,\"to\":1}\n{\"from\":-5}\n",
                "run",
                "-j1",
                "--source",
                source,
                "-t",
                "CountWords");
        assertThat(ran.assertStatus(1).result(1).raw()).isEqualTo("{\"primes\":9592}");
        assertThat(ran.result(2).message()).isEqualTo("from 2 to 1 is no range");
        assertThat(ran.result(3).raw()).isEqualTo("{\"primes\":0}");
    }

    /** As Maven would compile and test it, without Maven. */
    @Test
    void passesItsOwnTest() throws Exception {
        List<String> sources = new TaskProject("Größe", folder)
                .write().stream()
                        .map(Path::toString)
                        .filter(each -> each.endsWith(".java"))
                        .toList();
        String[] options = {"-Xlint:all,-processing", "-Werror", "--release", "17", "-d", folder.toString()};
        String[] words = Stream.concat(Stream.of(options), sources.stream()).toArray(String[]::new);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, words))
                .isZero();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(loader.loadClass("GrößeTest")))
                                    .build(),
                            listener);
        }
        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(3);
        assertThat(listener.getSummary().getTotalFailureCount()).isZero();
    }

    /** Its versions are those that this project is built with. */
    @Test
    void hasTheVersionsThatAreTriedHere() throws Exception {
        new TaskProject("CountWords", folder).write();
        String pom = Files.readString(folder.resolve("CountWords/pom.xml")).replaceAll("\\s+<", "<");
        String ours = Files.readString(Document.ROOT.resolve("pom.xml")).replaceAll("\\s+<", "<");

        assertThat(PLUGIN.matcher(pom).results()).hasSize(4).allSatisfy(plugin -> assertThat(ours)
                .contains(plugin.group()));
        String junit = ours.replaceFirst("(?s).*<junit.version>([^<]*)<.*", "$1");
        assertThat(pom)
                .contains("<artifactId>junit-jupiter</artifactId><version>" + junit + "<")
                .contains("<artifactId>CountWords</artifactId>", "<version>" + Version.number() + "<");
    }

    @Test
    void leavesWhatIsThere() throws Exception {
        Path file = Files.writeString(folder.resolve("CountWords"), "mine");
        StringWriter err = new StringWriter();

        int status = SpindleCommand.commandLine()
                .setErr(new PrintWriter(err))
                .execute("new-task", "CountWords", "--directory", folder.toString());

        assertThat(status).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("spindle new-task: there is already something called " + file + ": nothing was written\n");
        assertThat(file).hasContent("mine");
    }

    @Test
    void leavesNothingWhenItFails() {
        TaskProject tooLong = new TaskProject("A".repeat(253), folder); // for a file, not for a folder

        assertThatThrownBy(tooLong::write)
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(FileAlreadyExistsException.class);
        assertThat(folder).isEmptyDirectory();
    }
}
