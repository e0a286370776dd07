package dev.spindle.coordinator.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The engine {@code here} as a jar: what brings one is on the class path of the command line, as Spark's is. */
final class HereJar {
    private static final List<String> CLASSES = List.of(
            "dev/spindle/coordinator/batch/HereEngine.class", "dev/spindle/coordinator/batch/HereEngineFactory.class");
    private static final String SERVICE = "META-INF/services/dev.spindle.coordinator.batch.EngineFactory";

    private HereJar() {}

    static Path in(Path folder) throws Exception {
        Path jar = folder.resolve("here.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (String name : CLASSES) {
                entries.putNextEntry(new JarEntry(name));
                try (InputStream in =
                        Objects.requireNonNull(HereJar.class.getClassLoader().getResourceAsStream(name))) {
                    in.transferTo(entries);
                }
            }
            entries.putNextEntry(new JarEntry(SERVICE));
            entries.write("dev.spindle.coordinator.batch.HereEngineFactory".getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
