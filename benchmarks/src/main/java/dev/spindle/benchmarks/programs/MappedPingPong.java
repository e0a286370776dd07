package dev.spindle.benchmarks.programs;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Two JVMs that spin on a mapped file, a number there and the same back: nothing is quicker between processes. Needs a core for each. */
final class MappedPingPong {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int THERE = 0;
    private static final int BACK = 256; // another cache line, and not its neighbour either
    private static final long END = -1;

    private MappedPingPong() {}

    static void answer() throws Exception {
        Path memory = Path.of("/dev/shm");
        Path file = Files.createTempFile(
                Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir")), "spindle-bench", "");
        ByteBuffer map = map(file);
        Process peer = Peers.start(MappedPingPong.class, file.toString());
        long[] number = {0};
        try {
            trip(map, ++number[0]); // the other has mapped it
            Files.delete(file);
            Rounds.answer(count -> {
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
            LONG.setRelease(map, THERE, END);
            peer.waitFor();
        }
    }

    private static void trip(ByteBuffer map, long number) {
        LONG.setRelease(map, THERE, number);
        while ((long) LONG.getAcquire(map, BACK) != number) {
            Thread.onSpinWait();
        }
    }

    /** The other end, which stops spinning when its parent is gone. */
    public static void main(String[] arguments) throws IOException {
        ByteBuffer map = map(Path.of(arguments[0]));
        long last = 0;
        for (long spins = 0; last != END; spins++) {
            long number = (long) LONG.getAcquire(map, THERE);
            if (number != last) {
                last = number;
                LONG.setRelease(map, BACK, number);
            } else if (spins % 100_000_000 == 0
                    && ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(1L) == 1) {
                return;
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private static MappedByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, 4096);
        }
    }
}
