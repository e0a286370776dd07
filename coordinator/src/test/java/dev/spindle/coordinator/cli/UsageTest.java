package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors of use: status 2, one line on stderr that says what, where and what next, nothing on stdout. */
class UsageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | which command? There are: run, ps, stack, cancel, drain, spin, tasks, journal, lab, worker-test, new-task, completion",
                "rnu | no command 'rnu'; did you mean run?",
                "run --taks echo | unknown option --taks; did you mean --task?",
                "run -t echo --lnes | did you mean --lines?",
                "run -t echo --progres=on | unknown option --progres; did you mean --progress?",
                "run -t echo --nothing-like-it | unknown option --nothing-like-it (spindle run --help",
                "run -t echo a b | unexpected word 'b'",
                "run -t | Missing required parameter for option '--task'",
                "run -t echo -j | Missing required parameter for option --workers",
                "run -t echo -j abc | -j: 'abc' is no number of workers",
                "run -t echo -j 0 | at least one worker",
                "run -t echo -j +10% | -j: '+10%'",
                "run -t echo --timeout 12 | option '--timeout': '12' is no time such as 500ms",
                "run -t echo --timeout 0s | --timeout: a time limit must be longer than nothing",
                "run -t echo --grace -1s | option '--grace': '-1s' is no time",
                "run -t echo --retries -1 | retries cannot be negative: -1",
                "run -t echo --retries x | option '--retries': 'x' is not an int",
                "run -t echo --retry-on ok | --retry-on: 'ok' is none of lost, timeout, failed",
                "run -t echo --report - | --report: - is no file; stdout has the results, so name a file",
                "run -t echo --progress maybe | --progress: 'maybe' is none of auto, on, off",
                "run -t echo --memory 12x | --memory: not a size such as 512m or 2g: 12x",
                "run -t echo --jar /no/such.jar | --jar: cannot read /no/such.jar",
                "run -t echo --java-home /no/java | --java-home: there is no program bin/java in /no/java",
                "run -t echo --dry-run --retries -1 | retries cannot be negative: -1",
                "run -t echo /no/such/file | cannot read the input: /no/such/file (No such file",
                "run -t echo / | / is a folder",
                "run -t echo --worker-command= | --worker-command: it is empty; name a program",
                "run -t echo --worker-command w --jar w.jar | --jar is for workers of Spindle's own",
                "run -t echo --worker-command w --memory 1g | --memory is for workers of Spindle's own",
                "run -t echo --worker-command w --jvm-arg -ea | --jvm-arg is for workers of Spindle's own",
                "run -t echo --worker-command w --java-home / | --java-home is for workers of Spindle's own",
                "run -t echo --worker-command w --transport tcp | --transport tcp is for workers of Spindle's own",
                "run -t echo --worker-command w --framing xml | --framing: 'xml' is none of line, header",
                "tasks --worker-command= | --worker-command: it is empty; name a program",
                "run -t echo --engine flink | --engine: 'flink' is none of local, spark",
                "run -t echo --master local | --master is for a run on a cluster: it needs --engine spark",
                "run -t echo --conf a=b | --conf is for a run on a cluster",
                "run -t echo --parts p | --parts is for a run on a cluster",
                "run -t echo --engine spark --conf ab | --conf: 'ab' is no setting such as spark.executor.memory=4g",
                "run -t echo --engine spark --journal j | --journal is for a run on this machine; leave it out with --engine spark",
                "run -t echo --engine spark --trace t | --trace is for a run on this machine",
                "run -t echo --engine spark --joblog t | --joblog is for a run on this machine",
                "run -t echo --engine spark --report t | --report is for a run on this machine",
                "run -t echo --engine spark --dashboard | --dashboard is for a run on this machine",
                "run -t echo --engine spark --queue lifo | --queue is for a run on this machine",
                "run -t echo --engine spark --parts p -o o | --parts and -o both say where the results go: leave one out",
                "run -t echo --engine spark --parts= | --parts: it is empty",
                "run --lines | --lines needs -t",
                "run -0 | --null needs -t",
                "spin --unit thred | --unit: 'thred' is none of thread, process, coroutine, virtual, all; did you mean thread?",
                "spin --unti thread | unknown option --unti; did you mean --unit?",
                "spin thread | unexpected word 'thread'",
                "spin --seconds | Missing required parameter for option --seconds",
                "spin --seconds -1 | --seconds: '-1' is no number of seconds from 0 to 86400",
                "spin --seconds=-0.1 | --seconds: '-0.1' is no number",
                "spin --seconds abc | --seconds: 'abc' is no number",
                "spin --seconds 1e | --seconds: '1e' is no number",
                "spin --seconds 3d | --seconds: '3d' is no number",
                "spin --seconds NaN | --seconds: 'NaN' is no number",
                "spin --seconds Infinity | --seconds: 'Infinity' is no number",
                "spin --seconds 1e999 | --seconds: '1e999' is no number",
                "spin --seconds 86400.1 | from 0 to 86400",
                "spin --message a\u001Bb | --message: its character 2 is a control character, U+001B",
                "spin --message 😀\u009B | --message: its character 2 is a control character, U+009B",
                "spin --fail --seconds 1 | throws after 1 second, and with --seconds 1 it would be stopped before; give it more",
                "spin --wire --unit thread | --wire: no message crosses a process boundary with --unit thread; with --unit process",
                "stack | Missing required parameter: 'JOB'",
                "stack first | 'first' is no number of a line",
                "cancel 1 --run x | option '--run': 'x' is not a long",
                "drain now | unexpected word 'now'",
                "tasks echo | unexpected word 'echo'",
                "tasks --jsno | unknown option --jsno; did you mean --json?",
                "tasks --java-home /no/java | --java-home",
                "lab serialisation | no experiment 'serialisation'; did you mean serialization?",
                "lab nothing-like-it | no experiment 'nothing-like-it' (there are: serialization,",
                "lab serialization twice | unexpected word 'twice'",
                "lab --quick | --quick needs the NAME of an experiment",
                "lab --json - | --json needs the NAME of an experiment",
                "worker-test | it needs the CMD that starts a worker, as in 'python3 worker.py'",
                "worker-test a b | unexpected word 'b'",
                "worker-test a --framing lines | --framing: 'lines' is none of line, header",
                "worker-test a --only shutdwon | --only: no check 'shutdwon'; did you mean shutdown? (--list shows them)",
                "worker-test a --input 1 | --input needs the --task that it is for",
                "worker-test a -t b --input [1 | --input: no JSON at byte 3",
                "new-task | Missing required parameter: 'NAME'",
                "new-task 2x | spindle new-task: '2x' is no name for a Java class, as CountWords is",
                "new-task class | 'class' is no name for a Java class",
                "new-task record | 'record' is no name for a Java class",
                "new-task ../X | '../X' is no name for a Java class",
                "new-task A$B | 'A$B' is no name for a Java class",
                "new-task TaskContext | the code to be written calls something else 'TaskContext': take another name",
                "new-task echo | there is a task 'echo' already, built in: take another name",
                "new-task X --directory /no/such | --directory: there is no folder /no/such",
                "completion | Missing required parameter: 'SHELL'",
                "completion tcsh | spindle completion: 'tcsh' is none of bash, zsh, fish",
                "worker-test a --timeout 0s | --timeout: a check needs some time",
            })
    void wrongUse(String words, String said) throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        String[] arguments = words.isEmpty() ? new String[0] : words.split(" ", -1);
        int status = SpindleCommand.commandLine(arguments)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).startsWith("spindle").contains(said);
        assertThat(out.toString()).isEmpty();
        Leftovers.assertNone(ProcessHandle.current().pid());
        Leftovers.assertNoFolder(ProcessHandle.current().pid());
    }

    @Test
    void theProcessEndsWithTheSameStatus() throws Exception {
        Spindle.run("1\n", "rnu").assertComplaint(2, "spindle: no command 'rnu'; did you mean run?");
        Spindle.run("1\n", "run", "-j1", "-t", "echo", "--progres", "on")
                .assertComplaint(2, "did you mean --progress?");
        Spindle.run("1\n", "run", "-j1", "-t", "echo", "/no/such/file")
                .assertComplaint(2, "/no/such/file (No such file");
    }

    @Test
    void emptyWords() throws Exception {
        Spindle.run("1\n", "run", "-j1", "-t", "echo", "").assertComplaint(2, "INPUT is an empty word");
        Spindle.run("1\n", "run", "-t", "").assertComplaint(2, "no task \"\"");
    }

    @Test
    void aTaskThatIsNotThere() throws Exception {
        Spindle.run("1\n", "run", "-t", "prim").assertComplaint(2, "no task \"prim\"; did you mean \"prime\"?");
        Spindle.run("1\n", "run", "-t", "prim", "--dry-run").assertComplaint(2, "did you mean \"prime\"?");
    }

    @Test
    void aWordThatBeginsWithAnAtSignIsAFileOfJobs(@TempDir Path folder) throws Exception {
        Spindle.run("", "run", "-j1", "-t", "echo", "@nowhere").assertComplaint(2, "@nowhere");
        Path file = Files.writeString(folder.resolve("@jobs"), "1\n");
        Spindle.of("run", "-j1", "-t", "echo", file.toString()).end().assertStatus(0);
    }

    @Test
    void theOutputMustNotBeTheInput(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("jobs.ndjson"), "1\n2\n");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        Spindle.run("", "run", "-j1", "-t", "echo", file.toString(), "-o", link.toString())
                .assertComplaint(2, "is the input");
        assertThat(file).hasContent("1\n2");
        Spindle.of("run", "-j1", "-t", "echo", "/dev/null", "-o", "/dev/null")
                .end()
                .assertStatus(0);
    }

    @Test
    void verboseShowsWhereAnErrorComesFrom() throws Exception {
        Ended ended = Spindle.run("", "run", "-j1", "-t", "echo", "/no/such/file", "-v")
                .assertStatus(2);

        assertThat(ended.err()).contains("\tat dev.spindle.").contains("spindle run: cannot read the input");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "run --help",
                "spin --help",
                "tasks -h",
                "lab -h",
                "worker-test -h",
                "--version",
                "run -V"
            })
    void helpIsOnStdout(String words) throws Exception {
        Ended ended = Spindle.run("", words.split(" ", -1)).assertStatus(0);

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith(words.matches(".*(-V|version)") ? "spindle " : "Usage: spindle");
        if (!words.matches(".*(-V|version)")) {
            assertThat(ended.out()).contains("Examples:\n  spindle ");
        }
        assertThat(ended.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }
}
