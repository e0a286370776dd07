package dev.spindle.protocol.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.Blob;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Thrown;
import dev.spindle.protocol.message.ToWorker;
import dev.spindle.protocol.message.WorkerInfo;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadedClassesTest {
    /** What a worker with plain tasks does with this module; with an argument also what one with typed tasks does. */
    static final class Program {
        public static void main(String[] arguments) throws Exception {
            for (Object value :
                    new Object[] {1, 1L, 0.5, "a", true, BigInteger.TEN, new byte[1], Blob.of(new byte[1])}) {
                Values.read(Values.write(Map.of("k", List.of(value))), RawJson.class);
                Values.read(Values.write(value), value.getClass());
                try {
                    Values.read(RawJson.of("{\"a\":1}"), value.getClass());
                } catch (ValueException e) {
                    System.out.println(e.getMessage());
                }
            }
            MessageWriter writer = new MessageWriter();
            writer.encode(new ToWorker.RunTask(1, "t", RawJson.of("[1]"), 1, 1));
            MessageReader.toWorker(writer.bytes(), 0, writer.length());
            writer.encode(new FromWorker.Failure(1, new ErrorObject(1, "m", Thrown.of(new Exception("x")))));
            MessageReader.fromWorker(writer.bytes(), 0, writer.length());
            MessageReader.workerInfo(
                    MessageWriter.result(new WorkerInfo(1, "n", "v", 1, List.of(), List.of(), Set.of("cancel"))));
            if (arguments.length > 0) {
                Values.write(new Thrown("t", null, List.of(), null, List.of()));
            }
        }
    }

    private static List<String> databindClassesLoaded(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("dev.spindle.protocol.codec.Values ");
        return output.lines()
                .filter(line -> line.contains(" com.fasterxml.jackson.databind."))
                .toList();
    }

    @Test
    void plainValuesAndMessagesLoadNothingOfDatabind() throws Exception {
        assertThat(databindClassesLoaded()).isEmpty();
    }

    @Test
    void typedValuesLoadDatabind() throws Exception {
        assertThat(databindClassesLoaded("typed")).isNotEmpty();
    }
}
