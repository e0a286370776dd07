package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A jar with one task, compiled here. */
final class UserJar {
    private UserJar() {}

    /** Makes {@code jar} of the class {@code name}, whose source is {@code source}. */
    static Path of(Path jar, String name, String source) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler).as("the compiler of a JDK").isNotNull();
        Path folder = Files.createTempDirectory(jar.toAbsolutePath().getParent(), "made-");
        Path file = folder.resolve(name.substring(name.lastIndexOf('.') + 1) + ".java");
        List<String> arguments = List.of(
                "--release",
                "17",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                Files.writeString(file, source).toString());
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        String entry = name.replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            add(out, "META-INF/services/dev.spindle.worker.Task", (name + "\n").getBytes(StandardCharsets.UTF_8));
            add(out, entry, Files.readAllBytes(folder.resolve(entry)));
        }
        return jar;
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws Exception {
        out.putNextEntry(new JarEntry(name));
        ((OutputStream) out).write(content);
        out.closeEntry();
    }
}
