package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.cli.Spindle.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JVMs that workers are. */
class WorkerJvmTest {
    private static String workerCommand(String... options) throws Exception {
        String[] words = new String[options.length + 4];
        System.arraycopy(new String[] {"run", "-t", "echo", "-j1"}, 0, words, 0, 4);
        System.arraycopy(options, 0, words, 4, options.length);
        Running running = Spindle.of(words).inputStaysOpen().start();
        List<String> commands = new CopyOnWriteArrayList<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            for (ProcessHandle worker : Leftovers.workersOf(running.processId())) {
                String command = Files.readString(Path.of("/proc/" + worker.pid() + "/cmdline"));
                if (!command.isEmpty() && !command.contains("/bin/sh")) { // which becomes java in a moment
                    commands.add(command.replace('\0', ' '));
                }
            }
            return !commands.isEmpty();
        });
        running.process().getOutputStream().close();
        running.end().assertStatus(0);
        return commands.get(0);
    }

    @Test
    void argumentsAreTakenWhateverTheyAre() throws Exception {
        assertThat(workerCommand("--jvm-arg", "-Dx=y z", "--jvm-arg", "-ea", "--jvm-arg=-Xss2m", "--memory", "96m"))
                .contains(" -Dx=y z ", " -ea ", " -Xss2m ", " -Xmx100663296 ", "dev.spindle.worker.")
                .contains(" -XX:SharedArchiveFile="); // as scripts/spindle has it too
    }

    /** A JVM takes one archive only, and some flags together not at all. */
    @Test
    void anArchiveOfTheUsersIsTheOnlyOne(@TempDir Path folder) throws Exception {
        String own = "-XX:SharedArchiveFile=" + folder.resolve("none.jsa");

        assertThat(workerCommand("--jvm-arg", own).split(" "))
                .filteredOn(word -> word.contains("SharedArchiveFile"))
                .containsExactly(own);
    }

    @ParameterizedTest
    @CsvSource({"-Xmx1k, Too small maximum heap", "-v, Unrecognized option: -v"})
    void anArgumentThatTheJvmRefusesIsToldInTheJvmsOwnWords(String argument, String said) throws Exception {
        Ended ended = Spindle.run("1\n", "run", "-j1", "-t", "echo", "--jvm-arg", argument)
                .assertStatus(4);

        assertThat(ended.err()).contains(said).doesNotContain("\tat ");
        assertThat(ended.err().lines().reduce((first, second) -> second).orElse(""))
                .startsWith("spindle run: workers do not start; the first: ");
        assertThat(ended.out()).isEmpty();
        Spindle.of("tasks", "-q", "--jvm-arg", argument).end().assertComplaint(4, "workers do not start");
    }

    @Test
    void whatKeepsAJvmFromStartingIsToldThoughItSaysMuchAfterwards(@TempDir Path folder) throws Exception {
        fakeJava(folder, "echo the cause >&2; seq 100 >&2; exit 9");

        Spindle.run("1\n", "run", "-j1", "-t", "echo", "-q", "--java-home", folder.toString())
                .assertComplaint(4, "the cause | 1 | 2");
    }

    @Test
    void anotherJavaHome(@TempDir Path folder) throws Exception {
        Path java = fakeJava(folder, "exec '" + System.getProperty("java.home") + "/bin/java' \"$@\"");

        assertThat(workerCommand("--java-home", folder.toString(), "--jvm-arg", "-Dhome=" + java))
                .contains("-Dhome=" + java)
                .doesNotContain("SharedArchiveFile"); // which would not fit
    }

    /** The first worker starts, none after it does. */
    @Test
    void aPoolThatStartsNoWorkersAnyMoreEndsTheRunThoughTheInputPauses(@TempDir Path folder) throws Exception {
        String real = System.getProperty("java.home") + "/bin/java";
        fakeJava(
                folder,
                "mkdir '" + folder + "/once' 2>/dev/null && exec '" + real + "' \"$@\"; echo no more >&2; exit 9");

        Ended ended = Spindle.of("run", "-t", "fault.halt", "-j1", "--java-home", folder.toString())
                .input("null\nnull\n")
                .inputStaysOpen()
                .end();

        ended.assertStatus(4);
        assertThat(ended.results())
                .extracting(Result::status)
                .containsOnly("cancelled")
                .hasSize(2);
        assertThat(ended.err().lines().reduce((first, second) -> second).orElse(""))
                .startsWith("spindle run: workers do not start")
                .contains("no more");
    }

    private static Path fakeJava(Path home, String script) throws Exception {
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return java;
    }
}
