package dev.spindle.coordinator.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import jdk.net.ExtendedSocketOptions;

/** Who is at the other end of a Unix socket. The one class that knows the module {@code jdk.net}, which not every Java has. */
final class Peer {
    private static final Path ROOT = Path.of("/");

    private Peer() {}

    /** Whether it is a process of who owns {@code folder}, or of the superuser, who may do anything. */
    static boolean mayUse(Path folder, SocketChannel channel) throws IOException {
        String user =
                channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        return user.equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName())
                || user.equals(Files.getOwner(ROOT).getName());
    }
}
