package dev.spindle.coordinator.process;

import dev.spindle.coordinator.Crossing;
import dev.spindle.protocol.codec.WireTap;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    private record Entry(long from, long to, int bytes, String excerpt) {}

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
            String excerpt = new String(bytes, offset, Math.min(length, EXCERPT_BYTES), StandardCharsets.UTF_8);
            entries.add(new Entry(from, to, length, excerpt));
        }
    }

    @Override
    public void ended() {}

    /** Both halves together, in the order of their times. The process must be gone. */
    synchronized List<Crossing> crossings(int worker, int generation) {
        List<Entry> sentThere = new ArrayList<>();
        List<Entry> receivedThere = new ArrayList<>();
        readWorkersHalf(sentThere, receivedThere);
        List<Crossing> crossings = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            crossings.add(crossing(worker, generation, true, sent.get(i), at(receivedThere, i), sent.get(i)));
        }
        for (int i = 0; i < received.size(); i++) {
            crossings.add(crossing(worker, generation, false, at(sentThere, i), received.get(i), received.get(i)));
        }
        crossings.sort(Comparator.comparingLong(Crossing::at));
        return crossings;
    }

    private static @Nullable Entry at(List<Entry> entries, int i) {
        return i < entries.size() ? entries.get(i) : null;
    }

    private static Crossing crossing(
            int worker,
            int generation,
            boolean toWorker,
            @Nullable Entry encoding,
            @Nullable Entry decoding,
            Entry ours) {
        return new Crossing(
                worker,
                generation,
                toWorker,
                ours.excerpt(),
                ours.bytes(),
                encoding == null ? ours.from() : encoding.to(),
                encoding == null ? Crossing.UNKNOWN : encoding.to() - encoding.from(),
                encoding == null || decoding == null ? Crossing.UNKNOWN : decoding.from() - encoding.to(),
                decoding == null ? Crossing.UNKNOWN : decoding.to() - decoding.from());
    }

    private void readWorkersHalf(List<Entry> sentThere, List<Entry> receivedThere) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(file.toFile())))) {
            for (int direction = in.read(); direction >= 0; direction = in.read()) {
                List<Entry> half = direction == 'S' ? sentThere : receivedThere;
                half.add(new Entry(in.readLong(), in.readLong(), 0, ""));
            }
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // it was killed before it could leave one, or while it did
        }
    }
}
