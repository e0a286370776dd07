package dev.spindle.worker.runtime;

import dev.spindle.protocol.message.FromWorker;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Stands between tasks and the process's standard streams, before any of their code runs: reading finds an empty stream, printing
 * becomes the running job's output and goes to stderr while no job runs. Thread-safe.
 */
final class StdioGuard {
    private final FileOutputStream descriptor = new FileOutputStream(FileDescriptor.err);
    private final PrintedText out = new PrintedText(FromWorker.Stream.STDOUT, this);
    private final PrintedText err = new PrintedText(FromWorker.Stream.STDERR, this);

    /** Guards nothing until it is installed. */
    StdioGuard() {}

    static StdioGuard install() {
        StdioGuard guard = new StdioGuard();
        System.setIn(InputStream.nullInputStream());
        System.setOut(guard.out);
        System.setErr(guard.err);
        return guard;
    }

    /** From now on what jobs print becomes messages. */
    void sendTo(Outgoing outgoing) {
        out.sendTo(outgoing);
        err.sendTo(outgoing);
    }

    /** Sends what the job has printed half of: the next job's output must not begin with it. */
    void endOfJob() {
        out.finish();
        err.finish();
    }

    /** Says one line about the worker itself. */
    void say(String line) {
        writeBelow("spindle worker: ".concat(line).concat("\n"));
    }

    /** Writes {@code text} to the descriptor 2, below {@link System#err}. */
    void writeBelow(String text) {
        try {
            descriptor.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // There is nobody left to tell.
        }
    }
}
