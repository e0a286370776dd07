package dev.spindle.benchmarks;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that answers rounds: a line with a count goes in, a line of JSON comes out. One that does not in time is ended, with all it started. */
final class Program implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LEAVING_SECONDS = 10;

    private final Mark mark = Mark.next();
    private final Path errors;
    private final Process process;
    /** Lines; an empty one is the end. */
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();

    Program(List<String> command) throws IOException {
        errors = Files.createTempFile("spindle-bench", ".err");
        errors.toFile().deleteOnExit(); // should this process be ended
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        mark.put(builder);
        try {
            process = builder.start();
        } catch (IOException e) {
            Files.delete(errors);
            throw e;
        }
        Thread reader = new Thread(this::read, "answers");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answers.add(Optional.of(line));
            }
        } catch (IOException e) {
            // The process was ended; so has its output.
        }
        answers.add(Optional.empty());
    }

    /**
     * Has {@code count} jobs done.
     *
     * @return what was measured, with the {@code rate} of jobs a second where the time was
     * @throws IOException when it fails or takes longer than {@code boundSeconds}; the message says so
     */
    Map<String, Double> round(long count, int boundSeconds) throws IOException, InterruptedException {
        try {
            OutputStream out = process.getOutputStream();
            out.write((count + "\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException e) {
            throw new IOException("it ended: " + lastWords(), e);
        }
        Optional<String> answer = answers.poll(boundSeconds, TimeUnit.SECONDS);
        if (answer == null) {
            throw new IOException("no answer within " + boundSeconds + " s: ended");
        }
        if (answer.isEmpty()) {
            throw new IOException("it ended: " + lastWords());
        }
        Map<String, Double> figures = JSON.readValue(answer.get(), new TypeReference<>() {});
        Double seconds = figures.get("seconds");
        if (seconds != null) {
            figures.put("rate", count / seconds);
        }
        return figures;
    }

    private String lastWords() throws IOException, InterruptedException {
        process.waitFor(1, TimeUnit.SECONDS);
        List<String> lines = new ArrayList<>(Files.readAllLines(errors, StandardCharsets.ISO_8859_1));
        lines.removeIf(line -> line.isBlank() || line.startsWith("\tat ") || line.startsWith("    at "));
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1).strip();
    }

    /** The processes that it started, and those that they did. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** Ends its input, waits for its end for a while, and ends whatever is left of it. */
    @Override
    public void close() throws IOException {
        try {
            process.getOutputStream().close();
            process.waitFor(LEAVING_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            // It is gone already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        mark.killAll();
        Files.deleteIfExists(errors);
    }
}
