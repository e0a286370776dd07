package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.protocol.channel.FrameSink;
import dev.spindle.protocol.codec.MessageReader;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.ToWorker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoProcessLeft.class)
class HeartbeatTest {
    private static final long INTERVAL_MILLIS = 10;
    /** So many intervals that a worker which beats is never silent for so long. */
    private static final long SILENCE_MILLIS = 50 * INTERVAL_MILLIS;

    private static WorkerProcess start(long heartbeatMillis, String... arguments) throws Exception {
        WorkerProcess worker = WorkerProcess.start(List.of("-Xmx32m"), arguments);
        worker.greet(Message.DEFAULT_MAX_FRAME_BYTES, heartbeatMillis);
        return worker;
    }

    @Test
    void beatsWhileItIsIdleAndNoFasterThanAsked() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start()) {
            long begin = System.nanoTime();
            worker.greet(Message.DEFAULT_MAX_FRAME_BYTES, INTERVAL_MILLIS);

            worker.awaitBeats(20);

            assertThat(System.nanoTime() - begin).isGreaterThan(20 * INTERVAL_MILLIS * 1_000_000);
            assertThat(worker.call("echo", "1")).isEqualTo("1");
            worker.awaitBeats(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"calls\"", "\"counted\""})
    void beatsWhileAJobComputes(String kind) throws Exception {
        try (WorkerProcess worker = start(INTERVAL_MILLIS)) {
            worker.run("fault.hang", kind);
            worker.awaitBusy();
            worker.forgetBeats();

            worker.awaitBeats(50);
        }
    }

    @Test
    void beatsWhileAJobIsDeaf() throws Exception {
        try (WorkerProcess worker = start(INTERVAL_MILLIS)) {
            worker.run("fault.deaf", "null");

            worker.awaitBeats(50);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void neverBeatsUnlessAsked(long heartbeatMillis) throws Exception {
        try (WorkerProcess worker = start(heartbeatMillis)) {
            worker.call("sleep", Long.toString(SILENCE_MILLIS));

            assertThat(worker.takeBeats()).isZero();
        }
    }

    /** What was missed meanwhile is not made up for. */
    @Test
    void ceasesWhileTheProcessIsStoppedAndGoesOnAtTheSameRate() throws Exception {
        try (WorkerProcess worker = start(INTERVAL_MILLIS)) {
            worker.awaitBeats(3);
            kill(worker, "-STOP");
            await("stopped")
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptionsInstanceOf(IOException.class) // a thread has ended since the folder was read
                    .until(() -> isStopped(worker));
            worker.awaitSilence(SILENCE_MILLIS);

            long begin = System.nanoTime();
            kill(worker, "-CONT");

            worker.awaitBeats(20);
            assertThat(System.nanoTime() - begin).isGreaterThan(18 * INTERVAL_MILLIS * 1_000_000);
            assertThat(worker.call("echo", "1")).isEqualTo("1");
        }
    }

    private static void kill(WorkerProcess worker, String signal) throws Exception {
        Process kill = new ProcessBuilder("kill", signal, Long.toString(worker.processId()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }

    /** Every thread of it, as each is stopped when it next leaves the kernel. */
    private static boolean isStopped(WorkerProcess worker) throws Exception {
        try (var threads = Files.list(Path.of("/proc/" + worker.processId() + "/task"))) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                if (!stat.substring(stat.lastIndexOf(')')).startsWith(") T")) {
                    return false;
                }
            }
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fault.hang", "fault.deaf"})
    void leavesAtTheEndOfTheStreamAllTheSame(String task) throws Exception {
        try (WorkerProcess worker = start(1)) {
            if (!task.isEmpty()) {
                worker.run(task, "null");
            }
            worker.awaitBeats(100);

            worker.closeInput();

            assertThat(worker.exitStatus(10)).isEqualTo(Departure.NOT_SHUT_DOWN);
            assertThat(worker.stderr()).isEmpty();
        }
    }

    @Test
    void aSignalIsNoGoodbye() throws Exception {
        try (WorkerProcess worker = start(1)) {
            worker.awaitBeats(1);

            kill(worker, "-TERM");

            worker.assertEndOfStream();
            assertThat(worker.exitStatus(10)).isEqualTo(143);
        }
    }

    /** The record has every message that came, so none was sent behind the goodbye, at which the record is written. */
    @Test
    void theRecordOfTheWireHasEveryBeat(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("wire");
        try (WorkerProcess worker = start(1, "--wire-log", log.toString())) {
            worker.awaitBeats(20);
            worker.send(new ToWorker.Shutdown(50));
            worker.result(50);
            worker.send(new ToWorker.Exit());
            assertThat(worker.next()).isEqualTo(new FromWorker.Goodbye(0, Message.NO_ID));
            int beats = worker.takeBeats();
            worker.assertEndOfStream();
            assertThat(worker.takeBeats()).as("heartbeats behind the goodbye").isZero();
            assertThat(worker.exitStatus()).isZero();

            byte[] entries = Files.readAllBytes(log);
            int sent = 0;
            for (int i = 0; i < entries.length; i += 17) {
                sent += entries[i] == 'S' ? 1 : 0;
            }
            assertThat(sent).isEqualTo(beats + 3); // two results and the goodbye
        }
    }

    @RepeatedTest(10)
    void outOfMemoryIsAnsweredAmongBeats() throws Exception {
        try (WorkerProcess worker = start(1)) {
            worker.awaitBeats(1);
            long filling = worker.run("fault.oom", "null");

            ErrorObject error = worker.failure(filling, ErrorObject.TASK_FAILED).error();

            assertThat(Objects.requireNonNull(error.data()).type()).isEqualTo(OutOfMemoryError.class.getName());
            assertThat(worker.next()).isEqualTo(new FromWorker.Goodbye(Departure.OUT_OF_MEMORY, Message.NO_ID));
            worker.takeBeats();
            worker.assertEndOfStream();
            assertThat(worker.takeBeats()).as("heartbeats behind the goodbye").isZero();
            assertThat(worker.exitStatus()).isEqualTo(Departure.OUT_OF_MEMORY);
            assertThat(worker.stderr()).isEmpty();
        }
    }

    @Test
    @Timeout(30)
    void aBeatThatFindsNoMemoryIsLeftOut() throws Exception {
        ShortOfMemory sink = new ShortOfMemory();
        Outgoing outgoing = new Outgoing(sink, (status, line) -> sink.frames.add("left"), null);
        Heartbeat heartbeat = new Heartbeat(outgoing, 1);
        heartbeat.begin();
        Thread beating = new Thread(heartbeat, "heartbeat under test");
        beating.start();
        beating.interrupt(); // nor does this end it
        await().atMost(Duration.ofSeconds(20)).until(() -> sink.frames.size() >= 5);

        outgoing.farewell(new FromWorker.Goodbye(0, null));

        beating.join();
        String goodbye = sink.frames.remove(sink.frames.size() - 1);
        assertThat(goodbye).contains("goodbye");
        byte[] beat = sink.frames.get(0).getBytes(StandardCharsets.UTF_8);
        assertThat(MessageReader.fromWorker(beat, 0, beat.length)).isEqualTo(new FromWorker.Heartbeat());
        assertThat(sink.frames).containsOnly(sink.frames.get(0));
    }

    /** A channel whose every second frame needs memory that is not there. */
    private static final class ShortOfMemory implements FrameSink {
        private final List<String> frames = new CopyOnWriteArrayList<>();
        private int count;

        @Override
        public void put(byte[] bytes, int offset, int length) {
            String frame = new String(bytes, offset, length, StandardCharsets.UTF_8);
            if (++count % 2 == 1 && frame.contains("heartbeat")) {
                throw new OutOfMemoryError("for a test");
            }
            frames.add(frame);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
