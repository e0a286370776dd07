package dev.spindle.coordinator.process;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.PoolConfig;
import dev.spindle.coordinator.connection.Connection;
import dev.spindle.coordinator.connection.Premises;
import dev.spindle.protocol.channel.BlobFile;
import dev.spindle.protocol.channel.BlobReader;
import dev.spindle.protocol.channel.Duplex;
import dev.spindle.protocol.channel.StreamFrameSink;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.ToWorker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteResultHandler;
import org.apache.commons.exec.ExecuteStreamHandler;
import org.apache.commons.exec.ProcessDestroyer;
import org.jspecify.annotations.Nullable;

/**
 * One worker process from its launch to the report of its death. Messages go out through {@link #send} and {@link #flush}; what comes in
 * is told to {@link WorkerEvents}. Thread-safe.
 */
public final class WorkerProcess {
    /** How long, once the process is gone, to wait for the rest of what it wrote: something else may hold the pipe. */
    private static final long REMAINDER_NANOS = 2_000_000_000L;

    private final PoolConfig config;
    private final int index;
    private final int generation;
    private final Set<String> taskClasses;
    private final Premises premises;
    private final Path folder;
    private final String mark;
    private final Launcher launcher;
    private final WorkerEvents events;
    private final Outbox outbox;
    private final Evidence evidence;
    private final @Nullable WireRecorder wire;

    private final AtomicBoolean over = new AtomicBoolean();

    private volatile @Nullable Connection connection;
    private volatile @Nullable Process process;
    private volatile @Nullable WorkerReader reading;
    private boolean killed;

    /**
     * @param taskClasses those it is told of, beside what it finds by itself
     * @param premises the pool's, with the folder where the JVM writes its report of a crash
     * @param writers runs what may block until the worker reads
     */
    public WorkerProcess(
            PoolConfig config,
            int index,
            int generation,
            Set<String> taskClasses,
            Premises premises,
            Executor writers,
            Launcher launcher,
            WorkerEvents events) {
        this.config = config;
        this.index = index;
        this.generation = generation;
        this.taskClasses = taskClasses;
        this.premises = premises;
        this.folder = premises.folder();
        this.mark = WorkerCommand.mark(folder, index, generation);
        this.launcher = launcher;
        this.events = events;
        this.wire = config.wireRecorded() ? new WireRecorder(folder.resolve("wire-" + index + "-" + generation)) : null;
        this.outbox = new Outbox(config.writeAhead(), writers, events::closed, wire); // most often a sign of its end
        this.evidence = new Evidence(events::stderr, config.isForeign());
    }

    /** Launches the process; what becomes of it is told to the events, a failed launch too. */
    public void start() {
        try {
            launch();
        } catch (IOException | RuntimeException | Error e) {
            failed(e);
        }
    }

    private void launch() throws IOException {
        Connection made = premises.connection(index, generation);
        connection = made;
        Path given = GivenClasses.in(folder, config.classes());
        List<String> words =
                WorkerCommand.of(config, taskClasses, given, folder, mark, made, wire == null ? null : wire.file());
        CommandLine command = new CommandLine(words.get(0));
        for (String word : words.subList(1, words.size())) {
            command.addArgument(word, false);
        }
        launcher.launch(
                command,
                this::watcher,
                new Streams(made, premises.blobFiles(index, generation)),
                new Capture(),
                new Completion());
    }

