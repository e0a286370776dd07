package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.protocol.codec.Values;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.ToWorker;
import dev.spindle.worker.Signal;
import dev.spindle.worker.TaskContext;
import dev.spindle.worker.probes.Play;
import dev.spindle.worker.program.Program;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program in a worker behaves as it does in a JVM of its own. */
class ProgramTest {
    private static final String PLAY = Play.class.getName();

    /** Runs the program in this JVM, as a worker does in its own. */
    private static final StdioGuard STDIO = new StdioGuard();

    private static final InputStream IN = System.in;
    private static final PrintStream OUT = System.out;
    private static final PrintStream ERR = System.err;
    private static Program program;
    /** Runs one that takes ten seconds to be given up, while the others are tested. */
    private static WorkerProcess patient;

    private static long idle;

    @BeforeAll
    static void start() throws Exception {
        patient = worker();
        idle = patient.run(PLAY, "[\"idle\"]");
        program = new Program(PLAY, classes(), ProgramTest.class.getClassLoader(), STDIO);
        STDIO.restore();
    }

    @AfterAll
    static void stop() throws Exception {
        System.setIn(IN);
        System.setOut(OUT);
        System.setErr(ERR);
        patient.close();
    }

    private static String classes() throws Exception {
        return Path.of(Play.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }

    private static WorkerProcess worker() throws Exception {
        WorkerProcess started = WorkerProcess.start("--main", PLAY, "--program-path", classes());
        assertThat(started.greet().tasks()).extracting(task -> task.name()).contains(PLAY, "echo");
        return started;
    }

    private static String run(Object input) throws Exception {
        return Values.write(program.run(input, NEVER_CANCELLED)).toString();
    }

    private static final TaskContext NEVER_CANCELLED = new TaskContext() {
        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public Signal signal(String name) {
            return new SentSignal();
        }

        @Override
        public void progress(double fraction, String message) {}

        @Override
        public int attempt() {
            return 1;
        }
    };

    private static String result(int exitCode, String out, String err) {
        return "{\"exitCode\":" + exitCode + ",\"stdout\":\"" + out + "\",\"stderr\":\"" + err + "\"}";
    }

    @ParameterizedTest
    @CsvSource({
        "nothing,    0, '', ''",
        "print x,    0, out € kept\\n, print+x\\n",
        "thread,     0, main true, ''",
        "exit 3,     3, before, ''",
        "exit -1,    -1, before, ''",
        "swallow,    4, '', ''",
        "reference,  6, '', ''",
        "parallel,   0, '................................................................', ''",
        "later,      0, later, ''",
        "bytes,      0, a\uFFFD, ''",
    })
    void itsEndIsTheResult(String arguments, int exitCode, String out, String err) throws Exception {
        assertThat(run(List.of(arguments.split(" ", -1)))).isEqualTo(result(exitCode, out, err));
        assertThat(program.isSpent()).isFalse();
    }

    @Test
    void aTextIsItsOnlyArgument() throws Exception {
        assertThat(run("exit 3")).contains("\"exitCode\":1").contains("exit 3");
        assertThatThrownBy(() -> run(List.of(1))).hasMessageContaining("a JSON array of strings");
    }

    @Test
    void whatItThrowsIsPrintedAsAJvmDoes() throws Exception {
        String result = run(List.of("throw", "no €"));

        assertThat(result)
                .startsWith("{\"exitCode\":1,\"stdout\":\"\",\"stderr\":\"Exception in thread \\\"main\\\" "
                        + "java.lang.IllegalStateException: no €\\n\\tat ")
                .contains("\\nCaused by: java.lang.IllegalArgumentException: cause\\n\\t... 2 more\\n")
                .doesNotContain("runtime")
                .doesNotContain("//")
                .doesNotContain("reflect");
    }

    @Test
    void whatAnotherThreadThrewKeepsItsStack() throws Exception {
        assertThat(run(List.of("rethrow", "there")))
                .contains("java.lang.IllegalStateException: in main\\n\\tat " + PLAY + ".main(")
                .contains("\\nCaused by: java.lang.IllegalStateException: there\\n\\tat " + PLAY + ".thrower(")
                .contains("java.util.concurrent.ThreadPoolExecutor")
                .doesNotContain("dev.spindle.worker.program");
    }

    @Test
    void staticStateLivesOnAndNothingElse() throws Exception {
        assertThat(run(List.of("count"))).isEqualTo(result(0, "1", ""));
        assertThat(run(List.of("count"))).isEqualTo(result(0, "2", ""));

        String before = run(List.of("look"));
        assertThat(run(List.of("change"))).isEqualTo(result(0, "", ""));
        assertThat(run(List.of("look"))).isEqualTo(before).contains("null");
    }

    /** A pool of daemons is static state, whose threads wait for work. */
    @Test
    void daemonsThatWaitForWorkServeTheNextRun() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(run(List.of("daemon"))).isEqualTo(result(0, "from a daemon", ""));
        }
    }

    @Test
    void aCancelInterruptsIt() throws Exception {
        try (WorkerProcess worker = worker()) {
            long id = worker.run(PLAY, "[\"wait\"]");
            worker.send(new ToWorker.CancelRequest(id));

            worker.failure(id, ErrorObject.CANCELLED);
            assertThat(worker.call(PLAY, "[\"print\"]")).contains("out €");
            assertThat(worker.takeOutputs()).isEmpty();
        }
    }

    /** What cannot be ended costs the worker and not the result. */
    @ParameterizedTest
    @CsvSource({
        "leave,                 0, worked",
        "elsewhere,             7, ''",
        "'stray\",\"60000',   0, ''",
        "'common\",\"60000',  0, ''",
        "initializer,           8, ''",
    })
    void aWorkerInWhichSomethingIsLeftRunsNoMore(String way, int exitCode, String out) throws Exception {
        try (WorkerProcess last = worker()) {
            long id = last.run(PLAY, "[\"" + way + "\"]");
            long waiting = last.run(PLAY, "[\"count\"]");

            assertThat(last.result(id)).hasToString(result(exitCode, out, ""));
            assertThat(last.next()).isEqualTo(new FromWorker.Goodbye(Departure.SPENT, Message.NO_ID));
            last.assertEndOfStream();
            assertThat(last.exitStatus()).isEqualTo(Departure.SPENT);
            assertThat(last.stderr()).contains("has left threads behind");
            assertThat(waiting).isGreaterThan(id);
        }
    }

    @Test
    void threadsThatNeitherEndNorDoAnythingFailIt() throws Exception {
        assertThat(patient.failure(idle, ErrorObject.TASK_FAILED).error().message())
                .contains("\"pool-1-thread-1\"")
                .contains("make them daemons");
        assertThat(patient.exitStatus()).isEqualTo(Departure.SPENT);
    }

    @Test
    void anErrorOfTheJvmIsOne() throws Exception {
        try (WorkerProcess last = worker()) {
            long id = last.run(PLAY, "[\"memory\"]");

            last.failure(id, ErrorObject.TASK_FAILED);
            assertThat(last.exitStatus()).isEqualTo(Departure.OUT_OF_MEMORY);
        }
    }
}
