package dev.spindle.coordinator.conformance;

import dev.spindle.coordinator.process.BareWorker;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.channel.Excerpt;
import dev.spindle.protocol.channel.StreamFrameSource;
import dev.spindle.protocol.codec.JsonSyntaxException;
import dev.spindle.protocol.codec.JsonText;
import dev.spindle.protocol.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hears what the worker says, always: it never has to wait for its reader. Read by one thread, asked by another. */
final class Ear implements BareWorker.Reading {
    private static final Set<String> MEMBERS = Set.of("jsonrpc", "id", "method", "params", "result", "error");

    /** A worker that says more than that without being asked is not heard any more. */
    private static final int MOST_UNREAD = 10_000;

    private final Transcript transcript;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

    Ear(Transcript transcript) {
        this.transcript = transcript;
    }

    @Override
    public void readAll(InputStream stdout) {
        try {
            StreamFrameSource source = new StreamFrameSource(stdout, Message.DEFAULT_MAX_FRAME_BYTES);
            while (heard.size() < MOST_UNREAD && source.next()) {
                byte[] frame = Arrays.copyOfRange(source.bytes(), source.offset(), source.offset() + source.length());
                transcript.came(frame);
                heard.add(read(frame));
            }
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            transcript.note(why);
            heard.add(new Heard.Noise(why, ""));
        } finally {
            transcript.note(heard.size() < MOST_UNREAD ? "end of its stdout" : "it is not heard any more");
            heard.add(new Heard.End());
        }
    }

    private static Heard read(byte[] frame) {
        try {
            Map<String, RawJson> members = JsonText.members(frame, 0, frame.length, MEMBERS);
            return members == null ? noise("no JSON object", frame) : new Heard.Said(Visible.of(frame), members);
        } catch (JsonSyntaxException e) {
            return noise("no JSON from byte " + (e.offset() + 1) + " on", frame);
        }
    }

    private static Heard.Noise noise(String why, byte[] frame) {
        return new Heard.Noise(why, Excerpt.of(frame, 0, frame.length));
    }

    /** What comes next; null when nothing does in time. */
    @Nullable
    Heard next(long millis) throws InterruptedException {
        return heard.poll(Math.max(0, millis), TimeUnit.MILLISECONDS);
    }
}
