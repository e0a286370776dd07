package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.report.RunObserver;
import dev.spindle.coordinator.report.live.Dashboard;
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
            case "--dashboard" -> dashboard = value;
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
        if (dashboard != null) {
            observers.add(new Dashboard(port(dashboard), Version.number(), verbosity::complain));
        }
        return observers;
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
