package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.journal.History;
import dev.spindle.coordinator.journal.Journal;
import dev.spindle.coordinator.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a run can be gone on with after it was killed. */
final class JournalOptions {
    private static final Path STDOUT = Path.of("/dev/stdout");

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description =
                    "Writes ahead what begins and how it ends, so that --resume can go on; docs/journal.md has all.")
    private @Nullable Path file;

    @Option(
            names = "--resume",
            description = {
                "Goes on with the journal's run: what is done is not run again, its result is written again.",
                "The input is given again; lines may have been added, changed or moved."
            })
    private boolean resume;

    /** What is wrong with these options, and with what they have to do with others, is wrong usage. */
    void check(Input input, Output output, SummaryFile summary) {
        if (file == null) {
            if (resume) {
                throw CommandException.usage("--resume needs the --journal to go on with");
            }
            return;
        }
        boolean isInput;
        try {
            isInput = Files.exists(file) && input.isFrom(file);
        } catch (IOException e) {
            isInput = false;
        }
        Path results = output.file() == null ? STDOUT : output.file();
        Path told = summary.file();
        if (isInput || isSame(file, results) || (told != null && isSame(file, told))) {
            throw CommandException.usage(
                    "--journal: " + file + " is the input, the output or the summary as well; name another file");
        }
    }

    /** Whether both name one file. */
    static boolean isSame(Path one, Path other) {
        try {
            return one.toAbsolutePath()
                            .normalize()
                            .equals(other.toAbsolutePath().normalize())
                    || (Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other));
        } catch (IOException e) {
            return false;
        }
    }

    @Nullable
    Path file() {
        return file;
    }

    /** Whether an earlier run is gone on with. */
    boolean isResumed() {
        return resume;
    }

    /**
     * Opens the journal; null where there is to be none.
     *
     * @param atMostOnce nothing is tried again
     * @param broken told why it cannot be written any more
     */
    @Nullable
    Journal open(TaskCode taskCode, boolean atMostOnce, Consumer<String> broken) {
        if (file == null) {
            return null;
        }
        String code = taskCode.version();
        try {
            return Journal.open(file, resume, atMostOnce, Version.number(), code, broken);
        } catch (JournalException e) {
            throw CommandException.usage("--journal: " + e.getMessage());
        } catch (IOException e) {
            throw CommandException.cannotWork(cannotWrite(String.valueOf(e.getMessage())), e);
        }
    }

    /** What {@code --resume} would find done; null where earlier runs left nothing. Changes nothing. */
    History.@Nullable Preview preview(TaskCode code) {
        try {
            if (file == null || !Files.exists(file) || Files.size(file) == 0) {
                return null;
            }
            if (!resume) {
                throw CommandException.usage("--journal: " + Journal.existsAlready(file));
            }
            return History.read(file).preview(code.version());
        } catch (JournalException e) {
            throw CommandException.usage("--journal: " + e.getMessage());
        } catch (IOException e) {
            throw CommandException.usage("--journal: cannot read " + file + ": " + e.getMessage());
        }
    }

    /** The line that says so. */
    String cannotWrite(String why) {
        String name = String.valueOf(file);
        return "cannot write the journal " + (why.startsWith(name) ? why : name + ": " + why);
    }
}
