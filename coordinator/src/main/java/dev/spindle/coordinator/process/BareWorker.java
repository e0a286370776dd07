package dev.spindle.coordinator.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteResultHandler;
import org.apache.commons.exec.ExecuteStreamHandler;
import org.apache.commons.exec.ProcessDestroyer;
import org.jspecify.annotations.Nullable;

/**
 * A worker process that belongs to no pool, and whose bytes are left to its user: its stdin is written as it pleases them, its stdout read to
 * the end by their thread. It has a session of its own, and {@link #close} leaves nothing of it. Thread-safe.
 */
public final class BareWorker implements AutoCloseable {
    /** How long, once the process is gone, to wait for the rest of what it wrote. */
    private static final long REMAINDER_MILLIS = 2_000;
    /** How long a process that was killed may take to be gone. */
    private static final long KILLED_MILLIS = 10_000;

    private final String mark =
            "SPINDLE_WORKER=spindle-" + ProcessHandle.current().pid() + "-bare/" + UUID.randomUUID();
    private final StderrLines stderr = new StderrLines(line -> {});
    private final Reading reading;
    private final CompletableFuture<Streams> started = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    /** Where this JVM is ended in between, a worker that does not leave by itself would stay. */
    private final Thread hook = new Thread(this::kill, "spindle-bare-hook");

    private volatile @Nullable Process process;

    /** Reads a worker's stdout to its end, in a thread of its own. */
    public interface Reading {
        void readAll(InputStream stdout);
    }

    private BareWorker(Reading reading) {
        this.reading = reading;
    }

    /** Starts the program {@code command}. */
    public static BareWorker start(List<String> command, Reading reading) throws IOException, InterruptedException {
        BareWorker worker = new BareWorker(reading);
        List<String> words = WorkerCommand.plain(command, worker.mark);
        CommandLine line = new CommandLine(words.get(0));
        for (String word : words.subList(1, words.size())) {
            line.addArgument(word, false);
        }
        Runtime.getRuntime().addShutdownHook(worker.hook);
        Launcher.COMMONS_EXEC.launch(
                line,
                work -> daemon("process", work),
                worker.new Streams(),
                worker.new Capture(),
                worker.new Completion());
        try {
            worker.started.get();
        } catch (ExecutionException e) {
            throw new IOException("could not be launched: " + String.valueOf(e.getCause()), e.getCause());
        }
        return worker;
    }

    private static Thread daemon(String duty, Runnable work) {
        Thread thread = new Thread(work, "spindle-bare-" + duty);
        thread.setDaemon(true);
        return thread;
    }

    /** Writes {@code bytes} out, at once; waits while the process reads nothing. */
    public void write(byte[] bytes) throws IOException {
        OutputStream stdin = started.join().stdin;
        stdin.write(bytes);
        stdin.flush();
    }

    /** No more comes. */
    public void endInput() throws IOException {
        started.join().stdin.close();
    }

    /** Waits for its end, but not longer: its exit status, if there is one by then. */
    public OptionalInt status(long millis) throws InterruptedException {
        try {
            return OptionalInt.of(ended.get(Math.max(0, millis), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return OptionalInt.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("its end was not told", e.getCause());
        }
    }

    /** The last lines that it wrote to stderr so far. */
    public List<String> stderr() {
        return stderr.last();
    }

    /** SIGKILL to all that there is of it; whoever writes to it or reads from it then gets to the end. */
    public void kill() {
        Process running = process;
        if (running != null) {
            ProcessTree.of(running, mark).kill();
        }
    }

    /** Kills what is still there, and waits until it is gone. */
    @Override
    public void close() throws InterruptedException {
        kill();
        if (status(KILLED_MILLIS).isPresent()) {
            Process gone = process;
            if (gone != null) {
                ProcessTree.of(gone, mark).killLeftBehind();
            }
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // then it runs anyway
        }
    }

    private final class Streams implements ExecuteStreamHandler {
        private OutputStream stdin = OutputStream.nullOutputStream();
        private final List<Thread> readers = new ArrayList<>();

        @Override
        public void setProcessInputStream(OutputStream stream) {
            stdin = stream;
        }

        @Override
        public void setProcessOutputStream(InputStream stream) {
            readers.add(daemon("reader", () -> reading.readAll(stream)));
        }

        @Override
        public void setProcessErrorStream(InputStream stream) {
            readers.add(daemon("stderr", () -> stderr.readAll(stream)));
        }

        @Override
        public void start() {
            readers.forEach(Thread::start);
            started.complete(this);
        }

        /** The process is gone; what it has left behind may hold the pipes. */
        @Override
        public void stop() {
            Process gone = process;
            if (gone != null) {
                ProcessTree.of(gone, mark).killLeftBehind();
            }
            for (Thread reader : readers) {
                try {
                    reader.join(REMAINDER_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private final class Capture implements ProcessDestroyer {
        @Override
        public boolean add(Process launched) {
            process = launched;
            return true;
        }

        @Override
        public boolean remove(Process gone) {
            return true;
        }

        @Override
        public int size() {
            return process == null ? 0 : 1;
        }
    }

    private final class Completion implements ExecuteResultHandler {
        @Override
        public void onProcessComplete(int exitStatus) {
            ended.complete(exitStatus);
        }

        @Override
        public void onProcessFailed(ExecuteException e) {
            Process launched = process;
            if (launched != null && !launched.isAlive()) {
                ended.complete(launched.exitValue()); // only the closing of its pipes failed
                return;
            }
            started.completeExceptionally(e.getCause() == null ? e : e.getCause());
            ended.completeExceptionally(e);
        }
    }
}
