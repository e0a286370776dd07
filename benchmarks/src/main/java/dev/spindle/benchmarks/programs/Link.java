package dev.spindle.benchmarks.programs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Another JVM that sends back whatever it gets, and the bytes to and from it. */
record Link(InputStream in, OutputStream out) {
    static Link pipe() throws IOException {
        Process process = Peers.start(EchoPeer.class);
        return new Link(process.getInputStream(), process.getOutputStream());
    }

    /** A Unix domain socket; nothing of it stays in the file system. */
    static Link socket() throws IOException {
        Path folder = Files.createTempDirectory("spindle-bench");
        Path path = folder.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            Process unused = Peers.start(EchoPeer.class, path.toString());
            return SocketStreams.of(server.accept());
        } finally {
            Files.deleteIfExists(path);
            Files.deleteIfExists(folder);
        }
    }
}
