package dev.spindle.coordinator.chaos;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Writes to the descriptor of its worker's answers, on its first attempt, what its input says, and returns "done". */
public final class Garbage implements Task<String, String> {
    static final List<String> KINDS =
            List.of("rubbish", "binary", "half", "halfAndGone", "foreign", "array", "overTheCap");

    /** What {@code --fds} says where the answers go out by a pipe; else descriptor 4 may be anything. */
    private static final String PIPES = "3,4";

    private static final String ANSWER = "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":\"forged\"}\n";

    @Override
    public String run(String kind, TaskContext context) throws Exception {
        if (context.attempt() == 1) {
            List<String> words =
                    List.of(Files.readString(Path.of("/proc/self/cmdline")).split("\0", -1));
            if (words.contains("--mmap")) {
                scribble(kind, words.get(words.indexOf("--mmap") + 1));
            } else if (words.contains(PIPES)) { // a socket that is connected cannot be opened once more
                try (OutputStream channel = new FileOutputStream("/dev/fd/4")) {
                    write(kind, channel);
                }
            }
        }
        return "done";
    }

    /** Nonsense into one of the words that say what was written and what was read. */
    private static void scribble(String kind, String ring) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(ring, "rw")) {
            file.seek(128L * (1 + Math.floorMod(kind.hashCode(), 6)));
            file.writeLong(kind.length() % 2 == 0 ? -1 : Long.MAX_VALUE);
        }
        if (kind.equals("halfAndGone")) {
            Runtime.getRuntime().halt(7);
        }
    }

    private static void write(String kind, OutputStream channel) throws IOException {
        switch (kind) {
            case "rubbish" -> channel.write("this is no message\n".getBytes(StandardCharsets.UTF_8));
            case "binary" -> channel.write(new byte[] {0, -1, '\n', -64, -128, '\n', '{', '}', '\n'});
            case "half" -> channel.write("{\"jsonrpc\":\"2.0\",\"id\":".getBytes(StandardCharsets.UTF_8));
            case "halfAndGone" -> {
                channel.write("{\"jsonrpc\":\"2.0\",\"id\":1,\"res".getBytes(StandardCharsets.UTF_8));
                Runtime.getRuntime().halt(7);
            }
            case "foreign" -> {
                for (String id : new String[] {"0", "-5", "9007199254740990", "1.5", "\"a\"", "null"}) {
                    channel.write(ANSWER.formatted(id).getBytes(StandardCharsets.UTF_8));
                }
            }
            case "array" -> channel.write("[1,2]\n\n{}\n".getBytes(StandardCharsets.UTF_8));
            default -> {
                byte[] many = new byte[1 << 20];
                Arrays.fill(many, (byte) 'x');
                for (int i = 0; i < 66; i++) {
                    channel.write(many);
                }
            }
        }
    }
}
