package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.channel.Framing;
import dev.spindle.protocol.channel.StreamFrameSink;
import dev.spindle.protocol.channel.StreamFrameSource;
import dev.spindle.protocol.codec.MessageException;
import dev.spindle.protocol.codec.MessageReader;
import dev.spindle.protocol.codec.MessageWriter;
import dev.spindle.protocol.jars.Jars;
import dev.spindle.protocol.jars.WorkerArchive;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.ToWorker;
import dev.spindle.protocol.message.WorkerInfo;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real worker process and the coordinator's end of its channel. Every wait is bounded. */
final class WorkerProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    /** Stands in the queue for the end of the worker's stream. */
    private static final FromWorker END = new FromWorker.Ignored();

    private final Process process;
    private final StreamFrameSink sink;
    private final MessageWriter writer = new MessageWriter();
    private final BlockingQueue<FromWorker> received = new LinkedBlockingQueue<>();
    private final List<FromWorker.Output> outputs = new ArrayList<>();
    private final StringBuilder stderr = new StringBuilder();
    private final Thread errors;
    private int beats;
    private long lastId = 1;

    private WorkerProcess(List<String> command, Framing framing) throws IOException {
        process = new ProcessBuilder(command).start();
        sink = new StreamFrameSink(process.getOutputStream(), framing);
        StreamFrameSource source = new StreamFrameSource(process.getInputStream(), 1 << 28);
        start(() -> readMessages(source));
        errors = start(this::readErrors);
    }

    /** A worker on descriptors of its own, as the coordinator starts it, with a small heap. */
    static WorkerProcess start(String... arguments) throws IOException {
        return start(List.of("-Xmx64m"), arguments);
    }

    static WorkerProcess start(List<String> jvmOptions, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "exec 3<&0 4>&1 0</dev/null 1>&2; exec \"$@\"", "worker"));
        command.addAll(java(jvmOptions));
        command.addAll(List.of("--fds", "3,4"));
        command.addAll(List.of(arguments));
        return new WorkerProcess(command, Framing.LINE);
    }

    /** A worker on stdin and stdout. */
    static WorkerProcess startOnStdio(Framing framing, String... arguments) throws IOException {
        List<String> command = java(List.of("-Xmx64m"));
        command.addAll(List.of(arguments));
        return new WorkerProcess(command, framing);
    }

    private static List<String> java(List<String> jvmOptions) {
        WorkerArchive archive = WorkerArchive.get();
        List<String> command = new ArrayList<>(List.of(
                Jars.java(),
                "-XX:SharedArchiveFile=" + archive.file(),
                "-XX:+UseSerialGC",
                "-XX:+UseCountedLoopSafepoints",
                "-XX:LoopStripMiningIter=1000",
                "-XX:ErrorFile=/dev/null",
                "-Xlog:disable",
                "-Xlog:all=warning:stderr"));
        command.addAll(jvmOptions);
        String classPath = archive.classPath() + File.pathSeparator + String.join(File.pathSeparator, Jars.entries());
        command.addAll(List.of("-cp", classPath, WorkerMain.class.getName()));
        return command;
    }

    private static Thread start(Runnable reading) {
        Thread thread = new Thread(reading);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void readMessages(StreamFrameSource source) {
        try {
            while (source.next()) {
                received.add(MessageReader.fromWorker(source.bytes(), source.offset(), source.length()));
            }
        } catch (IOException | MessageException e) {
            appendToStderr("unreadable: " + e + "\n");
        }
        received.add(END);
    }

    private void readErrors() {
        byte[] piece = new byte[1 << 12];
        try {
            int read = process.getErrorStream().read(piece);
            while (read >= 0) {
                appendToStderr(new String(piece, 0, read, StandardCharsets.UTF_8));
                read = process.getErrorStream().read(piece);
            }
        } catch (IOException e) {
            // the process is gone
        }
    }

    private void appendToStderr(String text) {
        synchronized (stderr) {
            stderr.append(text);
        }
    }

    /** Shakes hands, with the default cap. */
    WorkerInfo greet() throws Exception {
        return greet(Message.DEFAULT_MAX_FRAME_BYTES);
    }

    WorkerInfo greet(int maxFrameBytes) throws Exception {
        return greet(maxFrameBytes, 0);
    }

    /** Shakes hands and asks for heartbeats, none of which may come before the answer. */
    WorkerInfo greet(int maxFrameBytes, long heartbeatMillis) throws Exception {
        send(new ToWorker.Initialize(1, Message.PROTOCOL_VERSION, 1, 0, 0, maxFrameBytes, heartbeatMillis));
        WorkerInfo info = MessageReader.workerInfo(result(1));
        assertThat(beats).as("heartbeats before the handshake").isZero();
        return info;
    }

    void send(ToWorker message) throws IOException {
        writer.encode(message);
        sink.put(writer.bytes(), 0, writer.length());
        sink.flush();
    }

    /** Several messages in one write. */
    void sendTogether(ToWorker... messages) throws IOException {
        for (ToWorker message : messages) {
            writer.encode(message);
            sink.put(writer.bytes(), 0, writer.length());
        }
        sink.flush();
    }

    void sendText(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sink.put(bytes, 0, bytes.length);
        sink.flush();
    }

    /** Gives the worker a job; returns the attempt's id. */
    long run(String task, String input) throws IOException {
        ToWorker.RunTask message = job(task, input);
        send(message);
        return message.id();
    }

    /** Gives a worker a job that it may not live to read. */
    void sendUnchecked(String task, String input) {
        try {
            run(task, input);
        } catch (IOException e) {
            // it is gone
        }
    }

    /** A job with an id of its own. */
    ToWorker.RunTask job(String task, String input) {
        lastId++;
        return new ToWorker.RunTask(lastId, task, RawJson.of(input), lastId, 1);
    }

    /** The next message that is neither output nor a heartbeat; outputs are kept aside, and heartbeats counted. */
    FromWorker next() throws InterruptedException {
        FromWorker message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        while (message instanceof FromWorker.Output || message instanceof FromWorker.Heartbeat) {
            if (message instanceof FromWorker.Output output) {
                outputs.add(output);
            } else {
                beats++;
            }
            message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(message).as("a message in time; stderr: %s", stderr()).isNotNull();
        return message;
    }

    /** Waits for output messages, and nothing else, until so many are kept aside. */
    void awaitOutputs(int count) throws InterruptedException {
        while (outputs.size() < count) {
            FromWorker message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(message).as("stderr: %s", stderr()).isInstanceOf(FromWorker.Output.class);
            outputs.add((FromWorker.Output) message);
        }
    }

    /** Waits for so many further heartbeats, and nothing else. */
    void awaitBeats(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            FromWorker message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(message).as("stderr: %s", stderr()).isInstanceOf(FromWorker.Heartbeat.class);
            beats++;
        }
    }

    /** Drops the heartbeats, and nothing else may have come, that are here already. */
    void forgetBeats() {
        while (received.peek() instanceof FromWorker.Heartbeat) {
            received.remove();
        }
    }

    /** Reads heartbeats, and nothing else, until none has come for so long. */
    void awaitSilence(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        FromWorker message = received.poll(millis, TimeUnit.MILLISECONDS);
        while (message != null) {
            assertThat(message).as("stderr: %s", stderr()).isInstanceOf(FromWorker.Heartbeat.class);
            assertThat(System.nanoTime() - end).as("silence in time").isNegative();
            beats++;
            message = received.poll(millis, TimeUnit.MILLISECONDS);
        }
    }

    /** The heartbeats read so far, which this forgets. */
    int takeBeats() {
        int taken = beats;
        beats = 0;
        return taken;
    }

    /** The result of the request {@code id}, which must come next. */
    RawJson result(long id) throws InterruptedException {
        FromWorker message = next();
        assertThat(message).as("stderr: %s", stderr()).isInstanceOf(FromWorker.Result.class);
        FromWorker.Result result = (FromWorker.Result) message;
        assertThat(result.id()).isEqualTo(id);
        return result.value();
    }

    /** The failure of the request {@code id}, which must come next. */
    FromWorker.Failure failure(long id, int code) throws InterruptedException {
        FromWorker message = next();
        assertThat(message).as("stderr: %s", stderr()).isInstanceOf(FromWorker.Failure.class);
        FromWorker.Failure failure = (FromWorker.Failure) message;
        assertThat(failure.id()).isEqualTo(id);
        assertThat(failure.error().code()).as("%s", failure.error()).isEqualTo(code);
        return failure;
    }

    /** Runs a job whose result is returned. */
    String call(String task, String input) throws Exception {
        return result(run(task, input)).toString();
    }

    /** The output messages so far, which this forgets. */
    List<FromWorker.Output> takeOutputs() {
        List<FromWorker.Output> taken = List.copyOf(outputs);
        outputs.clear();
        return taken;
    }

    /** The texts of the output messages so far, which this forgets. */
    List<String> takeTexts() {
        return takeOutputs().stream().map(FromWorker.Output::text).toList();
    }

    void assertEndOfStream() throws InterruptedException {
        assertThat(next()).isSameAs(END);
    }

    /** The coordinator is gone. */
    void closeInput() throws IOException {
        sink.close();
    }

    long processId() {
        return process.pid();
    }

    /** Waits until it was at work for long enough for the compiler to have replaced a loop. */
    void awaitBusy() {
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() > 1500);
    }

    /** Waits for the end of the process. */
    int exitStatus() throws InterruptedException {
        return exitStatus(PATIENCE_SECONDS);
    }

    int exitStatus(long seconds) throws InterruptedException {
        assertThat(process.waitFor(seconds, TimeUnit.SECONDS))
                .as("ends in time")
                .isTrue();
        errors.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return process.exitValue();
    }

    /** What came on the worker's stderr so far; all of it once it has ended. */
    String stderr() {
        synchronized (stderr) {
            return stderr.toString();
        }
    }

    @Override
    public void close() throws Exception {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
