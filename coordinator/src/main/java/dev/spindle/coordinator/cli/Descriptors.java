package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.Transport;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How many files may be open at a time. Where there are too few, what fails first is a matter of chance: a class that cannot be read as
 * likely as a launch, and now and then both. So it is asked before anything begins.
 */
final class Descriptors {
    private static final File LIMITS = new File("/proc/self/limits");
    private static final String LIMIT = "Max open files ";
    private static final int LONGEST = 4096;

    /** For classes, an input, an output, and what is looked up in {@code /proc}. */
    private static final int FOR_ANYTHING = 16;
    /** While a process is launched, both ends of its pipes are open. */
    private static final int FOR_LAUNCHES = 10;

    private static final int FOR_WORKER = 3;
    /** A socket, and what is waited with for each of its directions. */
    private static final int FOR_SOCKET = 5;

    private Descriptors() {}

    /** What to say when there are too few for a command that starts no workers; null when there are enough, or nobody knows. */
    static @Nullable String problem() {
        return problem(0, Transport.PIPE);
    }

    /** As {@link #problem()}, for one that starts so many workers. */
    static @Nullable String problem(long workers, Transport transport) {
        long limit = limit();
        String[] open = new File("/proc/self/fd").list();
        if (limit < 0 || open == null) {
            return null;
        }
        long needed = open.length + FOR_ANYTHING + (workers == 0 ? 0 : FOR_LAUNCHES + forEach(transport) * workers);
        return needed <= limit
                ? null
                : "no more than " + limit + " files may be open at a time (ulimit -n), and "
                        + (workers == 0
                                ? ""
                                : "a run on " + workers + (workers == 1 ? " worker" : " workers") + " needs ")
                        + needed + (workers == 0 ? " are needed" : "");
    }

    private static int forEach(Transport transport) {
        return switch (transport) {
            case PIPE, MMAP -> FOR_WORKER;
            case UNIX, TCP -> FOR_WORKER + FOR_SOCKET;
        };
    }

    /** -1 where there is none, or it cannot be read. */
    private static long limit() {
        byte[] bytes = new byte[LONGEST];
        int length;
        try (InputStream in = new FileInputStream(LIMITS)) {
            length = in.readNBytes(bytes, 0, LONGEST);
        } catch (IOException e) {
            return -1;
        }
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf(LIMIT);
        long limit = -1;
        for (int i = begin + LIMIT.length(); begin >= 0 && i < length && text.charAt(i) != '\n'; i++) {
            int digit = text.charAt(i) - '0';
            if (digit >= 0 && digit <= 9) {
                limit = 10 * Math.max(0, limit) + digit;
            } else if (limit >= 0) {
                break;
            }
        }
        return limit;
    }
}
