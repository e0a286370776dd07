package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.report.RunObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options that show what a run does. None of them can stop a run: what cannot be shown is a line on stderr. */
final class SeeingOptions {
    @Option(
            names = "--progress",
            paramLabel = "WHEN",
            description = "A progress bar: auto (on a terminal, unless NO_COLOR is set), on or off.")
    private String progress = "auto";

    /** As {@link RunCommand#set(String, String)}. */
    boolean set(String option, String value) {
        switch (option) {
            case "--progress" -> progress = value;
            default -> {
                return false;
            }
        }
        return true;
    }

    Progress.Mode progressMode() {
        try {
            return Progress.Mode.valueOf(progress.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--progress: '" + progress + "' is none of auto, on, off");
        }
    }

    /** Those who watch the run, as the options say. */
    List<RunObserver> observers(Verbosity verbosity) {
        return new ArrayList<>();
    }
}
