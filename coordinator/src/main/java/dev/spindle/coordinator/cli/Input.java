package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.lines.InputLines;
import dev.spindle.coordinator.lines.JobLines;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the lines come from.
 *
 * @param name a file's, or {@code -} for stdin
 */
record Input(String name, JobLines.Format format, char delimiter) {
    /** So many times a line may stand in memory on its way through, buffers that grow included. */
    private static final int COPIES = 10;

    /** To see whether there are only a few lines. */
    private static final int GLANCE_BYTES = 1 << 13;

    private static final Path STDIN = Path.of("/dev/stdin");

    /** What to add where a line is too long. */
    static final String LONGER_LINES = "; --max-frame allows longer ones";

    /** The file; null for stdin. */
    private @Nullable Path file() {
        try {
            return name.equals("-") ? null : Path.of(name);
        } catch (InvalidPathException e) {
            throw CommandException.usage("cannot read the input: " + e.getMessage());
        }
    }

    /** Whether the lines come from that file. */
    boolean isFrom(Path other) throws IOException {
        Path file = file();
        Path source = file == null ? STDIN : file;
        return Files.exists(source) && Files.isSameFile(source, other);
    }

    /** Whether it has an end that can be seen from here: its lines can be counted without waiting for them. */
    boolean isRegularFile() {
        Path file = file();
        return Files.isRegularFile(file == null ? STDIN : file);
    }

    /** Whether it is a file that can be read once more. */
    boolean isNamedFile() {
        Path file = file();
        return file != null && Files.isRegularFile(file);
    }

    /**
     * How many lines it surely does not exceed, when these are fewer than {@code enough}: what has not so many jobs needs not so many
     * workers. Where that cannot be seen at a glance it is {@code enough}.
     */
    int atMost(int enough) {
        Path file = file();
        Path source = file == null ? STDIN : file;
        if (!Files.isRegularFile(source)) {
            return enough;
        }
        try (InputStream in = Files.newInputStream(source)) {
            byte[] start = in.readNBytes(GLANCE_BYTES);
            int lines = start.length == GLANCE_BYTES ? enough : 1; // the last one may have no end
            for (int i = 0; i < start.length && lines < enough; i++) {
                lines += start[i] == delimiter && i < start.length - 1 ? 1 : 0;
            }
            return lines;
        } catch (IOException e) {
            return enough; // whoever reads it will say why that fails
        }
    }

    /** Opens it; what cannot be read is wrong usage. */
    JobLines open(
            @Nullable String task,
            int maxLineBytes,
            int maxInputBytes,
            Function<String, @Nullable String> taskProblem) {
        int room = (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / COPIES);
        return new JobLines(
                new InputLines(stream(), delimiter, Math.min(maxLineBytes, room)),
                format,
                task,
                Math.min(maxInputBytes, room),
                room < maxLineBytes ? "; SPINDLE_JAVA_OPTS=-Xmx… allows longer ones" : LONGER_LINES,
                taskProblem);
    }

    /** How many lines of it get a result, where that can be seen beforehand and soon; else -1. */
    long count(@Nullable String task) {
        if (!isNamedFile()) {
            return -1;
        }
        try (JobLines lines = open(task, Integer.MAX_VALUE, Integer.MAX_VALUE, name -> null)) {
            return lines.countRest();
        } catch (IOException | CommandException e) {
            return -1; // whoever reads it says why
        }
    }

    private InputStream stream() {
        Path file = file();
        if (file == null) {
            return new FileInputStream(FileDescriptor.in);
        }
        if (name.isEmpty()) {
            throw CommandException.usage("INPUT is an empty word; name a file, or - for stdin");
        }
        if (Files.isDirectory(file)) {
            throw CommandException.usage(file + " is a folder; the input is a file of lines");
        }
        try {
            return new FileInputStream(file.toFile());
        } catch (IOException e) {
            throw CommandException.usage("cannot read the input: " + e.getMessage());
        }
    }
}
