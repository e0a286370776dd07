package dev.spindle.coordinator.process;

import dev.spindle.coordinator.Crossing;
import dev.spindle.protocol.codec.WireTap;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator's half of what crosses between it and one worker. The worker keeps the other half, in a file that it leaves when it goes;
 * as messages keep their order, the first sent is the first received. Thread-safe.
 */
final class WireRecorder implements WireTap {
    /** Of the first so many messages in a direction; what follows is not kept. */
    private static final int MOST = 1_000_000;

    private static final int EXCERPT_BYTES = 400;

    private final Path file;
    private final List<Entry> sent = new ArrayList<>();
    private final List<Entry> received = new ArrayList<>();

    /** Begun and done at these times. */
    private record Times(long from, long to) {}

    /** A message that this side had in hand; its text is made later, since what is done here counts as transport. */
    private record Entry(Times times, int bytes, ByteBuffer beginning) {
        String excerpt() {
            return StandardCharsets.UTF_8.decode(beginning.duplicate()).toString();
        }
    }

    /** @param file where the worker leaves its half */
    WireRecorder(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    @Override
    public synchronized void sent(long began, long encoded, byte[] bytes, int offset, int length) {
        add(sent, began, encoded, bytes, offset, length);
    }

    @Override
    public synchronized void received(long arrived, long decoded, byte[] bytes, int offset, int length) {
        add(received, arrived, decoded, bytes, offset, length);
    }

    private static void add(List<Entry> entries, long from, long to, byte[] bytes, int offset, int length) {
        if (entries.size() < MOST) {
            byte[] beginning = Arrays.copyOfRange(bytes, offset, offset + Math.min(length, EXCERPT_BYTES));
            entries.add(new Entry(new Times(from, to), length, ByteBuffer.wrap(beginning)));
        }
    }

    @Override
    public void ended() {}

    /** Both halves together, in the order of their times. The process must be gone. */
    synchronized List<Crossing> crossings(int worker, int generation) {
        List<Times> sentThere = new ArrayList<>();
        List<Times> receivedThere = new ArrayList<>();
        readWorkersHalf(sentThere, receivedThere);
        List<Crossing> crossings = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            Entry entry = sent.get(i);
            crossings.add(crossing(worker, generation, true, entry, entry.times(), at(receivedThere, i)));
        }
        for (int i = 0; i < received.size(); i++) {
            Entry entry = received.get(i);
            crossings.add(crossing(worker, generation, false, entry, at(sentThere, i), entry.times()));
        }
        crossings.sort(Comparator.comparingLong(Crossing::at));
        return crossings;
    }

    private static @Nullable Times at(List<Times> times, int i) {
        return i < times.size() ? times.get(i) : null;
    }

    private static Crossing crossing(
            int worker,
            int generation,
            boolean toWorker,
            Entry entry,
            @Nullable Times encoding,
            @Nullable Times decoding) {
        return new Crossing(
                worker,
                generation,
                toWorker,
                entry.excerpt(),
                entry.bytes(),
                encoding == null ? entry.times().from() : encoding.to(),
                encoding == null ? Crossing.UNKNOWN : encoding.to() - encoding.from(),
                encoding == null || decoding == null ? Crossing.UNKNOWN : decoding.from() - encoding.to(),
                decoding == null ? Crossing.UNKNOWN : decoding.to() - decoding.from());
    }

    private void readWorkersHalf(List<Times> sentThere, List<Times> receivedThere) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(file.toFile())))) {
            for (int direction = in.read(); direction >= 0; direction = in.read()) {
                List<Times> half = direction == 'S' ? sentThere : receivedThere;
                half.add(new Times(in.readLong(), in.readLong()));
            }
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // it was killed before it could leave one, or while it did
        }
    }
}
