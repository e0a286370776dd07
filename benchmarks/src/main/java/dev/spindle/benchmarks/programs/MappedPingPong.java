package dev.spindle.benchmarks.programs;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Two JVMs that spin on a mapped file, a number there and the same back: nothing is quicker between processes. Needs a core for each. */
final class MappedPingPong {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int THERE = 0;
    private static final int BACK = 256; // another cache line, and not its neighbour either

    private MappedPingPong() {}

    static void answer() throws Exception {
        Path memory = Path.of("/dev/shm");
        Path file = Files.createTempFile(
                Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir")), "spindle-bench", "");
        ByteBuffer map = map(file);
        Process peer = Peers.start(MappedPingPong.class, file.toString());
        try (BufferedWriter rounds = peer.outputWriter(StandardCharsets.US_ASCII)) {
            long[] number = {0};
            Rounds.answer(count -> {
                rounds.write((count + 1) + "\n");
                rounds.flush();
                trip(map, ++number[0]); // the other is there, has mapped the file, and spins
                Files.deleteIfExists(file);
                long[] took = new long[count];
                for (int i = 0; i < count; i++) {
                    long sent = System.nanoTime();
                    trip(map, ++number[0]);
                    took[i] = System.nanoTime() - sent;
                }
                return Rounds.times(took);
            });
        } finally {
            Files.deleteIfExists(file);
        }
        peer.waitFor();
    }

    private static void trip(ByteBuffer map, long number) {
        LONG.setRelease(map, THERE, number);
        awaitNumber(map, BACK, number);
    }

    /** The other end: it spins for as many trips as a line of its input says, and waits for the next line in between. */
    public static void main(String[] arguments) throws IOException {
        ByteBuffer map = map(Path.of(arguments[0]));
        BufferedReader rounds = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        long number = 0;
        for (String line = rounds.readLine(); line != null; line = rounds.readLine()) {
            for (long last = number + Long.parseLong(line); number < last; ) {
                number++;
                awaitNumber(map, THERE, number);
                LONG.setRelease(map, BACK, number);
            }
        }
    }

    private static void awaitNumber(ByteBuffer map, int at, long number) {
        while ((long) LONG.getAcquire(map, at) != number) {
            Thread.onSpinWait();
        }
    }

    private static MappedByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, 4096);
        }
    }
}
