package dev.spindle.worker.runtime;

import dev.spindle.protocol.channel.Duplex;
import dev.spindle.protocol.channel.PatientInput;
import dev.spindle.protocol.channel.RingFile;
import dev.spindle.protocol.channel.SocketDuplex;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/** How a worker gets to its coordinator. */
final class Connecting {
    /** Longer than any token and answer: what comes without an end is none. */
    private static final int LONGEST_LINE = 1_000;

    /** Less than a sleep and a wake-up cost. */
    private static final long LOOK_NANOS = 20_000;

    private final WorkerOptions options;

    Connecting(WorkerOptions options) {
        this.options = options;
    }

    /** What carries the messages. A socket is opened by the first line of the input: the token to show, and the answer to expect. */
    Duplex open() throws IOException, UnusableException {
        return switch (options.transport()) {
            case DESCRIPTORS -> new Duplex(new PatientInput(input(), LOOK_NANOS), output());
            case MMAP -> share(RingFile.open(Path.of(options.address())));
            case UNIX -> connect(UnixDomainSocketAddress.of(options.address()));
            case TCP -> connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port()));
        };
    }

    private Duplex share(RingFile rings) throws UnusableException {
        return new Duplex(rings.in(input()), rings.out(output()));
    }

    private Duplex connect(SocketAddress address) throws IOException, UnusableException {
        String line = firstLine(input());
        int space = line.indexOf(' ');
        if (space < 0) {
            throw new UnusableException("the first line of the input is no token and its answer");
        }
        try {
            return SocketDuplex.connect(address, line.substring(0, space), line.substring(space + 1));
        } catch (IOException e) {
            throw new UnusableException("cannot connect to " + address + ": " + e.getMessage());
        }
    }

    private static String firstLine(InputStream in) throws IOException, UnusableException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() == LONGEST_LINE) {
                throw new UnusableException("no token came on the input");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private int port() throws UnusableException {
        try {
            int port = Integer.parseInt(options.address());
            if (port > 0 && port < 1 << 16) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UnusableException("--tcp takes a port on 127.0.0.1, not " + options.address());
    }

    private InputStream input() throws UnusableException {
        int descriptor = options.input();
        try {
            return descriptor == 0
                    ? new FileInputStream(FileDescriptor.in)
                    : new FileInputStream("/dev/fd/".concat(Integer.toString(descriptor)));
        } catch (FileNotFoundException e) {
            throw new UnusableException("--fds: cannot read from descriptor " + descriptor + ": " + e.getMessage());
        }
    }

    private OutputStream output() throws UnusableException {
        int descriptor = options.output();
        try {
            return descriptor == 1
                    ? new FileOutputStream(FileDescriptor.out)
                    : new FileOutputStream("/dev/fd/".concat(Integer.toString(descriptor)));
        } catch (FileNotFoundException e) {
            throw new UnusableException("--fds: cannot write to descriptor " + descriptor + ": " + e.getMessage());
        }
    }
}
