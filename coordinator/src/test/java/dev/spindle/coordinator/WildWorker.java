package dev.spindle.coordinator;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.MessageException;
import dev.spindle.protocol.codec.MessageReader;
import dev.spindle.protocol.codec.MessageWriter;
import dev.spindle.protocol.fuzz.Feed;
import dev.spindle.protocol.fuzz.WildFrames;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.ToWorker;
import dev.spindle.protocol.message.WorkerInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteResultHandler;
import org.apache.commons.exec.ExecuteStreamHandler;
import org.jspecify.annotations.Nullable;

/** A worker within this JVM that answers some of its jobs, as they should be or not, and says whatever comes to its mind meanwhile. */
final class WildWorker implements Runnable {
    private final Random random;
    private final WildFrames wild;
    private final LinkedBlockingQueue<ToWorker> heard = new LinkedBlockingQueue<>();
    private final ExecuteStreamHandler streams;
    private final ExecuteResultHandler completion;
    private final Feed feed;
    /** Of a hundred frames so many may be anything; most of those end it. */
    private final int wildness;

    private boolean saidHello;
    private int left;

    WildWorker(Random random, ExecuteStreamHandler streams, ExecuteResultHandler completion) {
        this.random = random;
        this.streams = streams;
        this.completion = completion;
        wild = WildFrames.forCoordinator(random);
        left = 1 + random.nextInt(200);
        wildness = random.nextInt(4) == 0 ? 30 : random.nextInt(4);
        feed = new Feed(random, this::next);
    }

    int frames() {
        return feed.count();
    }

    @Override
    public void run() {
        try {
            streams.setProcessInputStream(new Hearing());
            streams.setProcessOutputStream(feed);
            streams.setProcessErrorStream(InputStream.nullInputStream());
            streams.start();
            streams.stop(); // waits for the reader
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        completion.onProcessFailed(new ExecuteException("a wild worker ended", 0));
    }

    private byte @Nullable [] next() {
        if (left-- <= 0) {
            return null;
        }
        if (!saidHello) {
            saidHello = true;
            return hello();
        }
        ToWorker next = nextHeard();
        if (next instanceof ToWorker.Exit) {
            left = 0;
        } else if (next instanceof ToWorker.RunTask run && random.nextInt(20) > 0) {
            return answer(run);
        }
        return random.nextInt(100) < wildness ? wild.next() : wild.harmless();
    }

    private @Nullable ToWorker nextHeard() {
        try {
            return random.nextInt(50) == 0 ? heard.poll(1, TimeUnit.MILLISECONDS) : heard.poll();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] answer(ToWorker.RunTask run) {
        FromWorker right = new FromWorker.Result(run.id(), RawJson.of("[\"own\"," + run.input() + "]"));
        FromWorker.Failure failure = new FromWorker.Failure(run.id(), new ErrorObject(random.nextInt(), "no", null));
        return switch (random.nextInt(20)) {
            case 0 -> bytes(new FromWorker.Result(run.id(), RawJson.of("\"other\"")));
            case 1 -> bytes(new FromWorker.Result(run.id() + 1, RawJson.of("\"other\"")));
            case 2 -> bytes(new FromWorker.Result(run.id() - 1, RawJson.of("\"other\"")), right);
            case 3 -> bytes(right, right);
            case 4 -> bytes(right, failure);
            case 5 -> bytes(failure, failure);
            case 6 -> bytes(new FromWorker.Goodbye(7, random.nextBoolean() ? run.id() : random.nextInt(5) - 1L));
            default -> bytes(right);
        };
    }

    /** How a good worker begins. */
    static byte[] hello() {
        WorkerInfo info = new WorkerInfo(1, "wild", "1", 1, List.of(), List.of(), Set.of("signals"));
        return bytes(new FromWorker.Result(0, MessageWriter.result(info)));
    }

    private static byte[] bytes(FromWorker... messages) {
        MessageWriter writer = new MessageWriter();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (FromWorker message : messages) {
            writer.encode(message);
            lines.write(writer.bytes(), 0, writer.length());
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    /** What the pool writes, line by line. */
    private final class Hearing extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (byte each : Arrays.copyOfRange(bytes, offset, offset + length)) {
                if (each == '\n') {
                    take(line.toByteArray());
                    line.reset();
                } else {
                    line.write(each);
                }
            }
        }

        private void take(byte[] message) throws IOException {
            try {
                heard.add(MessageReader.toWorker(message, 0, message.length));
            } catch (MessageException e) {
                throw new IOException("the pool sent no message", e);
            }
        }
    }
}
