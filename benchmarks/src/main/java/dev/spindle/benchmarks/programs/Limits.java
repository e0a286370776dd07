package dev.spindle.benchmarks.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code Limits pipe|socket|memory|mapped WORKLOAD …}: what the machine allows for a workload when nothing is done but moving its bytes, and
 * no message is understood.
 */
public final class Limits {
    private static final int MESSAGE_BYTES = 64;

    private Limits() {}

    public static void main(String[] arguments) throws Exception {
        String kind = arguments[0];
        switch (arguments[1]) {
            case "W1" -> {
                if (kind.equals("mapped")) {
                    MappedPingPong.answer();
                } else {
                    Link link = link(kind);
                    Rounds.answer(count -> pingPong(link, count));
                }
            }
            case "W2" -> {
                List<Link> links = List.of(link(kind), link(kind));
                Rounds.answer(count -> lines(links, count));
            }
            case "W4" -> {
                byte[] payload =
                        new byte[Integer.parseInt(arguments[3]) * (arguments[2].equals("text") ? 1 : Double.BYTES)];
                Arrays.fill(payload, (byte) 'x');
                if (kind.equals("memory")) {
                    Rounds.answer(count -> copies(payload, count));
                } else {
                    Link link = link(kind);
                    Rounds.answer(count -> echoes(link, payload, count));
                }
            }
            default -> throw new IllegalArgumentException("no workload " + arguments[1]);
        }
        System.exit(0);
    }

    private static Link link(String kind) throws IOException {
        return kind.equals("pipe") ? Link.pipe() : Link.socket();
    }

    private static String pingPong(Link link, int count) throws IOException {
        byte[] message = new byte[MESSAGE_BYTES];
        byte[] answer = new byte[MESSAGE_BYTES];
        long[] took = new long[count];
        for (int i = 0; i < count; i++) {
            message[0] = (byte) i;
            long sent = System.nanoTime();
            link.out().write(message);
            link.out().flush();
            Rounds.check(link.in().readNBytes(answer, 0, MESSAGE_BYTES) == MESSAGE_BYTES);
            took[i] = System.nanoTime() - sent;
            Rounds.check(answer[0] == message[0]);
        }
        return Rounds.times(took);
    }

    /** A line for each job, as many in a write as fit a buffer; half of them by each link. */
    private static String lines(List<Link> links, int count) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        int share = Math.max(1, count / links.size());
        long[] last = new long[links.size()];
        long began = System.nanoTime();
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            int at = i;
            threads.add(new Thread(() -> writeLines(link, share)));
            threads.add(new Thread(() -> last[at] = readLines(link, share)));
        }
        threads.forEach(Thread::start);
        for (Thread each : threads) {
            each.join();
        }
        long took = System.nanoTime() - began;
        Rounds.check(Arrays.stream(last).allMatch(each -> each == share));
        return Rounds.seconds(took);
    }

    private static void writeLines(Link link, int count) {
        try {
            LineBuffer buffer = new LineBuffer(link.out());
            for (int i = 1; i <= count; i++) {
                buffer.put(i);
            }
            buffer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads so many lines; returns the number that stood in the last. */
    private static long readLines(Link link, int count) {
        byte[] buffer = new byte[1 << 16];
        long number = 0;
        long last = 0;
        try {
            for (int lines = 0; lines < count; ) {
                int read = link.in().read(buffer);
                if (read < 0) {
                    return -1;
                }
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        last = number;
                        number = 0;
                        lines++;
                    } else if (buffer[i] >= '0' && buffer[i] <= '9') {
                        number = number * 10 + buffer[i] - '0';
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return last;
    }

    private static String echoes(Link link, byte[] payload, int count) throws Exception {
        byte[] answer = new byte[payload.length];
        long[] took = new long[count];
        for (int i = 0; i < count; i++) {
            long sent = System.nanoTime();
            Thread writer = new Thread(() -> {
                try {
                    link.out().write(payload);
                    link.out().flush();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            writer.start();
            Rounds.check(link.in().readNBytes(answer, 0, answer.length) == payload.length);
            took[i] = System.nanoTime() - sent;
            writer.join();
            Rounds.check(Arrays.equals(answer, payload));
        }
        return Rounds.times(took);
    }

    /** There and back. */
    private static String copies(byte[] payload, int count) {
        byte[] there = new byte[payload.length];
        byte[] back = new byte[payload.length];
        long[] took = new long[count];
        for (int i = 0; i < count; i++) {
            long sent = System.nanoTime();
            System.arraycopy(payload, 0, there, 0, there.length);
            System.arraycopy(there, 0, back, 0, back.length);
            took[i] = System.nanoTime() - sent;
            Rounds.check(Arrays.equals(back, payload));
        }
        return Rounds.times(took);
    }

    /** Lines that hold a number, written when the buffer is full. */
    private static final class LineBuffer {
        private final java.io.OutputStream out;
        private final byte[] bytes = new byte[1 << 16];
        private int filled;

        LineBuffer(java.io.OutputStream out) {
            this.out = out;
        }

        void put(int number) throws IOException {
            byte[] line = ("{\"id\":" + number + "}\n").getBytes(StandardCharsets.US_ASCII);
            if (line.length > bytes.length - filled) {
                flush();
            }
            System.arraycopy(line, 0, bytes, filled, line.length);
            filled += line.length;
        }

        void flush() throws IOException {
            out.write(bytes, 0, filled);
            out.flush();
            filled = 0;
        }
    }
}
