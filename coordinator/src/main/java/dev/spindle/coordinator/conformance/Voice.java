package dev.spindle.coordinator.conformance;

import dev.spindle.coordinator.process.BareWorker;
import dev.spindle.protocol.channel.Framing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Messages to the worker's stdin, cut into writes as a check wants it. */
final class Voice {
    /** Between two pieces, so that the worker most likely reads the first without the second. */
    private static final long PIECE_NANOS = 2_000_000;

    private final Framing framing;
    private final Transcript transcript;
    private final BareWorker worker;

    Voice(Framing framing, Transcript transcript, BareWorker worker) {
        this.framing = framing;
        this.transcript = transcript;
        this.worker = worker;
    }

    void say(String message) throws IOException {
        transcript.sent(message, "");
        worker.write(frame(message));
    }

    void sayTogether(List<String> messages) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String message : messages) {
            transcript.sent(message, "in one write with the others");
            all.writeBytes(frame(message));
        }
        worker.write(all.toByteArray());
    }

    void sayInPieces(String message, int pieceBytes) throws IOException {
        transcript.sent(message, "in writes of " + (pieceBytes == 1 ? "one byte" : pieceBytes + " bytes"));
        byte[] bytes = frame(message);
        for (int from = 0; from < bytes.length; from += pieceBytes) {
            worker.write(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + pieceBytes)));
            LockSupport.parkNanos(PIECE_NANOS);
        }
    }

    private byte[] frame(String message) {
        byte[] body = message.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream(body.length + 64);
        if (framing == Framing.HEADER) {
            frame.writeBytes(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            frame.writeBytes(body);
        } else {
            frame.writeBytes(body);
            frame.write('\n');
        }
        return frame.toByteArray();
    }
}
