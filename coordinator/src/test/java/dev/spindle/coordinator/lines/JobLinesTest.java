package dev.spindle.coordinator.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobLinesTest {
    private static final String OVER_THE_CAP = "x".repeat(600);

    private static List<Line> read(JobLines.Format format, char delimiter, @Nullable String task, byte[] text)
            throws IOException {
        List<Line> found = new ArrayList<>();
        InputLines input = new InputLines(new ByteArrayInputStream(text), delimiter, 500);
        try (JobLines lines = new JobLines(
                input, format, task, 400, "; a hint", name -> name.equals("echo") ? null : "no task " + name)) {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                found.add(line);
            }
        }
        return found;
    }

    private static List<Line> objects(String text) throws IOException {
        return read(JobLines.Format.JSON, '\n', null, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Line> values(String text) throws IOException {
        return read(JobLines.Format.JSON, '\n', "echo", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Line only(List<Line> lines) {
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not | 1 | not",
                "{\"task\":\"echo\" | 15 | ",
                "{\"task\":\"echo\",\"ü\":\"€\",x} | 24 | x",
                "{\"task\":\"echo\"} 7 | 17 | more text",
                "{\"task\":\"echo\",\"input\":01} | 25 | ",
                "[1,2] | 1 | a job is an object",
                "\"echo\" | 1 | with -t",
                "{} | 1 | a job without a task",
                "{\"input\":1} | 1 | a job without a task",
                "{\"task\":7} | 1 | the task must be a string, not 7",
                "{\"task\":null} | 1 | the task must be a string, not null",
                "{\"task\":\"ech\"} | 1 | no task ech",
                "{\"task\":\"echo\",\"id\":7} | 1 | the id must be a string, not 7",
                "{\"task\":\"echo\",\"id\":null} | 1 | the id must be a string, not null",
                "{\"task\":\"echo\",\"timeout\":5} | 1 | the timeout must be a string such as \"500ms\"",
                "{\"task\":\"echo\",\"timeout\":\"5\"} | 1 | not \"5\"",
                "{\"task\":\"echo\",\"timeout\":\"0s\"} | 1 | longer than nothing",
            })
    void aBadLineSaysWhatIsWrongAndWhere(String text, int column, @Nullable String said) throws IOException {
        List<Line> lines = objects("\n" + text + "\n{\"task\":\"echo\"}");

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).seq()).isEqualTo(2);
        assertThat(lines.get(0).task()).isNull();
        assertThat(lines.get(0).problem())
                .startsWith("line 2, column " + column + ": ")
                .contains(said == null ? "" : said)
                .doesNotContain("\n");
        assertThat(lines.get(1).task()).isEqualTo("echo");
        assertThat(lines.get(1).place()).isEqualTo(1);
    }

    @Test
    void aJobCarriesWhatItsLineSays() throws IOException {
        Line line = only(objects("{ \"x\":[1,{\"task\":\"no\"}], \"timeout\":\"1.5s\", \"input\": {\"a\":1,\"a\": 2} , "
                + "\"id\":\"\\u00e4\", \"task\":\"ec\\u0068o\", \"priority\":3 }"));

        assertThat(line.task()).isEqualTo("echo");
        assertThat(line.input()).hasToString("{\"a\":1,\"a\": 2}");
        assertThat(line.id()).hasToString("\"\\u00e4\"");
        assertThat(line.timeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(line.problem()).isNull();
    }

    @Test
    void aMissingInputIsNullAndOfEqualMembersTheLastCounts() throws IOException {
        assertThat(only(objects("{\"task\":\"echo\"}")).input()).hasToString("null");
        Line line = only(objects("{\"task\":\"no\",\"input\":1,\"id\":5,\"task\":\"echo\",\"input\":2,\"id\":\"x\"}"));
        assertThat(line.task()).isEqualTo("echo");
        assertThat(line.input()).hasToString("2");
        assertThat(line.id()).hasToString("\"x\"");
    }

    @Test
    void anIdIsGivenBackWithWhateverElseIsWrong() throws IOException {
        assertThat(only(objects("{\"id\":\"a\"}")).id()).hasToString("\"a\"");
        assertThat(only(objects("{\"id\":\"a\",\"task\":\"no\"}")).id()).hasToString("\"a\"");
    }

    @Test
    void withATaskEveryValueIsAnInput() throws IOException {
        assertThat(values("1e400\n 0.10 \n\"a\"\nnull\n\n{\"task\":\"no\"}\r\n[ 1 , 2 ]\n\t\nfalse"))
                .extracting(line -> line.seq() + " " + line.input())
                .containsExactly(
                        "1 1e400", "2 0.10", "3 \"a\"", "4 null", "6 {\"task\":\"no\"}", "7 [ 1 , 2 ]", "9 false");
    }

    @Test
    void plainTextIsAStringAndAnEmptyItemToo() throws IOException {
        byte[] text = "a\"\\\t\n\n{ü}\n".getBytes(StandardCharsets.UTF_8);
        assertThat(read(JobLines.Format.TEXT, '\n', "echo", text))
                .extracting(line -> line.seq() + " " + line.input())
                .containsExactly("1 \"a\\\"\\\\\\t\"", "2 \"\"", "3 \"{ü}\"");
        assertThat(read(JobLines.Format.TEXT, '\0', "echo", "a\nb\0\0 ".getBytes(StandardCharsets.UTF_8)))
                .extracting(line -> line.seq() + " " + line.input())
                .containsExactly("1 \"a\\nb\"", "2 \"\"", "3 \" \"");
    }

    @Test
    void whatIsNotUtf8IsInvalidInEveryFormat() throws IOException {
        byte[] text = {'"', (byte) 0xC3, (byte) 0xA4, (byte) 0xFF, '"', '\n', '7', '\n'};
        for (JobLines.Format format : JobLines.Format.values()) {
            List<Line> lines = read(format, '\n', "echo", text);

            assertThat(lines).hasSize(2);
            assertThat(lines.get(0).problem()).isEqualTo("line 1, column 3: not valid UTF-8");
            assertThat(lines.get(1).problem()).isNull();
        }
    }

    @Test
    void whatIsTooLongIsInvalid() throws IOException {
        List<Line> lines = values("\"" + OVER_THE_CAP + "\"\n\"" + OVER_THE_CAP.substring(150) + "\"\n7");

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).problem()).isEqualTo("line 1, column 1: the line is over the cap of 500 bytes; a hint");
        assertThat(lines.get(1).problem()).contains("the input has 452 bytes, over the cap of 400; a hint");
        assertThat(lines.get(2).problem()).isNull();
    }
}
