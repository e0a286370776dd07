package dev.spindle.protocol.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RingStreamsTest {
    private static final int TINY = 64;
    private static final int TAIL_AT = Ring.FIRST_WORD_AT;
    private static final int HEAD_AT = TAIL_AT + Ring.WORD_BYTES;
    private static final int SLEEPS_AT = HEAD_AT + Ring.WORD_BYTES;

    private final Path folder;

    RingStreamsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static <T> Future<T> inThread(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static Future<Void> writing(OutputStream out, byte[] bytes) {
        return inThread("writer", () -> {
            out.write(bytes);
            return null;
        });
    }

    private static void awaitFull(RingPair pair) {
        await().pollDelay(1, TimeUnit.MILLISECONDS).until(() -> pair.memory.getLong(TAIL_AT) == TINY);
    }

    private static void assertFails(Future<?> future, String message) {
        assertThatThrownBy(future::get).cause().isInstanceOf(IOException.class).hasMessage(message);
    }

    private static byte[] body(Random random, int length) {
        byte[] body = new byte[length];
        for (int i = 0; i < length; i++) {
            body[i] = (byte)
                    ('0' + random.nextInt(10)); // no letter: one that begins as a header does would be taken for it
        }
        return body;
    }

    @Test
    void bytesComeWholeWhereverTheyAreSplitAndTheRingEnds() throws Exception {
        byte[] bytes = "{\"a\":1}\nContent-Length: 10\r\n\r\n{\"b\":\n2é}{\"c\":3}\r\n".getBytes(UTF_8);
        try (RingPair pair = new RingPair(folder, TINY, 20_000)) {
            Future<Void> writer = inThread("writer", () -> {
                for (int split = 0; split < bytes.length; split++) {
                    pair.first.out().write(bytes, 0, split);
                    pair.first.out().write(bytes, split, bytes.length - split);
                }
                pair.first.out().close();
                return null;
            });
            FrameSource source = new StreamFrameSource(pair.second.in(), 1000);
            for (int split = 0; split < bytes.length; split++) {
                for (String frame : new String[] {"{\"a\":1}", "{\"b\":\n2é}", "{\"c\":3}"}) {
                    assertThat(source.next()).isTrue();
                    assertThat(new String(source.bytes(), source.offset(), source.length(), UTF_8))
                            .as("split at %d", split)
                            .isEqualTo(frame);
                }
            }
            assertThat(source.next()).isFalse();
            writer.get();
        }
    }

    /** Frames of all sizes up to far more than the ring holds, both ways at once, with readers and writers that dawdle. */
    @ParameterizedTest
    @EnumSource(Framing.class)
    void framesGoBothWaysAtOnce(Framing framing) throws Exception {
        for (long seed = 1; seed <= 6; seed++) {
            Random random = new Random(seed);
            int capacity = TINY << random.nextInt(12);
            long spinNanos = random.nextBoolean() ? 0 : random.nextInt(100_000);
            String run = framing + ", seed " + seed + ", capacity " + capacity + ", spin " + spinNanos;
            System.out.println(run);
            try (RingPair pair = new RingPair(folder, capacity, spinNanos)) {
                Future<Void> there = sending(pair.first.out(), framing, capacity, seed);
                Future<Void> back = sending(pair.second.out(), framing, capacity, -seed);
                Future<Void> thereRead = reading(pair.second.in(), capacity, seed);
                reading(pair.first.in(), capacity, -seed).get();
                thereRead.get();
                there.get();
                back.get();
            }
        }
    }

    private static int size(Random random, int capacity) {
        return 1 + (random.nextInt(10) > 0 ? random.nextInt(2 * TINY) : random.nextInt(4 * capacity));
    }

    private static void dawdle(Random random) {
        if (random.nextInt(20) == 0) {
            LockSupport.parkNanos(1);
        }
    }

    private static Future<Void> sending(OutputStream out, Framing framing, int capacity, long seed) {
        return inThread("sender", () -> {
            Random random = new Random(seed);
            Random own = new Random(31 * seed);
            FrameSink sink = new StreamFrameSink(out, framing);
            for (int i = 0; i < 300; i++) {
                byte[] body = body(random, size(random, capacity));
                sink.put(body, 0, body.length);
                if (own.nextInt(3) == 0) {
                    sink.flush();
                }
                dawdle(own);
            }
            sink.flush(); // and stays open: the end of one direction is that of the other side
            return null;
        });
    }

    private static Future<Void> reading(InputStream in, int capacity, long seed) {
        return inThread("reader", () -> {
            Random random = new Random(seed);
            Random own = new Random(31 * seed);
            FrameSource source = new StreamFrameSource(in, 1 << 24);
            for (int i = 0; i < 300; i++) {
                byte[] body = body(random, size(random, capacity));
                assertThat(source.next()).isTrue();
                assertThat(Arrays.copyOfRange(source.bytes(), source.offset(), source.offset() + source.length()))
                        .as("frame %d of seed %d", i, seed)
                        .isEqualTo(body);
                dawdle(own);
            }
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 50_000})
    void whatWasWrittenBeforeTheEndIsStillRead(long spinNanos) throws IOException {
        try (RingPair pair = new RingPair(folder, TINY, spinNanos)) {
            pair.first.out().write(new byte[] {1, 2, (byte) 0xff});
            pair.first.out().close();
            InputStream in = pair.second.in();

            assertThat(in.read(new byte[0])).isZero();
            assertThat(in.read()).isEqualTo(1);
            assertThat(in.readAllBytes()).containsExactly(2, 0xff);
            assertThat(in.read()).isEqualTo(-1);
            assertThatIOException().isThrownBy(() -> pair.first.out().write(1)).withMessage("the ring is closed");
        }
    }

    @Test
    void aFrameThatIsTornIsSaidToBe() throws IOException {
        try (RingPair pair = new RingPair(folder, TINY, 0)) {
            pair.first.out().write("[1]\n{\"id\":".getBytes(UTF_8));
            pair.first.out().close();
            FrameSource source = new StreamFrameSource(pair.second.in(), 1000);

            assertThat(source.next()).isTrue();
            assertThatIOException().isThrownBy(source::next).isInstanceOf(EOFException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 2, 3 + TINY + 1, Long.MAX_VALUE, Long.MIN_VALUE})
    void aTailThatCannotBeBreaksTheReader(long tail) throws IOException {
        try (RingPair pair = new RingPair(folder, TINY, 0)) {
            pair.first.out().write(new byte[3]);
            assertThat(pair.second.in().readNBytes(3)).hasSize(3);
            pair.memory.putLong(TAIL_AT, tail);

            assertThatIOException()
                    .isThrownBy(() -> pair.second.in().read())
                    .withMessageStartingWith("the ring is broken: its tail is " + tail + ",");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 2, TINY + 1, Long.MAX_VALUE, Long.MIN_VALUE})
    void aHeadThatCannotBeBreaksTheWriter(long head) throws IOException {
        try (RingPair pair = new RingPair(folder, TINY, 0)) {
            pair.first.out().write(new byte[3]);
            assertThat(pair.second.in().readNBytes(3)).hasSize(3);
            pair.first.out().write(new byte[TINY]); // has to look at the head, so now it knows that it was 3
            pair.memory.putLong(HEAD_AT, head == TINY + 1 ? 3 + TINY + 1 : head);

            assertThatIOException()
                    .isThrownBy(() -> pair.first.out().write(1))
                    .withMessageStartingWith("the ring is broken: its head is ");
        }
    }

    /** Own words are written and never read again, and a count of sleeps that is none costs a ring of the doorbell. */
    @Test
    void whatElseIsWrittenIntoTheWordsDoesNoHarm() throws IOException {
        try (RingPair pair = new RingPair(folder, TINY, 0)) {
            byte[] bytes = body(new Random(1), 3 * TINY);
            for (int at = 0; at < bytes.length; at++) {
                pair.memory.putLong(TAIL_AT, -at);
                pair.memory.putLong(SLEEPS_AT, at * 0x1234_5678_9abcL);
                pair.first.out().write(bytes, at, 1);
                pair.memory.putLong(HEAD_AT, at % 2 == 0 ? at : at - 1);

                assertThat(pair.second.in().read()).isEqualTo(bytes[at]);
            }
            assertThat(pair.first.doorbell().rings()).isEqualTo(bytes.length - 1);
        }
    }

    @Test
    void ringsThatMeanNothingDoNoHarm() throws Exception {
        try (RingPair pair = new RingPair(folder, TINY, 0)) {
            Future<Integer> reader = inThread("reader", () -> pair.second.in().read());
            for (int i = 0; i < 200; i++) {
                pair.first.doorbell().write(1);
            }
            await().until(() -> pair.memory.getLong(SLEEPS_AT) > 1);
            pair.first.out().write(7);

            assertThat(reader.get()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 50_000})
    void aWriterThatWaitsForRoomIsFreedByClose(long spinNanos) throws Exception {
        try (RingPair pair = new RingPair(folder, TINY, spinNanos)) {
            Future<Void> writer = writing(pair.first.out(), new byte[TINY + 1]);
            awaitFull(pair);
            pair.first.out().close();

            assertFails(writer, "the ring is closed");
        }
    }

    @Test
    void aWriterThatWaitsForRoomIsFreedWhenTheOtherEndIsGone() throws Exception {
        try (RingPair pair = new RingPair(folder, TINY, 0)) {
            Future<Void> writer = writing(pair.first.out(), new byte[TINY + 1]);
            awaitFull(pair);
            pair.second.doorbell().close(); // as its death does

            assertThat(pair.first.in().read()).isEqualTo(-1);
            assertFails(writer, "the other end of the ring is gone");
        }
    }

    /** A worker that is told by the end of its input to leave may still say goodbye. */
    @Test
    void thereMayBeALastWordAfterTheOtherEndHasSaidItsOwn() throws IOException {
        try (RingPair pair = new RingPair(folder, TINY, 0)) {
            pair.first.out().close();
            assertThat(pair.second.in().read()).isEqualTo(-1);
            pair.second.out().write(7);

            assertThat(pair.first.in().read()).isEqualTo(7);
        }
    }

    @Test
    void aWriterThatWaitsForRoomLearnsThatNobodyListens() throws Exception {
        try (RingPair pair = new RingPair(folder, TINY, 0)) {
            Future<Void> writer = writing(pair.first.out(), new byte[TINY + 1]);
            awaitFull(pair);
            pair.second.in().close();

            assertFails(writer, "Broken pipe");
            assertThatIOException().isThrownBy(() -> pair.first.out().write(1));
            assertThatIOException().isThrownBy(() -> pair.second.in().read()).withMessage("the ring is closed");
        }
    }

    @Test
    void aWriterThatWaitsForRoomHeedsNoInterruptButKeepsIt() throws Exception {
        try (RingPair pair = new RingPair(folder, TINY, 0)) {
            Future<Boolean> writer = inThread("writer", () -> {
                Thread.currentThread().interrupt();
                pair.first.out().write(new byte[2 * TINY]);
                return Thread.interrupted();
            });
            awaitFull(pair);

            assertThat(pair.second.in().readNBytes(2 * TINY)).hasSize(2 * TINY);
            assertThat(writer.get()).isTrue();
        }
    }
}
