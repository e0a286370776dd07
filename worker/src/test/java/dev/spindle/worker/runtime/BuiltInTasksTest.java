package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.worker.probes.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One worker for all tests here: none of them ends it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuiltInTasksTest {
    private WorkerProcess worker;

    @BeforeAll
    void start() throws Exception {
        worker = WorkerProcess.start("--task", Typed.class.getName());
        worker.greet();
    }

    @AfterAll
    void stop() throws Exception {
        worker.close();
        new NoProcessLeft().assertNoneLeft();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo | {\"a\":1e400} | {\"a\":1e400}",
                "echo | null | null",
                "echo | 100000000000000000000000000000000 | 100000000000000000000000000000000",
                "sleep | 1 | null",
                "prime | 9999999999999937 | true",
                "factor | 84 | [2,2,3,7]",
                "mandelbrot | {\"x\":-0.5,\"y\":0,\"scale\":3,\"width\":4,\"height\":3,\"limit\":50}"
                        + " | [[3,4,50,3],[50,50,50,4],[3,4,50,3]]",
                "Typed | [{\"x\":2,\"y\":3},{\"x\":4,\"y\":5}] | 26",
                "fault.leak | 1000 | 1000",
                "fault.leak | 1000000 | 1001000",
                "fault.deaf | 1 | null",
            })
    void answers(String task, String input, String result) throws Exception {
        assertThat(worker.call(task, input)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prime | \"7\" | prime cannot read its input: expected an integer but got a string",
                "prime | 7.5 | expected an integer",
                "prime | 9223372036854775808 | long",
                "prime | [7] | expected an integer",
                "sha256 | 7 | expected a string",
                "sleep | {} | expected an integer",
                "mandelbrot | {\"width\":0} | scale must be more than 0",
                "mandelbrot | {\"x\":0,\"y\":0,\"scale\":3,\"width\":4,\"height\":0,\"limit\":9} | height must be from 1",
                "mandelbrot | {\"wide\":1} | wide",
                "Typed | [{\"x\":\"no\"}] | Point",
            })
    void anInputThatItCannotReadFailsTheJob(String task, String input, String said) throws Exception {
        ErrorObject error = worker.failure(worker.run(task, input), ErrorObject.INVALID_PARAMS)
                .error();

        assertThat(error.message()).contains(said);
        assertThat(error.data()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prime | null | prime takes an integer, not null",
                "factor | 0 | factor takes an integer from 1 on, not 0",
                "factor | -5 | from 1 on",
                "sleep | -1 | from 0 on",
                "sleep | null | not null",
                "sha256 | null | not null",
                "mandelbrot | null | not null",
                "spinner | null | not null",
                "fault.throw | \"oops\" | oops",
                "fault.throw | null | java.lang.IllegalStateException",
                "fault.fork | \"twice\" | takes nothing or \"detached\", not \"twice\"",
                "fault.hang | \"fast\" | \"calls\" or \"counted\"",
            })
    void anInputThatMakesNoSenseFailsTheJob(String task, String input, String said) throws Exception {
        ErrorObject error =
                worker.failure(worker.run(task, input), ErrorObject.TASK_FAILED).error();

        assertThat(error.message()).contains(said);
        assertThat(error.data()).isNotNull();
    }

    @Test
    void hashesAFileAndNamesOneThatIsMissing(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("abc"), "abc");
        assertThat(worker.call("sha256", "\"" + file + "\""))
                .isEqualTo("\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"");

        long missing = worker.run("sha256", "\"" + folder.resolve("nowhere") + "\"");

        assertThat(worker.failure(missing, ErrorObject.TASK_FAILED).error().message())
                .contains("nowhere");
    }

    @Test
    void anUnknownTaskIsToldOfItsNeighbours() throws Exception {
        ErrorObject error = worker.failure(worker.run("prim", "7"), ErrorObject.INVALID_PARAMS)
                .error();

        assertThat(error.message())
                .startsWith("no task \"prim\"; did you mean \"prime\"?")
                .contains("echo, factor");
    }
}
