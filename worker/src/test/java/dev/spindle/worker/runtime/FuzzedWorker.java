package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.channel.Framing;
import dev.spindle.protocol.channel.StreamFrameSink;
import dev.spindle.protocol.channel.StreamFrameSource;
import dev.spindle.protocol.codec.MessageException;
import dev.spindle.protocol.codec.MessageReader;
import dev.spindle.protocol.codec.MessageWriter;
import dev.spindle.protocol.fuzz.Feed;
import dev.spindle.protocol.fuzz.WildFrames;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.ToWorker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Both loops of one worker, all that they read, and what they may have answered to it. */
final class FuzzedWorker {
    /** Beyond the ids of the wild frames. */
    private static final long FIRST_OWN_ID = 1L << 40;

    private final Random random;
    private final WildFrames wild;
    private final boolean linesOnly;
    private final ByteArrayOutputStream fromWorker = new ByteArrayOutputStream();
    private final MessageWriter writer = new MessageWriter();
    private final List<String> departures = new CopyOnWriteArrayList<>();
    private final boolean greets;
    private final int frames;
    private int left;
    private int ownJobs;

    FuzzedWorker(long seed) {
        random = new Random(seed);
        wild = WildFrames.forWorker(random);
        linesOnly = random.nextInt(4) > 0;
        greets = random.nextInt(8) > 0;
        frames = 1 + random.nextInt(linesOnly ? 2_000 : 200);
        left = frames;
    }

    /** From the first byte to the last answer; returns how many frames there were. */
    int live() throws Exception {
        Feed feed = new Feed(random, this::next);
        JobQueue queue = new JobQueue();
        Departure departure = (status, line) -> departures.add(status + " " + line);
        Framing framing = random.nextBoolean() ? Framing.LINE : Framing.HEADER;
        Outgoing outgoing = new Outgoing(new StreamFrameSink(fromWorker, framing), departure, null);
        ReadLoop reading = new ReadLoop(
                new StreamFrameSource(feed, random.nextBoolean() ? WildFrames.CAP : 1 << 20), queue, outgoing, null);
        Seat seat = new Seat(reading, queue);
        Thread job = startJobs(queue, seat, outgoing, departure);
        boolean readAll = readsToTheEnd(seat);
        letEnd(queue, job);
        outgoing.farewell(new FromWorker.Goodbye(0, null)); // ends the heartbeat, too
        assertThat(departures).isEmpty();
        check(readAll);
        return feed.count();
    }

    /** A greeting first, as a rule; then wild frames with jobs among them, each of which is to have its one answer. */
    private byte @Nullable [] next() {
        if (left == 0) {
            return null;
        }
        left--;
        if (greets && left == frames - 1) {
            int heartbeat = random.nextInt(8) == 0 ? 1 : 0;
            return bytes(new ToWorker.Initialize(FIRST_OWN_ID - 1, 1, 1, 0, 0, WildFrames.CAP, heartbeat));
        }
        int what = random.nextInt(3_000);
        if (what == 0) {
            return bytes(new ToWorker.Exit());
        } else if (what < 3) {
            return bytes(new ToWorker.Shutdown(FIRST_OWN_ID - 2));
        } else if (what < 300) {
            long id = FIRST_OWN_ID + ownJobs++;
            return bytes(new ToWorker.RunTask(id, "echo", input(id), id, 1));
        }
        return linesOnly ? wild.nextLine() : wild.next();
    }

    private static RawJson input(long id) {
        return RawJson.of("\"for " + id + "\"");
    }

    private byte[] bytes(ToWorker message) {
        writer.encode(message);
        byte[] line = Arrays.copyOf(writer.bytes(), writer.length() + 1);
        line[writer.length()] = '\n';
        return line;
    }

    /**
     * The thread of the jobs, with the greeting that the coordinator's own would bring; without that one a wild frame may greet, and ask
     * for a heartbeat that outlives this connection: then there are no jobs.
     */
    private Thread startJobs(JobQueue queue, Seat seat, Outgoing outgoing, Departure departure) {
        Runnable jobs = new JobLoop(
                getClass().getClassLoader(), List.of(), null, queue, seat, outgoing, new StdioGuard(), departure);
        Thread thread = new Thread(null, greets ? jobs : () -> {}, "job");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Whether the loop saw the end of the stream; an exit, a frame over the cap and half a frame end it before that. */
    private static boolean readsToTheEnd(Seat seat) {
        try {
            return seat.watch() == ReadLoop.End.END_OF_STREAM;
        } catch (IOException declared) {
            assertThat(declared.getMessage()).hasSizeLessThan(1_000).doesNotContainPattern("[\\p{Cntrl}]");
            return false;
        }
    }

    /** What was accepted is answered before the jobs' thread ends. */
    private static void letEnd(JobQueue queue, Thread job) throws InterruptedException {
        queue.shutDown(new ToWorker.Shutdown(FIRST_OWN_ID - 2));
        job.join(TimeUnit.SECONDS.toMillis(30));
        assertThat(job.isAlive()).as("the job's thread is left").isFalse();
    }

    private void check(boolean readAll) throws IOException, MessageException {
        Map<Long, Integer> answers = new HashMap<>();
        StreamFrameSource source =
                new StreamFrameSource(new ByteArrayInputStream(fromWorker.toByteArray()), Integer.MAX_VALUE);
        while (source.next()) {
            FromWorker said = MessageReader.fromWorker(source.bytes(), source.offset(), source.length());
            long id = Message.NO_ID;
            if (said instanceof FromWorker.Result result) {
                id = result.id();
                if (id >= FIRST_OWN_ID && id < FIRST_OWN_ID + ownJobs) {
                    assertThat(result.value()).isEqualTo(input(id));
                }
            } else if (said instanceof FromWorker.Failure failure) {
                id = failure.id();
                assertThat(failure.error().message()).isNotBlank();
            } else {
                assertThat(said).isInstanceOfAny(FromWorker.Heartbeat.class, FromWorker.Goodbye.class);
            }
            answers.merge(id, 1, Integer::sum);
        }
        for (long id = FIRST_OWN_ID; id < FIRST_OWN_ID + ownJobs; id++) {
            int count = answers.getOrDefault(id, 0);
            boolean mustBe = readAll && linesOnly && greets;
            assertThat(count).as("answers to %d", id).isBetween(mustBe ? 1 : 0, 1);
        }
    }
}
