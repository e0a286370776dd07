package dev.spindle.protocol.channel;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** The main class of a process that sends back every frame from the ring file it is told, and after the frame {@code flood} sends without end. */
final class RingPeer {
    static final String FLOOD = "{\"flood\":true}";

    private RingPeer() {}

    public static void main(String[] arguments) throws IOException {
        RingFile file = RingFile.open(Path.of(arguments[0]));
        InputStream in = file.in(new FileInputStream(FileDescriptor.in));
        OutputStream out = file.out(new FileOutputStream(FileDescriptor.out));
        FrameSource source = new StreamFrameSource(in, 1 << 24);
        FrameSink sink = new StreamFrameSink(out, Framing.LINE);
        while (source.next()) {
            do {
                sink.put(source.bytes(), source.offset(), source.length());
                sink.flush();
            } while (source.length() == FLOOD.length()); // no other frame is so long
        }
    }
}
