package dev.spindle.coordinator.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.Crossing;
import dev.spindle.coordinator.DeathReport;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.MessageWriter;
import dev.spindle.protocol.fuzz.Feed;
import dev.spindle.protocol.fuzz.FuzzRun;
import dev.spindle.protocol.fuzz.WildFrames;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.WorkerInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A million wild frames at the coordinator's reader: it tells what it understood, in order, or why it reads no more. */
class ReaderFuzzTest {
    @Test
    void whateverComesIsToldOrEndsTheConnection() throws Exception {
        new FuzzRun("frames for the coordinator", 300_000, seed -> new FuzzedReader(seed).live()).run();
    }

    /** One connection, and what is told of it. */
    private static final class FuzzedReader implements WorkerEvents {
        private static final byte[] HELLO = hello();

        private final Random random;
        private final WildFrames wild;
        private final boolean greets;
        private int left;
        private int introduced;
        private int closed;
        private int ready;
        private @Nullable String problem;

        FuzzedReader(long seed) {
            random = new Random(seed);
            wild = WildFrames.forCoordinator(random);
            greets = random.nextInt(8) > 0;
            left = 1 + random.nextInt(100);
        }

        private static byte[] hello() {
            WorkerInfo info = new WorkerInfo(1, "wild", "1", 1, List.of(), List.of(), Set.of("signals"));
            RawJson result = MessageWriter.result(info);
            MessageWriter writer = new MessageWriter();
            writer.encode(new FromWorker.Result(WorkerReader.INITIALIZE_ID, result));
            byte[] line = Arrays.copyOf(writer.bytes(), writer.length() + 1);
            line[writer.length()] = '\n';
            return line;
        }

        int live() {
            boolean[] saidHello = {!greets};
            boolean calm = random.nextBoolean(); // most of what is wild ends the connection
            Feed feed = new Feed(random, () -> {
                if (left-- <= 0) {
                    return null;
                }
                if (!saidHello[0]) {
                    saidHello[0] = true;
                    return HELLO;
                }
                return calm && random.nextInt(30) > 0 ? wild.harmless() : wild.next();
            });
            Inbox inbox = new Inbox(feed, WildFrames.CAP, null, null);
            new WorkerReader(inbox, new Evidence(line -> {}, false), this, () -> ready++, this::unusable).run();

            assertThat(ready).isEqualTo(introduced).isLessThanOrEqualTo(1);
            assertThat(closed).isEqualTo(problem == null ? 1 : 0);
            assertThat(problem != null || feed.isAtEnd()).as("read to the end").isTrue();
            return feed.count();
        }

        private void unusable(String why) {
            assertThat(problem).as("the first problem is the last").isNull();
            problem = why;
            assertThat(why).hasSizeLessThan(1_000).doesNotContainPattern("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]");
            assertThat(closed).isZero();
        }

        @Override
        public void introduced(WorkerInfo info) {
            introduced++;
            assertThat(info.protocolVersion()).isEqualTo(Message.PROTOCOL_VERSION);
            assertThat(problem).isNull();
        }

        @Override
        public int received(List<FromWorker> messages) {
            assertThat(messages).isNotEmpty();
            assertThat(introduced).as("introduced before anything else").isEqualTo(1);
            assertThat(problem).isNull();
            return 1;
        }

        @Override
        public void closed() {
            closed++;
        }

        @Override
        public void stderr(String line) {
            throw new AssertionError("nothing was written there");
        }

        @Override
        public void unusable() {
            throw new AssertionError("the process's own to say");
        }

        @Override
        public void crossed(List<Crossing> crossings) {
            throw new AssertionError("nothing was recorded");
        }

        @Override
        public void exited(DeathReport report) {
            throw new AssertionError("there is no process");
        }
    }
}
