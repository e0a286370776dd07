package dev.spindle.worker.runtime;

import dev.spindle.protocol.channel.Framing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of a worker says.
 *
 * @param input the descriptor that messages come in on
 * @param output the descriptor that messages go out on
 * @param transport what carries the messages
 * @param address where it is, as the transport has it; empty for the descriptors themselves
 * @param framing of what is written; what is read tells its own
 * @param tasks classes of tasks, beside those that are found as services
 * @param main the class of a program that is a task, too; null for none
 * @param programPath where that program's classes are, as a class path
 * @param wireLog where to leave when each message left or arrived; null for nowhere
 */
record WorkerOptions(
        int input,
        int output,
        Transport transport,
        String address,
        Framing framing,
        List<String> tasks,
        @Nullable String main,
        String programPath,
        @Nullable String wireLog) {
    private static final List<String> OPTIONS = List.of(
            "--fds", "--framing", "--task", "--main", "--program-path", "--wire-log", "--unix", "--tcp", "--mmap");

    /** What carries the messages. */
    enum Transport {
        DESCRIPTORS,
        UNIX,
        TCP,
        MMAP
    }

    /** The options in {@code args}, which come in pairs of a name and a value. */
    static WorkerOptions parse(String[] args) throws UnusableException {
        int input = 0;
        int output = 1;
        Transport transport = Transport.DESCRIPTORS;
        String address = "";
        Framing framing = Framing.LINE;
        List<String> tasks = new ArrayList<>();
        String main = null;
        String programPath = "";
        String wireLog = null;
        for (int i = 0; i < args.length; i += 2) {
            String option = args[i];
            if (!OPTIONS.contains(option)) {
                throw new UnusableException("unknown option " + option);
            }
            if (i + 1 == args.length) {
                throw new UnusableException(option + " needs a value");
            }
            String value = args[i + 1];
            if (option.equals("--fds")) {
                int comma = value.indexOf(',');
                input = descriptor(value, 0, comma);
                output = descriptor(value, comma + 1, value.length());
            } else if (option.equals("--framing")) {
                framing = framing(value);
            } else if (option.equals("--unix") || option.equals("--tcp") || option.equals("--mmap")) {
                transport = Transport.valueOf(option.substring(2).toUpperCase(Locale.ROOT));
                address = value;
            } else if (option.equals("--main")) {
                main = value;
            } else if (option.equals("--program-path")) {
                programPath = value;
            } else if (option.equals("--wire-log")) {
                wireLog = value;
            } else {
                tasks.add(value);
            }
        }
        return new WorkerOptions(input, output, transport, address, framing, tasks, main, programPath, wireLog);
    }

    private static int descriptor(String value, int from, int to) throws UnusableException {
        try {
            int descriptor = Integer.parseInt(value, from, Math.max(from, to), 10);
            if (descriptor >= 0) {
                return descriptor;
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            // said below
        }
        throw new UnusableException("--fds takes two descriptors, as in 3,4, not " + value);
    }

    private static Framing framing(String value) throws UnusableException {
        return switch (value) {
            case "line" -> Framing.LINE;
            case "header" -> Framing.HEADER;
            default -> throw new UnusableException("--framing takes line or header, not " + value);
        };
    }
}
