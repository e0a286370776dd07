package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The command line as a process of its own: built up, started, and looked at when it has ended. */
public final class Spindle {
    private static final long LIMIT_SECONDS = 120;

    private final List<String> jvmOptions = new ArrayList<>();
    private final List<String> arguments;
    private final List<String> launcher = new ArrayList<>();
    private final ProcessBuilder builder = new ProcessBuilder();
    private byte[] input = new byte[0];
    private boolean inputStaysOpen;
    private boolean outputIsPiped;
    private @Nullable Path alsoFrom;
    private int columns;
    private boolean counting = true;

    private Spindle(List<String> arguments) {
        this.arguments = arguments;
        builder.environment().remove("NO_COLOR");
    }

    public static Spindle of(String... arguments) {
        return new Spindle(List.of(arguments));
    }

    /** Runs to the end with {@code input} on stdin. */
    public static Ended run(String input, String... arguments) throws Exception {
        return of(arguments).input(input).end();
    }

    public Spindle input(String text) {
        return input(text.getBytes(StandardCharsets.UTF_8));
    }

    public Spindle input(byte[] bytes) {
        input = bytes;
        return this;
    }

    /** After the input stdin is not closed. */
    public Spindle inputStaysOpen() {
        inputStaysOpen = true;
        return this;
    }

    /** For the coordinator's JVM. */
    public Spindle jvm(String... options) {
        jvmOptions.addAll(List.of(options));
        return this;
    }

    /** Its JVM is the last word of this command, which must become it. */
    public Spindle launchedBy(String... command) {
        launcher.addAll(List.of(command));
        return this;
    }

    /** Its coverage does not count, which would take descriptors that it may not have. */
    public Spindle uncounted() {
        counting = false;
        return this;
    }

    public Spindle environment(String name, String value) {
        builder.environment().put(name, value);
        return this;
    }

    /** Its stdout is read by the test as it comes; else it goes into a file. */
    public Spindle pipedOutput() {
        outputIsPiped = true;
        return this;
    }

    public Spindle outputTo(Path file) {
        builder.redirectOutput(file.toFile());
        return this;
    }

    /** With one jar more on its class path. */
    Spindle alsoFrom(Path jar) {
        alsoFrom = jar;
        return this;
    }

    /** On a terminal of its own, so wide: stdin is what is typed there, and what it shows is taken for stdout. */
    Spindle onTerminal(int columns) {
        this.columns = columns;
        builder.environment().put("SHELL", "/bin/sh");
        return this;
    }

    public Ended end() throws Exception {
        return start().end();
    }

    public Running start() throws IOException {
        Path folder = Files.createTempDirectory("spindle-test-");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        if (!outputIsPiped && builder.redirectOutput().file() == null) {
            builder.redirectOutput(out.toFile());
        }
        builder.redirectError(err.toFile());
        if (!inputStaysOpen) {
            builder.redirectInput(Files.write(folder.resolve("in"), input).toFile());
        }
        List<String> command = new ArrayList<>();
        if (ignoresInterrupts()) {
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.addAll(launcher);
        jvmOptions.addAll(0, List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(Distribution.command(counting, jvmOptions));
        if (alsoFrom != null) {
            int classPath = command.indexOf("-cp") + 1;
            command.set(classPath, command.get(classPath) + File.pathSeparator + alsoFrom);
        }
        command.addAll(arguments);
        Process process =
                builder.command(columns > 0 ? scripted(command) : command).start();
        if (inputStaysOpen && input.length > 0) {
            OutputStream in = process.getOutputStream();
            in.write(input);
            in.flush();
        }
        return new Running(process, folder, out, err);
    }

    private List<String> scripted(List<String> command) {
        StringBuilder words = new StringBuilder("stty cols " + columns + "; exec");
        for (String word : command) {
            words.append(" '").append(word.replace("'", "'\\''")).append('\'');
        }
        return List.of("script", "--quiet", "--return", "--command", words.toString(), "/dev/null");
    }

    /** In a background job of some shells SIGINT is ignored, and a child inherits that. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("SigIgn:")) {
                return (Long.parseUnsignedLong(
                                        line.substring("SigIgn:".length()).strip(), 16)
                                & 2)
                        != 0;
            }
        }
        return false;
    }

    /** It runs. */
    public record Running(Process process, Path folder, Path out, Path err) {
        public long processId() {
            return process.pid();
        }

        public String errorsSoFar() throws IOException {
            return Files.readString(err);
        }

        /** Waits for the end, and sees to it that nothing is left of it. */
        public Ended end() throws Exception {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                Leftovers.kill(processId());
                process.destroyForcibly().waitFor();
                throw new AssertionError("no end within " + LIMIT_SECONDS + " s; it said: " + errorsSoFar());
            }
            byte[] written = Files.exists(out) ? Files.readAllBytes(out) : new byte[0];
            Ended ended = new Ended(process.exitValue(), new String(written, StandardCharsets.UTF_8), errorsSoFar());
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
            Leftovers.assertNone(processId());
            if (ended.status() == 137) {
                Leftovers.deleteFolder(processId()); // of a coordinator that was killed it stays
            }
            Leftovers.assertNoFolder(processId());
            return ended;
        }
    }

    /** What came of it. */
    public record Ended(int status, String out, String err) {
        public List<Result> results() throws Exception {
            List<Result> results = new ArrayList<>();
            for (String line : out.lines().toList()) {
                results.add(Result.parse(line));
            }
            return results;
        }

        public Result result(long seq) throws Exception {
            List<Result> found =
                    results().stream().filter(each -> each.seq() == seq).toList();
            assertThat(found).as("results of line %s in %s", seq, out).hasSize(1);
            return found.get(0);
        }

        public Ended assertStatus(int expected) {
            assertThat(status)
                    .as("exit status; stdout:%n%s%nstderr:%n%s", out, err)
                    .isEqualTo(expected);
            return this;
        }

        /** Ended with {@code expected} and said one line, which holds {@code text}, and no results. */
        public void assertComplaint(int expected, String text) {
            assertStatus(expected);
            assertThat(err.lines()).singleElement().asString().contains(text).startsWith("spindle");
            assertThat(out).isEmpty();
        }
    }
}
