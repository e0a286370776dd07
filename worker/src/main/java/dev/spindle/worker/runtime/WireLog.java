package dev.spindle.worker.runtime;

import dev.spindle.protocol.codec.WireTap;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps when each message left or arrived, and leaves a file of it at the end: 17 bytes a message, one that is {@code S} or {@code R} for
 * sent or received, then the two times of {@link WireTap}, the high byte first. It is kept in memory meanwhile, so that what it measures is not its own writing.
 */
final class WireLog implements WireTap {
    /** Of the first so many messages in a direction; what follows is not kept. */
    private static final int MOST = 1_000_000;

    private final String file;
    private int sent;
    private int received;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(char direction, long from, long to) {}

    WireLog(String file) {
        this.file = file;
    }

    @Override
    public void sent(long began, long encoded, byte[] bytes, int offset, int length) {
        add(new Entry('S', began, encoded));
    }

    @Override
    public void received(long arrived, long decoded, byte[] bytes, int offset, int length) {
        add(new Entry('R', arrived, decoded));
    }

    private synchronized void add(Entry entry) {
        int count = entry.direction() == 'S' ? ++sent : ++received;
        if (count <= MOST) {
            entries.add(entry);
        }
    }

    @Override
    public synchronized void ended() {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(file)))) {
            for (Entry entry : entries) {
                out.write(entry.direction());
                out.writeLong(entry.from());
                out.writeLong(entry.to());
            }
        } catch (IOException e) {
            // The coordinator then knows its own half of the times.
        }
    }
}
