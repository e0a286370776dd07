package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Workers in other languages. */
public final class Foreign {
    private static final Path EXAMPLES = Path.of(System.getProperty("spindle.basedir", ".."), "examples", "workers");

    /** Not one that only looks for the interpreter, as version managers have it: that takes a second each time. */
    public static final String PYTHON = python();

    private Foreign() {}

    private static String python() {
        try {
            Process asked = new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String path = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return path.isEmpty() ? "python3" : path;
        } catch (IOException e) {
            throw new AssertionError("these tests need python3: install it, or let scripts/test do so", e);
        }
    }

    /** The file in {@code examples/workers}, which can be run. */
    public static Path example(String name) {
        Path file = EXAMPLES.resolve(name).toAbsolutePath();
        assertThat(file).isRegularFile();
        if (Files.exists(file.resolveSibling("package.json"))) {
            assertThat(file.resolveSibling("node_modules"))
                    .as("what this example needs: scripts/test installs it, and so does 'npm ci' in its folder")
                    .isDirectory();
        }
        return file;
    }

    /** A worker in Python that does what its jobs say; a word behind it is what it does before it reads. */
    public static Path misbehaving() throws URISyntaxException {
        URL script = Foreign.class.getResource("misbehaving.py");
        assertThat(script).isNotNull();
        return Path.of(script.toURI());
    }
}
