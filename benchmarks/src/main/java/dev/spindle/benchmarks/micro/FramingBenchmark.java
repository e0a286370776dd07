package dev.spindle.benchmarks.micro;

import dev.spindle.protocol.channel.Framing;
import dev.spindle.protocol.channel.StreamFrameSink;
import dev.spindle.protocol.channel.StreamFrameSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A frame into a stream and out of it, by memory alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FramingBenchmark {
    private static final int FRAMES = 100;
    private static final int CAP = 1 << 26;

    @Param({"LINE", "HEADER"})
    public Framing framing;

    /** Of a frame. */
    @Param({"100", "65536"})
    public int bytes;

    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
    private byte[] frame = {};
    private byte[] frames = {};

    public FramingBenchmark() {
        framing = Framing.LINE;
    }

    @Setup
    public void setUp() throws IOException {
        frame = new byte[bytes];
        Arrays.fill(frame, (byte) 'x');
        frame[0] = '{'; // what tells a line from a header
        write();
        frames = stream.toByteArray();
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int write() throws IOException {
        stream.reset();
        StreamFrameSink sink = new StreamFrameSink(stream, framing);
        for (int i = 0; i < FRAMES; i++) {
            sink.put(frame, 0, frame.length);
        }
        sink.flush();
        return stream.size();
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int read() throws IOException {
        StreamFrameSource source = new StreamFrameSource(new ByteArrayInputStream(frames), CAP);
        int sum = 0;
        while (source.next()) {
            sum += source.length();
        }
        return sum;
    }
}
