package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.channel.Framing;
import dev.spindle.protocol.channel.StreamFrameSink;
import dev.spindle.protocol.channel.StreamFrameSource;
import dev.spindle.protocol.codec.MessageReader;
import dev.spindle.protocol.codec.MessageWriter;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.ToWorker;
import dev.spindle.worker.probes.Fails;
import dev.spindle.worker.probes.Gate;
import dev.spindle.worker.probes.Pretends;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both loops of a worker within this JVM, spoken to over pipes. */
@Timeout(60)
class LoopsTest {
    private final List<String> departures = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final MessageWriter writer = new MessageWriter();

    private StreamFrameSink sink;
    private StreamFrameSource source;
    private PipedOutputStream fromWorker;
    private FutureTask<ReadLoop.End> reading;
    private ReadLoop readLoop;

    @BeforeEach
    void start() throws IOException {
        PipedInputStream toWorker = new PipedInputStream(1 << 20);
        sink = new StreamFrameSink(new PipedOutputStream(toWorker), Framing.LINE);
        fromWorker = new PipedOutputStream();
        source = new StreamFrameSource(new PipedInputStream(fromWorker, 1 << 20), 1 << 20);
        JobQueue queue = new JobQueue();
        Departure departure = (status, line) -> departures.add(status + " " + line);
        Outgoing outgoing = new Outgoing(new StreamFrameSink(fromWorker, Framing.LINE), departure, null);
        StdioGuard stdio = new StdioGuard();
        stdio.sendTo(outgoing);
        List<String> tasks = List.of(Gate.class.getName(), Fails.class.getName(), Pretends.class.getName());
        readLoop = new ReadLoop(new StreamFrameSource(toWorker, 1 << 20), queue, outgoing, null);
        Seat seat = new Seat(readLoop, queue);
        reading = new FutureTask<>(seat::watch);
        start(new JobLoop(getClass().getClassLoader(), tasks, null, queue, seat, outgoing, stdio, departure));
        start(reading);
    }

    private void start(Runnable loop) {
        Thread thread = new Thread(loop);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    /** The job's thread is left waiting for a job where a test did not end it: it is a daemon. */
    @AfterEach
    void stop() throws Exception {
        sink.close();
        end();
    }

    private ReadLoop.End end() throws Exception {
        return reading.get(30, TimeUnit.SECONDS);
    }

    private void send(ToWorker message) throws IOException {
        writer.encode(message);
        sink.put(writer.bytes(), 0, writer.length());
        sink.flush();
    }

    private FromWorker next() throws Exception {
        assertThat(source.next()).isTrue();
        return MessageReader.fromWorker(source.bytes(), source.offset(), source.length());
    }

    private void greet() throws Exception {
        send(new ToWorker.Initialize(1, 1, 1, 0, 0, 1 << 16, 0));
        FromWorker.Result result = (FromWorker.Result) next();
        assertThat(MessageReader.workerInfo(result.value()).processId())
                .isEqualTo(ProcessHandle.current().pid());
    }

    private void run(long id, String task, String input) throws IOException {
        send(new ToWorker.RunTask(id, task, RawJson.of(input), id, 3));
    }

    private void assertFailure(long id, int code) throws Exception {
        assertThat(next()).isInstanceOfSatisfying(FromWorker.Failure.class, failure -> {
            assertThat(failure.id()).isEqualTo(id);
            assertThat(failure.error().code()).isEqualTo(code);
        });
    }

    @Test
    void jobsAreAnsweredInOrder() throws Exception {
        run(2, "echo", "1");
        assertFailure(2, ErrorObject.INVALID_REQUEST);
        greet();
        run(3, "echo", "[1]");
        run(4, "prime", "7");
        run(5, "prime", "\"x\"");
        run(6, "no such", "7");
        run(7, "Fails", "\"assertion\"");
        run(8, "Fails", "\"getter\"");
        run(9, "Fails", "\"big\"");
        send(new ToWorker.Initialize(10, 1, 1, 0, 0, 1 << 16, 0));

        List<Long> ids = new ArrayList<>();
        List<Integer> codes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            FromWorker message = next();
            if (message instanceof FromWorker.Failure failure) {
                ids.add(failure.id());
                codes.add(failure.error().code());
            } else {
                ids.add(((FromWorker.Result) message).id());
            }
        }
        assertThat(ids).filteredOn(id -> id < 10).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(codes).contains(ErrorObject.INVALID_REQUEST, ErrorObject.INVALID_PARAMS, ErrorObject.TASK_FAILED);
    }

