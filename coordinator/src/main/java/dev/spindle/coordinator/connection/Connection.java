package dev.spindle.coordinator.connection;

import dev.spindle.protocol.channel.Duplex;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** How one worker is talked with, by whatever carries the bytes. One thread makes it; another may close it at any time. */
public interface Connection {
    /** That the pipes are where {@link #redirections} moves them. */
    List<String> BY_DESCRIPTORS = List.of("--fds", "3,4");

    /** The pipes of the process are all there is. */
    Connection PIPES = new Connection() {
        @Override
        public List<String> options() {
            return BY_DESCRIPTORS;
        }

        @Override
        public Duplex make(OutputStream stdin, InputStream stdout) {
            return new Duplex(stdout, stdin);
        }

        @Override
        public void gone() {}

        @Override
        public void close() {}
    };

    /**
     * How the shell in which a worker of our own is launched moves its pipes: whatever is written to standard output, below Java or before
     * {@code main} too, then lands on stderr and never between messages.
     */
    default String redirections() {
        return "3<&0 4>&1 0</dev/null 1>&2";
    }

    /** What the worker is told on its command line. */
    List<String> options();

    /**
     * Waits until the worker is there.
     *
     * @param stdin of the worker
     * @param stdout of the worker
     * @throws IOException when it cannot be had, or the connection was closed
     */
    Duplex make(OutputStream stdin, InputStream stdout) throws IOException;

    /** The process has ended: whoever waits for it to come is let go. What it has written can still be read. */
    void gone();

    /** It carries nothing any more: whoever reads or writes is let go. */
    void close();

    /** After {@link #close()}, when nobody is reading or writing: gives back what is left. */
    default void free() {}
}
