package dev.spindle.coordinator.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings a run under way to an early end, in peace. */
@Command(
        name = "drain",
        description = {
            "Lets a run under way end early: it reads no further line and begins no further job, what runs may end.",
            "Jobs that were read and did not begin are cancelled. Returns at once."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "The run's own exit status is 0 when every line that was read is ok, and of a file all were read; else 1.",
            "With a journal, --resume goes on with what is left.",
            "",
            "Examples:",
            "  spindle drain",
            "  spindle drain --run 4711 --wait"
        })
final class DrainCommand implements Callable<Integer> {
    @Mixin
    private RunChoice run = new RunChoice();

    @Option(names = "--wait", description = "Returns when the run has ended.")
    private boolean wait;

    @Override
    public Integer call() {
        System.err.println(told());
        return ExitStatus.OK;
    }

    /** What people are told. */
    String told() {
        if (wait) {
            Map<String, Object> answer = run.askAndAwaitEnd(Map.of("do", "drain", "wait", true));
            return "run " + answer.get("pid") + " was drained and has ended";
        }
        Map<String, Object> answer = run.ask("drain");
        boolean before = Boolean.TRUE.equals(answer.get("before"));
        boolean one = answer.get("running") instanceof Number running && running.longValue() == 1;
        return "run " + answer.get("pid") + (before ? " drains already; " : " drains; ") + answer.get("running")
                + (one ? " worker still runs a job" : " workers still run a job");
    }
}