    @Test
    void aJobCanBeCancelledAndSignalled() throws Exception {
        greet();
        run(2, "Gate", "null");
        assertThat(next()).isInstanceOf(FromWorker.Progress.class);
        run(3, "Gate", "null");
        run(4, "Gate", "null");
        send(new ToWorker.CancelRequest(3));
        assertFailure(3, ErrorObject.CANCELLED);
        send(new ToWorker.SetSignal(4, "open", RawJson.of("[1]")));
        send(new ToWorker.CancelRequest(2));
        assertFailure(2, ErrorObject.CANCELLED);

        assertThat(next()).isInstanceOf(FromWorker.Progress.class);
        assertThat(next()).isEqualTo(new FromWorker.Result(4, RawJson.of("\"early true [1] true 3\"")));
    }

    @Test
    void aShutdownLetsTheRunningJobEnd() throws Exception {
        greet();
        run(2, "Gate", "null");
        next();
        run(3, "echo", "1");
        send(new ToWorker.Shutdown(4));
        assertFailure(3, ErrorObject.CANCELLED);
        run(5, "echo", "1");
        assertFailure(5, ErrorObject.CANCELLED);
        send(new ToWorker.Shutdown(6));
        assertFailure(6, ErrorObject.INVALID_REQUEST);
        send(new ToWorker.SetSignal(2, "open", null));
        assertThat(next()).isInstanceOf(FromWorker.Result.class);
        assertThat(next()).isEqualTo(new FromWorker.Result(4, RawJson.NULL));

        send(new ToWorker.Exit());

        assertThat(end()).isEqualTo(ReadLoop.End.EXIT);
        assertThat(readLoop.wasShutDown()).isTrue();
        assertThat(departures).isEmpty();
    }

    @Test
    void theEndOfTheStreamEndsTheReading() throws Exception {
        greet();
        sink.close();

        assertThat(end()).isEqualTo(ReadLoop.End.END_OF_STREAM);
        assertThat(readLoop.wasShutDown()).isFalse();
    }

    @Test
    void theEndOfTheStreamIsSeenWhileAJobRuns() throws Exception {
        greet();
        run(2, "Gate", "null");
        next();
        sink.close();

        assertThat(end()).isEqualTo(ReadLoop.End.END_OF_STREAM);
    }

    @Test
    void jobsOneByOneAreAnsweredWhoeverReads() throws Exception {
        greet();
        for (int id = 2; id < 2_000; id++) {
            run(id, "echo", Integer.toString(id));
            assertThat(next()).isEqualTo(new FromWorker.Result(id, RawJson.of(Integer.toString(id))));
        }
    }

    /** Jobs for which both threads read: {@code main} takes over at about the time when they end. */
    @Test
    void jobsThatTakeAGlanceAreAnsweredWhoeverReads() throws Exception {
        greet();
        for (int id = 2; id < 300; id++) {
            run(id, "sleep", "1");
            assertThat(next()).isEqualTo(new FromWorker.Result(id, RawJson.NULL));
        }
    }

    @Test
    void aJobThatComesAfterALongPauseCanBeCancelled() throws Exception {
        greet();
        // Until the job's thread reads and main sleeps for as long as there is nothing to see. A piped stream is broken
        // when the thread is gone that was at its other end.
        await().pollInSameThread().until(() -> {
            boolean asleep = threads.get(1).getState() == Thread.State.WAITING;
            run(2, "echo", "1");
            next();
            return asleep;
        });

        run(4, "Gate", "null");
        assertThat(next()).isInstanceOf(FromWorker.Progress.class);
        send(new ToWorker.CancelRequest(4));

        assertFailure(4, ErrorObject.CANCELLED);
    }

    @Test
    void afterAnErrorOfTheJvmNothingMoreRuns() throws Exception {
        greet();
        run(2, "Pretends", "null");
        run(3, "echo", "1");

        assertFailure(2, ErrorObject.TASK_FAILED);
        assertThat(next()).isEqualTo(new FromWorker.Goodbye(Departure.OUT_OF_MEMORY, Message.NO_ID));
        await().until(() -> departures.equals(List.of("3 null")));
    }

    @Test
    void aFrameOverTheCapEndsTheReading() throws Exception {
        greet();
        run(2, "echo", "\"" + "x".repeat(1 << 16) + "\"");

        assertThat(catchThrowableOfType(ExecutionException.class, this::end)).hasCauseInstanceOf(IOException.class);
        reading = new FutureTask<>(() -> ReadLoop.End.EXIT);
        reading.run();
    }
}
