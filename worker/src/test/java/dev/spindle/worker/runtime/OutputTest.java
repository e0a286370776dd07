package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.FromWorker.Stream;
import dev.spindle.protocol.message.ToWorker;
import dev.spindle.worker.probes.Prints;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoProcessLeft.class)
class OutputTest {
    private WorkerProcess worker;

    @BeforeEach
    void start() throws Exception {
        worker = WorkerProcess.start("--task", Prints.class.getName());
        worker.greet();
    }

    @AfterEach
    void stop() throws Exception {
        worker.close();
    }

    @Test
    void eachPrintIsOneMessageThatNamesItsJob() throws Exception {
        long line = worker.run("Prints", "\"line\"");
        worker.result(line);
        assertThat(worker.takeOutputs()).containsExactly(new FromWorker.Output(line, Stream.STDOUT, "one line\n"));

        long error = worker.run("Prints", "\"error\"");
        worker.result(error);
        assertThat(worker.takeOutputs()).containsExactly(new FromWorker.Output(error, Stream.STDERR, "to stderr\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "part, no newline",
        "format, 1 of 2\\n",
        "bytes, a|€|😀|z",
        "single, ü\\n|x",
        "chars, a|😀|z",
        "close, still open\\n",
        "thread, from a thread\\n",
    })
    void wholeCharactersLeaveAtOnce(String way, String pieces) throws Exception {
        assertThat(worker.call("Prints", "\"" + way + "\"")).isEqualTo("0");

        assertThat(worker.takeTexts())
                .containsExactly(pieces.replace("\\n", "\n").split("\\|"));
    }

    @Test
    void halfACharacterEndsWithItsJob() throws Exception {
        worker.call("Prints", "\"half\"");
        assertThat(worker.takeTexts()).containsExactly("h", "\uFFFD", "\uFFFD");

        worker.call("Prints", "\"line\"");
        assertThat(worker.takeTexts()).containsExactly("one line\n");
    }

    @Test
    void aLongTextIsCutBetweenCharacters() throws Exception {
        worker.call("Prints", "\"long\"");

        List<String> texts = worker.takeTexts();
        assertThat(String.join("", texts)).isEqualTo("x😀".repeat(70_000));
        assertThat(texts).hasSize(4).allSatisfy(text -> assertThat(text.length())
                .isLessThanOrEqualTo(1 << 16));
        assertThat(texts).allSatisfy(text -> assertThat(Character.isLowSurrogate(text.charAt(0)))
                .isFalse());
    }

    @Test
    void nothingIsReadOrPrintedWhereThereIsNothing() throws Exception {
        assertThat(worker.call("Prints", "\"input\"")).isEqualTo("-1");
        worker.call("Prints", "\"empty\"");
        assertThat(worker.takeTexts()).isEmpty();
    }

    @Test
    void theLinesOfACrowdStayWhole() throws Exception {
        worker.call("Prints", "\"crowd\"");

        assertThat(worker.takeTexts()).hasSize(800).containsOnly("a line of a crowd\n");
    }

    /** Every one of these runs out of stack somewhere inside a print; the channel must not. */
    @Test
    void aRecursionThatPrintsLeavesTheChannelWhole() throws Exception {
        for (int round = 0; round < 20; round++) {
            ErrorObject error = worker.failure(worker.run("Prints", "\"recursion\""), ErrorObject.TASK_FAILED)
                    .error();
            assertThat(Objects.requireNonNull(error.data()).type()).isEqualTo(StackOverflowError.class.getName());
            assertThat(worker.takeTexts()).hasSizeGreaterThan(100).allMatch(text -> text.length() == 1);
        }
        assertThat(worker.call("echo", "1")).isEqualTo("1");
    }

    /** A thread that outlives its job prints all the while; what it prints names a job that has not been answered, or none. */
    @Test
    void outputNeverFollowsTheAnswerOfItsJob() throws Exception {
        worker.call("Prints", "\"later\"");
        for (int round = 0; round < 300; round++) {
            worker.takeOutputs();
            long job = worker.run("echo", "1");
            worker.result(job);
            assertThat(worker.takeOutputs())
                    .allSatisfy(output -> assertThat(output.token()).isEqualTo(job));
        }
        worker.call("Prints", "\"stop\"");
        worker.send(new ToWorker.Shutdown(90_000));
        assertThat(worker.result(90_000).toString()).isEqualTo("null");
    }

    @Test
    void whatIsPrintedBelowJavaLandsOnStderr() throws Exception {
        assertThat(worker.call("fault.print", "2")).isEqualTo("2");

        assertThat(worker.takeTexts())
                .containsExactly(
                        "line 1 on stdout\n", "line 1 on stderr\n", "line 2 on stdout\n", "line 2 on stderr\n");
        worker.send(new ToWorker.Exit());
        worker.exitStatus();
        assertThat(worker.stderr()).isEqualTo("line 1 below Java\nline 2 below Java\na line of a child process\n");
    }
}
