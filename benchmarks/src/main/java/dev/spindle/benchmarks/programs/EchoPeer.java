package dev.spindle.benchmarks.programs;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Sends back whatever bytes come, as they come: over stdin and stdout, or over the socket that its argument names. */
final class EchoPeer {
    private EchoPeer() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            echo(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
        } else {
            try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(Path.of(arguments[0])))) {
                Link link = SocketStreams.of(socket);
                echo(link.in(), link.out());
            }
        }
    }

    private static void echo(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            out.flush();
        }
    }
}
