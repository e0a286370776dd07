package dev.spindle.benchmarks.micro;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.MessageException;
import dev.spindle.protocol.codec.MessageReader;
import dev.spindle.protocol.codec.MessageWriter;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.ToWorker;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A request and its answer, to bytes and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
    /** Bytes of the payload. */
    @Param({"1", "1024", "1048576"})
    public int bytes;

    private final MessageWriter writer = new MessageWriter();
    private ToWorker.RunTask request = new ToWorker.RunTask(1, "", RawJson.NULL, 1, 1);
    private FromWorker.Result answer = new FromWorker.Result(1, RawJson.NULL);
    private byte[] requestBytes = {};
    private byte[] answerBytes = {};

    @Setup
    public void setUp() {
        RawJson payload = bytes < 2 ? RawJson.of("1") : RawJson.of("\"" + "x".repeat(bytes - 2) + "\"");
        request = new ToWorker.RunTask(123_456, "echo", payload, 123_456, 1);
        answer = new FromWorker.Result(123_456, payload);
        writer.encode(request);
        requestBytes = Arrays.copyOf(writer.bytes(), writer.length());
        writer.encode(answer);
        answerBytes = Arrays.copyOf(writer.bytes(), writer.length());
    }

    @Benchmark
    public int writeRequest() {
        writer.encode(request);
        return writer.length();
    }

    @Benchmark
    public ToWorker readRequest() throws MessageException {
        return MessageReader.toWorker(requestBytes, 0, requestBytes.length);
    }

    @Benchmark
    public int writeAnswer() {
        writer.encode(answer);
        return writer.length();
    }

    @Benchmark
    public FromWorker readAnswer() throws MessageException {
        return MessageReader.fromWorker(answerBytes, 0, answerBytes.length);
    }
}
