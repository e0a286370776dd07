package dev.spindle.protocol.jars;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A class path of jars in a temporary folder that everybody may read, and its class archive. Gone when this JVM ends. */
public final class Jars {
    /** What becomes of a class on its way into a jar. */
    public interface Copying {
        Copying AS_IT_IS = (in, out) -> in.transferTo(out);

        void copy(InputStream in, OutputStream out) throws IOException;
    }

    private final Path folder;
    private final List<String> jars = new ArrayList<>();

    public Jars() throws IOException {
        folder = Files.createTempDirectory("spindle-jars-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::delete));
    }

    /** The JVM that tests run. */
    public static String java() {
        return System.getProperty("spindle.test.java", System.getProperty("java.home") + "/bin/java");
    }

    /** The entries of this JVM's class path that are there. */
    public static List<String> entries() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(classPath.split(File.pathSeparator, -1)).stream()
                .filter(each -> Files.exists(Path.of(each)))
                .toList();
    }

    /** Adds a copy of {@code entry}, a jar or a folder of classes, to the class path. */
    public void add(String entry, Copying copying) throws IOException {
        Path from = Path.of(entry);
        Path jar = folder.resolve(jars.size() + ".jar");
        jars.add(jar.toString());
        if (!Files.isDirectory(from)) {
            Files.copy(from, jar);
            return;
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = from.relativize(file).toString();
                out.putNextEntry(new JarEntry(name));
                try (InputStream in = Files.newInputStream(file)) {
                    (name.endsWith(".class") ? copying : Copying.AS_IT_IS).copy(in, out);
                }
                out.closeEntry();
            }
        }
    }

    /** Adds a jar where it is. */
    public void addInPlace(String jar) {
        jars.add(jar);
    }

    public String classPath() {
        return String.join(File.pathSeparator, jars);
    }

    public Path folder() {
        return folder;
    }

    /** The file that a JVM lists its classes in with {@code -XX:DumpLoadedClassList}, for {@link #archive}. */
    public Path classList() {
        return folder.resolve("classes.lst");
    }

    /** Makes the archive of the listed classes. */
    public Path archive() throws IOException {
        Path archive = folder.resolve("classes.jsa");
        run(List.of(
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + classList(),
                "-XX:SharedArchiveFile=" + archive,
                "-cp",
                classPath()));
        return archive;
    }

    /** Runs the JVM with {@code arguments} to its end, which must be a good one. */
    public void run(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(arguments);
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (statusOf(process) != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + Files.readString(said));
        }
    }

    static int statusOf(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IOException("interrupted", e);
        }
    }

    private void delete() {
        try (var files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            // it is in the folder for temporary files
        }
    }
}
