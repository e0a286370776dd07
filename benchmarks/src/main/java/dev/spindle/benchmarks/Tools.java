package dev.spindle.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What there is on this machine to measure with.
 *
 * @param root the checkout
 */
record Tools(Path root) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Path rivals() {
        return root.resolve("benchmarks/rivals");
    }

    /** The Java that this program runs on, and the programs that are measured. */
    String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    String classPath() {
        return System.getProperty("java.class.path");
    }

    String spindle() {
        return root.resolve("scripts/spindle").toString();
    }

    /** Whether a command is on the PATH. */
    static boolean has(String command) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    /**
     * The Python that has loky, if one has, so that all rivals run on the same; itself, not a launcher of it.
     *
     * @return empty where there is none
     */
    Optional<String> python() {
        for (String candidate : List.of("python3", "/usr/bin/python3")) {
            if (loky(candidate).isPresent()) {
                return pythonItself(candidate);
            }
        }
        return pythonItself("python3");
    }

    private static Optional<String> pythonItself(String candidate) {
        return firstLine(candidate, "-c", "import sys; print(sys.executable)");
    }

    /** The version of loky there. */
    Optional<String> loky(String python) {
        return firstLine(python, rivals().resolve("python/find_loky.py").toString());
    }

    /** The version of an npm package that is installed for the rivals. */
    Optional<String> npm(String name) {
        Path file = rivals().resolve("node/node_modules").resolve(name).resolve("package.json");
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readTree(file.toFile()).path("version").asText())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The first line of what a command says; empty when it fails or says nothing. */
    static Optional<String> firstLine(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(false)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(10, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? said.lines().findFirst() : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
