package dev.spindle.worker.faults;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Prints as many lines as its input says (1 if there is none) in each of three ways: on {@link System#out}, on {@link System#err}, and
 * below Java on the descriptor 1, which is where native code prints. A child process then prints one more, on the descriptor that it
 * inherited. Returns the number of lines.
 *
 * <p>In a worker that speaks the protocol on descriptor 1 this breaks the channel, as any native code would that prints.
 */
public final class Print implements Task<@Nullable Integer, Integer> {
    @Override
    public Integer run(@Nullable Integer input, TaskContext context) throws IOException, InterruptedException {
        int lines = input == null ? 1 : input;
        @SuppressWarnings("resource") // closing it would close the descriptor for everybody
        FileOutputStream below = new FileOutputStream(FileDescriptor.out);
        for (int line = 1; line <= lines; line++) {
            System.out.println("line " + line + " on stdout");
            System.err.println("line " + line + " on stderr");
            below.write(("line " + line + " below Java\n").getBytes(StandardCharsets.UTF_8));
        }
        new ProcessBuilder("echo", "a line of a child process")
                .inheritIO()
                .start()
                .waitFor();
        return lines;
    }

    @Override
    public String name() {
        return "fault.print";
    }

    @Override
    public String description() {
        return "prints that many lines on stdout, stderr, and below Java on descriptor 1";
    }
}
