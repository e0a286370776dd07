package dev.spindle.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.Foreign;
import dev.spindle.protocol.jars.WorkerArchive;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Commands of workers to check. */
public final class Programs {
    private Programs() {}

    /** Our own, as it speaks on its stdin and stdout. */
    static List<String> ourOwn() {
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:SharedArchiveFile=" + WorkerArchive.get().file(),
                "-cp",
                WorkerArchive.get().classPath(),
                "dev.spindle.worker.runtime.WorkerMain");
    }

    /** A Python worker that makes the mistake {@code mode}. */
    public static List<String> wayward(String mode) {
        return List.of(python(), script("wayward_worker.py"), mode);
    }

    static List<String> pythonExample() {
        return List.of(python(), Foreign.example("worker.py").toString());
    }

    static List<String> nodeExample() {
        return List.of("node", Foreign.example("worker.js").toString());
    }

    static List<String> libraryExample() {
        return List.of("node", Foreign.example("jsonrpc/worker.js").toString());
    }

    /** A command of the Python example that leaves all that was said in {@code log}. */
    public static String recordedExample(Path log) {
        String proxy = "exec " + python() + " '" + script("recording_proxy.py") + "' '" + log + "' ";
        return proxy
                + String.join(
                        " ",
                        pythonExample().stream().map(each -> "'" + each + "'").toList());
    }

    private static String script(String name) {
        URL script = Programs.class.getResource(name);
        assertThat(script).isNotNull();
        try {
            return Path.of(script.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    public static String python() {
        return Python.PROGRAM;
    }

    /** Asked of itself, once: the first {@code python3} on a path may be a script that looks for it each time. */
    private static final class Python {
        static final String PROGRAM = find();

        private static String find() {
            try {
                Process process = new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)").start();
                String path = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                assertThat(process.waitFor()).isZero();
                assertThat(Files.isExecutable(Path.of(path))).isTrue();
                return path;
            } catch (IOException | InterruptedException e) {
                throw new AssertionError("python3 is needed; scripts/test installs it", e);
            }
        }
    }
}
