package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.lines.JoblogRows;
import dev.spindle.coordinator.report.Joblog;
import dev.spindle.coordinator.report.RunObserver;
import dev.spindle.coordinator.report.RunReport;
import dev.spindle.coordinator.report.Trace;
import dev.spindle.coordinator.report.live.Dashboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            paramLabel = "FILE",
            description = "A page of HTML about the run, written at its end: one file that needs no other.")
    private @Nullable Path report;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "A timeline for Perfetto or Chrome's about:tracing: workers, attempts, deaths, counters.")
    private @Nullable Path trace;

    @Option(
            names = "--joblog",
            paramLabel = "FILE",
            description = "A row for each job that ran, in GNU parallel's columns; --resume adds to those there are.")
    private @Nullable Path joblog;

    @Option(
            names = "--dashboard",
            arity = "0..1",
            paramLabel = "PORT",
            preprocessor = AttachedWord.class,
            description = "A live page in the browser, and /metrics, on this port of 127.0.0.1, or a free one.")
    private @Nullable String dashboard;

    /** As {@link RunCommand#set(String)}. */
    boolean set(String option) {
        if (!option.equals("--dashboard")) {
            return false;
        }
        dashboard = "";
        return true;
    }

    /** As {@link RunCommand#set(String, String)}. */
    boolean set(String option, String value) {
        switch (option) {
            case "--progress" -> progress = value;
            case "--report" -> report = Path.of(value);
            case "--trace" -> trace = Path.of(value);
            case "--joblog" -> joblog = Path.of(value);
            case "--dashboard" -> dashboard = value;
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The first option that shows what a pool on this machine does; null where none is given. */
    @Nullable
    String ofPoolHere() {
        return report != null
                ? "--report"
                : trace != null ? "--trace" : joblog != null ? "--joblog" : dashboard != null ? "--dashboard" : null;
    }

    Progress.Mode progressMode() {
        try {
            return Progress.Mode.valueOf(progress.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--progress: '" + progress + "' is none of auto, on, off");
        }
    }

    /** That each is well said, and writes into a file of its own; else it is wrong usage. */
    void check(Input input, Output output, SummaryFile summary, JournalOptions journal) {
        progressMode();
        if (dashboard != null) {
            port(dashboard);
        }
        Map<String, Path> others = new LinkedHashMap<>();
        others.put("the output", output.file() == null ? Path.of("/dev/stdout") : output.file());
        put(others, "the summary", summary.file());
        put(others, "the journal", journal.file());
        checkFile("--trace", trace, input, others);
        put(others, "the trace", trace);
        checkFile("--joblog", joblog, input, others);
        put(others, "the joblog", joblog);
        checkFile("--report", report, input, others);
    }

    private static void put(Map<String, Path> files, String what, @Nullable Path file) {
        if (file != null) {
            files.put(what, file);
        }
    }

    private static void checkFile(String option, @Nullable Path file, Input input, Map<String, Path> others) {
        if (file == null || file.equals(Path.of("/dev/null"))) {
            return;
        }
        if (file.toString().equals("-")) {
            throw CommandException.usage(option + ": - is no file; stdout has the results, so name a file");
        }
        boolean isInput;
        try {
            isInput = Files.exists(file) && input.isFrom(file);
        } catch (IOException e) {
            isInput = false; // whoever opens it will say what is wrong
        }
        if (isInput) {
            throw CommandException.usage(option + ": " + file + " is the input as well; name another file");
        }
        others.forEach((what, other) -> {
            if (JournalOptions.isSame(file, other)) {
                throw CommandException.usage(option + ": " + file + " is " + what + " as well; name another file");
            }
        });
    }

    /** Those who watch the run, as the options say. */
    List<RunObserver> observers(Verbosity verbosity) {
        List<RunObserver> observers = new ArrayList<>();
        if (report != null) {
            RunReport page = RunReport.to(report, verbosity::complain);
            if (page != null) {
                observers.add(page);
            }
        }
        if (trace != null) {
            observers.add(new Trace(trace, verbosity::complain));
        }
        if (dashboard != null) {
            observers.add(new Dashboard(port(dashboard), Version.number(), verbosity::complain));
        }
        return observers;
    }

    /**
     * Opens the joblog; null where there is to be none.
     *
     * @param goesOn an earlier run is gone on with: its rows stay
     * @param program whether the jobs are runs of a program
     */
    @Nullable
    JoblogRows openJoblog(boolean goesOn, boolean program, Verbosity verbosity) {
        return joblog == null
                ? null
                : new JoblogRows(new Joblog(joblog, goesOn, verbosity::complain), program, verbosity::complain);
    }

    private static int port(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
        if (port < 0 || port > 65_535) {
            throw CommandException.usage(
                    "--dashboard: '" + text + "' is no port from 1 to 65535; without one it takes a free port");
        }
        return port;
    }
}
