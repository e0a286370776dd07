package dev.spindle.worker.runtime;

import dev.spindle.protocol.message.FromWorker;
import dev.spindle.worker.program.Printing;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Stands between tasks and the process's standard streams, before any of their code runs: reading finds an empty stream, printing
 * becomes the running job's output, or whatever a capture makes of it, and goes to stderr while no job runs. Thread-safe.
 */
final class StdioGuard implements Printing {
    private final FileOutputStream descriptor = new FileOutputStream(FileDescriptor.err);
    private final PrintedText out = new PrintedText(FromWorker.Stream.STDOUT, this);
    private final PrintedText err = new PrintedText(FromWorker.Stream.STDERR, this);
    private volatile @Nullable Capture capture;

    /** Guards nothing until it is installed. */
    StdioGuard() {}

    static StdioGuard install() {
        StdioGuard guard = new StdioGuard();
        guard.restore();
        return guard;
    }

    @Override
    public void restore() {
        System.setIn(InputStream.nullInputStream());
        System.setOut(out);
        System.setErr(err);
    }

    @Override
    public void captureTo(@Nullable Capture taker) {
        endOfJob();
        capture = taker;
    }

    /** Who gets what is printed; null for the coordinator. */
    @Nullable
    Capture capture() {
        return capture;
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
