package dev.spindle.worker.runtime;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.MessageWriter;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.ToWorker;
import dev.spindle.protocol.message.WorkerInfo;
import dev.spindle.worker.program.Program;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The work of the thread {@code job}: finds the tasks, answers the handshake, then runs one attempt at a time. An answer is written out
 * before the next attempt begins, so that when a job takes the process down, all those before it have answered.
 */
final class JobLoop implements Runnable {
    private static final String NAME = "spindle-worker-jvm";

    private final ClassLoader loader;
    private final List<String> taskClasses;
    private final @Nullable Program program;
    private final JobQueue queue;
    private final Seat seat;
    private final Outgoing outgoing;
    private final StdioGuard stdio;
    private final Departure departure;
    private final MemoryReserve reserve = new MemoryReserve();

    JobLoop(
            ClassLoader loader,
            List<String> taskClasses,
            @Nullable Program program,
            JobQueue queue,
            Seat seat,
            Outgoing outgoing,
            StdioGuard stdio,
            Departure departure) {
        this.loader = loader;
        this.taskClasses = taskClasses;
        this.program = program;
        this.queue = queue;
        this.seat = seat;
        this.outgoing = outgoing;
        this.stdio = stdio;
        this.departure = departure;
    }

    @Override
    public void run() {
        try {
            // The parser that main is loading needs BigDecimal, which JDK 25 takes 15 ms to set up: done here, that is
            // at the same time.
            Objects.requireNonNull(BigDecimal.ONE);
            TaskRegistry registry = TaskRegistry.discover(loader, taskClasses);
            if (program != null) {
                registry.add(program);
            }
            for (String problem : registry.problems()) {
                stdio.say(problem);
            }
            outgoing.prepare();
            ToWorker.Initialize hello = queue.greeting();
            greet(hello, registry);
            JobBlobs blobs = new JobBlobs(hello.blobs());
            Stopwatch stopwatch = new Stopwatch(hello.spentEvery());
            Attempt attempt = seat.next();
            while (attempt != null) {
                run(attempt, registry, blobs, stopwatch);
                attempt = seat.next();
            }
            ToWorker.Shutdown shutdown = queue.shutdown();
            if (shutdown != null) {
                outgoing.send(new FromWorker.Result(shutdown.id(), RawJson.NULL));
            }
        } catch (UnusableException e) {
            departure.atOnce(Departure.UNUSABLE, e.getMessage());
        } catch (OutOfMemoryError e) {
            leaveOutOfMemory();
        } catch (Throwable e) {
            departure.atOnce(Departure.CHANNEL_BROKEN, "the job loop failed: ".concat(e.toString()));
        }
    }

    private void greet(ToWorker.Initialize hello, TaskRegistry registry) throws UnusableException {
        String version = JobLoop.class.getPackage().getImplementationVersion();
        WorkerInfo info = new WorkerInfo(
                Message.PROTOCOL_VERSION,
                NAME,
                version == null ? "dev" : version,
                ownPid(),
                registry.tasks(),
                registry.problems(),
                Set.of("blobs", "cancel", "chunks", "heartbeat", "progress", "signals"));
        // Made before: a worker that has answered and cannot start a thread would be replaced again and again, as one
        // that was ready.
        Heartbeat heartbeat = Heartbeat.of(outgoing, hello.heartbeatMillis());
        outgoing.send(new FromWorker.Result(hello.id(), MessageWriter.result(info)));
        heartbeat.begin();
    }

    /** Asked of Linux first: {@link ProcessHandle} costs a cold JVM 10 ms. */
    private static long ownPid() {
        try {
            return Long.parseLong(new File("/proc/self").getCanonicalFile().getName());
        } catch (IOException | NumberFormatException e) {
            return ProcessHandle.current().pid();
        }
    }

    private void run(Attempt attempt, TaskRegistry registry, JobBlobs blobs, Stopwatch stopwatch) {
        outgoing.begin(attempt.id());
        Execution execution = new Execution(attempt, registry, queue, reserve, blobs, stopwatch);
        boolean fatal = false;
        FromWorker answer = null;
        boolean sent = false;
        try {
            answer =
                    attempt.isChunk() ? new ChunkExecution(attempt, execution, outgoing, stdio).run() : execution.run();
            fatal = execution.wasFatal();
            stdio.endOfJob();
            sent = outgoing.answer(answer);
        } catch (Throwable e) {
            // There was a result or a failure, and no memory to say it with. A line that was there before has to do.
            queue.ended();
            reserve.release();
            fatal |= Execution.isFatal(e);
            outgoing.answer(new FromWorker.Failure(attempt.id(), execution.unsaid(e)));
        }
        queue.answered();
        if (!sent && answer != null) {
            blobs.unsent(answer);
        }
        if (fatal) {
            leaveOutOfMemory();
        }
        if (registry.isSpent()) {
            leave(Departure.SPENT, "the program that ran last has left threads behind");
        }
    }

    private void leaveOutOfMemory() {
        try {
            reserve.release();
        } finally {
            leave(Departure.OUT_OF_MEMORY, null);
        }
    }

    /** No further attempt begins in this JVM: what waits here goes back to the coordinator, which learns that none ran. */
    private void leave(int status, @Nullable String line) {
        try {
            queue.freeze();
            outgoing.farewell(new FromWorker.Goodbye(status, Message.NO_ID));
        } finally {
            departure.atOnce(status, line);
        }
    }
}
