package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.report.RunObserver;
import dev.spindle.coordinator.report.RunReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that show what a run does. None of them can stop a run: what cannot be shown is a line on stderr. */
final class SeeingOptions {
    @Option(
            names = "--progress",
            paramLabel = "WHEN",
            description = "A progress bar: auto (on a terminal, unless NO_COLOR is set), on or off.")
    private String progress = "auto";

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "A page about the run, written at its end: one file that needs no other.")
    private @Nullable Path report;

    /** As {@link RunCommand#set(String, String)}. */
    boolean set(String option, String value) {
        switch (option) {
            case "--progress" -> progress = value;
            case "--report" -> report = Path.of(value);
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
        List<RunObserver> observers = new ArrayList<>();
        if (report != null) {
            String name = report.toString().toLowerCase(Locale.ROOT);
            if (!name.endsWith(".html") && !name.endsWith(".htm")) {
                throw CommandException.usage("--report: it is a page: name a file that ends in .html, not " + report);
            }
            RunReport page = RunReport.to(report, verbosity::complain);
            if (page != null) {
                observers.add(page);
            }
        }
        return observers;
    }
}
