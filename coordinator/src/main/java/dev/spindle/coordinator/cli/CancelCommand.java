package dev.spindle.coordinator.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives up one job of a run under way. */
@Command(
        name = "cancel",
        description = {
            "Gives up one job of a run under way, and waits until it is over.",
            "One that runs is asked to stop; after the run's grace time its worker is ended. The run goes on with the others."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit status: 0 when it was cancelled; 1 when there was nothing to cancel, or it ended otherwise;",
            "2 wrong usage.",
            "",
            "Examples:",
            "  spindle cancel 7",
            "  spindle cancel 7 --run 4711"
        })
final class CancelCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "JOB",
            converter = LineNumber.class,
            description = "The job: the number of its line in the input.")
    private long job;

    @Mixin
    private RunChoice run = new RunChoice();

    @Override
    public Integer call() {
        System.err.println(told());
        return ExitStatus.OK;
    }

    /** What people are told. */
    String told() {
        Map<String, Object> ended = run.askForOutcome(Map.of("do", "cancel", "job", job));
        if (!"cancelled".equals(ended.get("status"))) {
            throw CommandException.refused("line " + job
                    + " was asked to stop and is not cancelled: it ended all the same, as " + ended.get("status"));
        }
        return "line " + job + " was cancelled" + how(ended.get("stop"));
    }

    private static String how(@Nullable Object stop) {
        if (!(stop instanceof Map<?, ?> told)) {
            return "";
        }
        String by = String.valueOf(told.get("by"));
        String millis = told.get("ms") + " ms";
        return by.equals("request")
                ? ": it stopped on request after " + millis
                : ": stopped by " + by + " after " + millis;
    }
}
