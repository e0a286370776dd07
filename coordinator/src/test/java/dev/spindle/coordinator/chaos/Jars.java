package dev.spindle.coordinator.chaos;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The command line as jars in a folder that everybody may read, made when it is first needed. */
final class Jars {
    private static final List<String> NOT_NEEDED = List.of(
            "test-classes", "junit", "assertj", "awaitility", "archunit", "surefire", "opentest4j", "byte-buddy");

    private static String classPath = "";

    private Jars() {}

    static synchronized String classPath() throws Exception {
        if (classPath.isEmpty()) {
            Path folder = Files.createTempDirectory("chaos-jars-");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            List<String> jars = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                if (NOT_NEEDED.stream().noneMatch(entry::contains) && Files.exists(Path.of(entry))) {
                    Path jar = folder.resolve(jars.size() + ".jar");
                    copy(Path.of(entry), jar);
                    jars.add(jar.toString());
                }
            }
            classPath = String.join(File.pathSeparator, jars);
        }
        return classPath;
    }

    private static void copy(Path entry, Path jar) throws IOException {
        if (!Files.isDirectory(entry)) {
            Files.copy(entry, jar);
            return;
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(entry)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(entry.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    private static void delete(Path folder) {
        try {
            Round.delete(folder);
        } catch (Exception e) {
            // it is in the folder for temporary files
        }
    }
}