    /** Where threads or memory run out, the launch or the watching ends anywhere: a worker without an end would be waited for, for ever. */
    private Thread watcher(Runnable work) {
        return daemon("process", () -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                failed(e);
            }
        });
    }

    private Thread daemon(String duty, Runnable work) {
        Thread thread = new Thread(work, "spindle-" + duty + "-" + index);
        thread.setDaemon(true);
        return thread;
    }

    /** Adds a message to what goes out; messages keep the order of these calls. */
    public void send(Message message) {
        outbox.add(message);
    }

    /** As {@link #send}, for an answer to what the worker asked; false, and dropped, when it reads none of them. */
    public boolean answer(FromWorker.Failure answer) {
        return outbox.offer(answer);
    }

    /** It asks and asks, and reads no answer: it is ended. */
    public void readsNoAnswer() {
        unusable("it sent more requests than it read answers to, " + Outbox.MOST_ANSWERS + " of them");
    }

    /** Sees to it that what was added goes out; {@code wontBlock} when the pipe surely has room for all of it. */
    public void flush(boolean wontBlock) {
        outbox.flush(wontBlock);
    }

    /** As {@link WorkerReader#lookOn}. */
    public boolean lookOn(BooleanSupplier isDone) {
        WorkerReader reader = reading;
        return reader != null && reader.lookOn(isDone);
    }

    /** Loads now what the first report of a death needs, which a first worker would have to wait for. */
    public static void prepare() {
        Evidence.prepare();
    }

    /** The operating system's id; -1 while there is none. */
    public long id() {
        Process launched = process;
        return launched == null ? -1 : launched.pid();
    }

    /** Its resident memory when it was last read; -1 when it never was. */
    public long residentBytes() {
        return evidence.residentBytes();
    }

    /** Reads how large the process is: the bytes that are resident; -1 when that cannot be read, or it is not ready yet. */
    public long weigh() {
        return evidence.weigh(process);
    }

    /** SIGTERM to the process and all its descendants. */
    public void terminate() {
        Process running = process;
        evidence.signalled("SIGTERM", running);
        if (running != null) {
            ProcessTree.of(running, mark).terminate();
        }
    }

    /** SIGKILL to the process and all its descendants; one that is being launched is killed as soon as it is there. */
    public void kill() {
        Process running;
        synchronized (this) {
            killed = true;
            running = process;
        }
        evidence.signalled("SIGKILL", running);
        if (running != null) {
            ProcessTree.of(running, mark).kill();
        }
    }

    /** Takes it for gone, although it is not: what becomes of it is not told any more. */
    public void abandon() {
        endedWithoutStatus("the process is still there after SIGKILL: it was left alone");
    }

    private void unusable(String why) {
        evidence.problem(why);
        events.unusable();
    }

    /** It has introduced itself. */
    private void ready() {
        Process running = process;
        if (running != null) {
            evidence.watch(running);
        }
    }

    /** Wires the process's streams to the channel. */
    private final class Streams implements ExecuteStreamHandler {
        private final Connection made;
        private final ToWorker.@Nullable BlobFiles blobs;
        private OutputStream stdin = OutputStream.nullOutputStream();
        private InputStream stdout = InputStream.nullInputStream();
        private @Nullable Thread stderrReader;
        private final Thread reader = daemon("reader", this::connectAndRead);

        Streams(Connection made, ToWorker.@Nullable BlobFiles blobs) {
            this.made = made;
            this.blobs = blobs;
        }

        @Override
        public void setProcessInputStream(OutputStream stream) {
            stdin = stream;
        }

        @Override
        public void setProcessOutputStream(InputStream stream) {
            stdout = stream;
        }

        @Override
        public void setProcessErrorStream(InputStream stream) {
            stderrReader = daemon("stderr", () -> evidence.stderr().readAll(stream));
        }

        @Override
        public void start() {
            send(new ToWorker.Initialize(
                    WorkerReader.INITIALIZE_ID,
                    Message.PROTOCOL_VERSION,
                    ProcessHandle.current().pid(),
                    index,
                    generation,
                    config.maxFrameBytes(),
                    config.heartbeatMillis(),
                    blobs,
                    config.spentEvery()));
            reader.start();
            if (stderrReader != null) {
                stderrReader.start();
            }
        }

        private void connectAndRead() {
            Duplex duplex;
            try {
                duplex = made.make(stdin, stdout);
            } catch (IOException e) {
                events.closed(); // what ended it is told when it has ended
                return;
            }
            outbox.open(new StreamFrameSink(duplex.out(), config.framing()));
            flush(true);
            BlobReader results = blobs == null ? null : BlobReader.ofResults(Path.of(blobs.results()));
            Inbox inbox = new Inbox(duplex.in(), config.maxFrameBytes(), results, wire);
            WorkerProcess self = WorkerProcess.this;
            WorkerReader reading = new WorkerReader(inbox, evidence, events, self::ready, self::unusable);
            WorkerProcess.this.reading = reading;
            reading.run();
        }

        /** The process is gone: everything it wrote is to be told before its end is. */
        @Override
        public void stop() {
            Process gone = process;
            if (gone != null) {
                ProcessTree.of(gone, mark).killLeftBehind(); // they may hold the pipes
            }
            outbox.close();
            made.gone();
            long end = System.nanoTime() + REMAINDER_NANOS;
            join(reader, end);
            join(stderrReader, end);
            made.close();
            if (!reader.isAlive()) {
                outbox.afterLast(made::free);
                if (blobs != null) {
                    BlobFile.delete(Path.of(blobs.results()));
                }
            }
        }

        private void join(@Nullable Thread thread, long end) {
            try {
                if (thread != null) {
                    TimeUnit.NANOSECONDS.timedJoin(thread, end - System.nanoTime());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Commons Exec hands out the process only here. */
    private final class Capture implements ProcessDestroyer {
        @Override
        public boolean add(Process launched) {
            boolean unwanted;
            synchronized (WorkerProcess.this) {
                process = launched;
                unwanted = killed;
            }
            if (unwanted) {
                ProcessTree.of(launched, mark).kill();
            }
            return true;
        }

        @Override
        public boolean remove(Process ended) {
            return true;
        }

        @Override
        public int size() {
            return process == null ? 0 : 1;
        }
    }

    /** Turns the end into a report. */
    private final class Completion implements ExecuteResultHandler {
        @Override
        public void onProcessComplete(int exitStatus) {
            Process gone = process;
            if (gone != null) {
                ended(evidence.report(index, generation, gone, folder, exitStatus));
            }
        }

        @Override
        public void onProcessFailed(ExecuteException e) {
            Process launched = process;
            if (launched != null && !launched.isAlive()) {
                // Only the closing of its pipes failed: what it had not read was left in one.
                onProcessComplete(launched.exitValue());
            } else {
                failed(e.getCause() == null ? e : e.getCause());
            }
        }
    }

    /** It could not be launched, or not be watched to its end. */
    private void failed(Throwable reason) {
        Process launched = process;
        String why = reason.getMessage() == null ? reason.toString() : reason.getMessage();
        if (launched == null) {
            ProcessTree.killUnseen(mark);
            endedWithoutStatus("could not be launched: " + why);
        } else {
            ProcessTree.of(launched, mark).kill();
            endedWithoutStatus("could not be watched: " + why);
        }
    }

    private void endedWithoutStatus(String cause) {
        outbox.close();
        Connection made = connection;
        if (made != null) {
            made.close();
        }
        ended(evidence.reportWithoutEnd(index, generation, process, cause));
    }

    /** The end is told once. */
    private void ended(DeathReport report) {
        if (over.compareAndSet(false, true)) {
            if (wire != null) {
                events.crossed(wire.crossings(index, generation));
            }
            events.exited(report);
        }
    }
}
