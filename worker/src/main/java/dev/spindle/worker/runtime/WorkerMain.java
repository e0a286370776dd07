package dev.spindle.worker.runtime;

import dev.spindle.protocol.channel.Duplex;
import dev.spindle.protocol.channel.FrameSource;
import dev.spindle.protocol.channel.StreamFrameSink;
import dev.spindle.protocol.channel.StreamFrameSource;
import dev.spindle.protocol.codec.WireTap;
import dev.spindle.protocol.message.Message;
import dev.spindle.worker.program.Program;
import java.io.IOException;

/**
 * The main class of a worker process. Two threads share the work: {@code job} runs tasks one at a time, and reads messages while it has
 * none; {@code main} reads while a job runs, but for its first millisecond. Nothing that a task does, be it an endless loop, keeps
 * {@code main} from seeing the end of the stream, at which the process leaves. A third, {@code heartbeat}, says so often as the coordinator asked that the process lives.
 *
 * <p>Options: {@code --fds IN,OUT} (descriptors that the launcher opened; otherwise stdin and stdout carry the protocol),
 * {@code --unix PATH} or {@code --tcp PORT} (a socket to connect to, with the token that is the first line of the input), {@code --mmap FILE} (shared memory, with the descriptors as its
 * doorbells),
 * {@code --framing line|header} (of what is written), {@code --task CLASS} (repeatable: a task beside those of
 * {@link java.util.ServiceLoader}), {@code --main CLASS} and {@code --program-path PATHS} (a program whose {@code main} is a task called as its
 * class, and where its classes are), {@code --wire-log FILE} (where to leave when each message left or arrived).
 *
 * <p>Exit status: 0 after shutdown and exit; 1 when the stream ended, or exit came, without a shutdown; 2 for an option that
 * cannot be used, or a thread that cannot be started; 3 out of memory; 4 when the channel broke; 5 when a program has left threads behind.
 */
public final class WorkerMain {
    /** What the thread is called that runs tasks. */
    static final String JOB = "job";

    private WorkerMain() {}

    /** Runs until the coordinator ends it; the process is over when this returns. */
    public static void main(String[] args) {
        OwnThread.isMain();
        StdioGuard stdio = StdioGuard.install();
        ProcessDeparture departure = new ProcessDeparture(stdio);
        try {
            WorkerOptions options = WorkerOptions.parse(args);
            serve(options, new Connecting(options).open(), stdio, departure);
        } catch (UnusableException e) {
            departure.atOnce(Departure.UNUSABLE, e.getMessage());
        } catch (OutOfMemoryError e) {
            departure.outOfMemory();
        } catch (IOException e) {
            departure.atOnce(Departure.CHANNEL_BROKEN, "the channel broke: ".concat(String.valueOf(e.getMessage())));
        } catch (Throwable e) {
            departure.atOnce(Departure.CHANNEL_BROKEN, "the read loop failed: ".concat(e.toString()));
        }
    }

    private static void serve(WorkerOptions options, Duplex duplex, StdioGuard stdio, ProcessDeparture departure)
            throws IOException, UnusableException {
        WireTap tap = options.wireLog() == null ? null : new WireLog(options.wireLog());
        JobQueue queue = new JobQueue();
        Outgoing outgoing = new Outgoing(new StreamFrameSink(duplex.out(), options.framing()), departure, tap);
        stdio.sendTo(outgoing);
        departure.announceThrough(outgoing, queue);

        // Tasks are looked for in the job's thread: a constructor that never returns must not keep main from reading,
        // and with two
        // cores the process is ready sooner, as each thread loads its own classes.
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        FrameSource source = new StreamFrameSource(duplex.in(), Message.DEFAULT_MAX_FRAME_BYTES);
        ReadLoop loop = new ReadLoop(source, queue, outgoing, tap);
        Seat seat = new Seat(loop, queue);
        String main = options.main();
        Program program = main == null ? null : new Program(main, options.programPath(), loader, stdio);
        JobLoop jobs = new JobLoop(loader, options.tasks(), program, queue, seat, outgoing, stdio, departure);
        Thread thread = start(jobs, JOB);

        ReadLoop.End end = seat.watch();
        int status = loop.wasShutDown() ? Departure.DONE : Departure.NOT_SHUT_DOWN;
        if (end == ReadLoop.End.EXIT) {
            if (loop.wasShutDown()) {
                ProcessDeparture.letFinish(thread); // the answer to shutdown may not be out yet
            }
            departure.orderly(status);
        } else {
            departure.atOnce(status, null);
        }
    }

    /** Starts one of the worker's own threads. Where the system gives none, that is said, and not taken for a heap that is exhausted. */
    static Thread start(Runnable work, String name) throws UnusableException {
        Thread thread = new OwnThread(work, name);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            throw new UnusableException("its thread \""
                    .concat(name)
                    .concat("\" could not be started: ")
                    .concat(String.valueOf(e.getMessage())));
        }
        return thread;
    }
}
