package dev.spindle.protocol.jars;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What workers need to start soon: their jars, which stand first on a class path, and the archive of these. Made once, when first asked for. */
public final class WorkerArchive {
    /** The two lower modules, as jars or as folders, and Jackson. */
    private static final Pattern OF_WORKER = Pattern.compile(
            "/(jackson-[^/]*|spindle-(protocol|worker)-[^/]*(?<!-tests)\\.jar|(protocol|worker)/target/classes)$");

    private static final WorkerArchive MADE = make();

    private final String classPath;
    private final Path file;

    private WorkerArchive(Jars jars) throws IOException {
        classPath = jars.classPath();
        file = jars.archive();
    }

    public static WorkerArchive get() {
        return MADE;
    }

    public String classPath() {
        return classPath;
    }

    public Path file() {
        return file;
    }

    private static WorkerArchive make() {
        try {
            Jars jars = new Jars();
            for (String entry : Jars.entries()) {
                if (OF_WORKER.matcher(entry).find()) {
                    jars.add(entry, Jars.Copying.AS_IT_IS);
                }
            }
            listClasses(jars);
            return new WorkerArchive(jars);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of a worker that does one job. */
    private static void listClasses(Jars jars) throws IOException {
        Path said = jars.folder().resolve("worker");
        Process worker = new ProcessBuilder(
                        Jars.java(),
                        "-XX:+UseSerialGC",
                        "-XX:DumpLoadedClassList=" + jars.classList(),
                        "-cp",
                        jars.classPath(),
                        "dev.spindle.worker.runtime.WorkerMain")
                .redirectError(said.toFile())
                .start();
        try (OutputStream out = worker.getOutputStream();
                BufferedReader in = worker.inputReader(StandardCharsets.UTF_8)) {
            for (String message : List.of("""
                    {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":1,"processId":1,\
                    "worker":{"index":0,"generation":0},"limits":{"maxFrameBytes":67108864},"heartbeatMillis":0}}
                    """, """
                    {"jsonrpc":"2.0","id":1,"method":"task/run","params":{"task":"echo","input":1,"job":1,"attempt":1}}
                    """, """
                    {"jsonrpc":"2.0","id":2,"method":"shutdown"}
                    """)) {
                out.write(message.getBytes(StandardCharsets.UTF_8));
                out.flush();
                if (in.readLine() == null) {
                    throw new IOException("the worker left without an answer: " + Files.readString(said));
                }
            }
            out.write("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}\n".getBytes(StandardCharsets.UTF_8));
        }
        if (Jars.statusOf(worker) != 0) {
            throw new IOException("the worker failed: " + Files.readString(said));
        }
    }
}
