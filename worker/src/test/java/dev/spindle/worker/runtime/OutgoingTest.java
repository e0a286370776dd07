package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.channel.FrameSink;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.FromWorker.Stream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutgoingTest {
    private final Lines lines = new Lines();
    private final List<String> departures = new ArrayList<>();
    private final Outgoing outgoing = new Outgoing(lines, (status, line) -> departures.add(status + " " + line), null);

    /** Keeps the frames that are flushed, or breaks. */
    private static final class Lines implements FrameSink {
        private final List<String> frames = new ArrayList<>();
        private @Nullable IOException breaking;

        @Override
        public void put(byte[] bytes, int offset, int length) throws IOException {
            if (breaking != null) {
                throw breaking;
            }
            frames.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void outputAndProgressPassBetweenBeginAndAnswer() {
        assertThat(outgoing.output(Stream.STDOUT, "before")).isFalse();
        outgoing.begin(5);
        assertThat(outgoing.output(Stream.STDOUT, "during")).isTrue();
        outgoing.progress(4, FromWorker.NO_ITEM, RawJson.NULL);
        outgoing.progress(5, FromWorker.NO_ITEM, RawJson.NULL);
        outgoing.answer(new FromWorker.Result(5, RawJson.NULL));
        outgoing.progress(5, FromWorker.NO_ITEM, RawJson.NULL);
        assertThat(outgoing.output(Stream.STDOUT, "after")).isFalse();

        assertThat(lines.frames)
                .containsExactly(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"$/output\",\"params\":"
                                + "{\"token\":5,\"stream\":\"stdout\",\"text\":\"during\"}}",
                        "{\"jsonrpc\":\"2.0\",\"method\":\"$/progress\",\"params\":{\"token\":5,\"value\":null}}",
                        "{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":null}");
    }

    @Test
    void noMessageIsOverTheCap() {
        outgoing.limit(1000);
        outgoing.begin(5);
        outgoing.output(Stream.STDERR, "\u0001".repeat(1000));
        outgoing.progress(5, FromWorker.NO_ITEM, RawJson.of("\"" + "x".repeat(1000) + "\""));
        outgoing.send(new FromWorker.Result(5, RawJson.of("\"" + "x".repeat(1000) + "\"")));
        outgoing.send(new FromWorker.Failure(6, new ErrorObject(ErrorObject.TASK_FAILED, "\u0001".repeat(1000), null)));

        assertThat(lines.frames).hasSizeGreaterThan(8).allMatch(frame -> frame.length() <= 1000);
        assertThat(lines.frames)
                .filteredOn(frame -> frame.contains("\"error\""))
                .hasSize(2);
        assertThat(lines.frames).noneMatch(frame -> frame.contains("progress"));
    }

    @Test
    void aChannelThatBreaksEndsTheProcess() {
        lines.breaking = new IOException("Broken pipe");

        outgoing.send(new FromWorker.Result(5, RawJson.NULL));

        assertThat(departures).containsExactly("4 cannot write to the coordinator: java.io.IOException: Broken pipe");
    }

    @Test
    void noBeatComesBehindTheGoodbye() {
        byte[] beat = "beat".getBytes(StandardCharsets.UTF_8);

        assertThat(outgoing.beat(beat)).isTrue();
        outgoing.farewell(new FromWorker.Goodbye(0, 5L));
        assertThat(outgoing.beat(beat)).isFalse();

        assertThat(lines.frames).hasSize(2).first().isEqualTo("beat");
    }

    /** A coordinator that has said exit and closed its end is owed the status 0. */
    @Test
    void aBeatThatNobodyReadsIsTheLastAndNoReasonToLeave() {
        lines.breaking = new IOException("Broken pipe");

        assertThat(outgoing.beat(new byte[1])).isFalse();

        assertThat(departures).isEmpty();
    }

    @Test
    void aGoodbyeThatNobodyReadsChangesNothing() {
        lines.breaking = new IOException("Broken pipe");

        outgoing.farewell(new FromWorker.Goodbye(0, 5L));

        assertThat(departures).isEmpty();
    }
}
