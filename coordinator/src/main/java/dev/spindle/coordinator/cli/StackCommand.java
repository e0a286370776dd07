package dev.spindle.coordinator.cli;

import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a job of a run under way does now. */
@Command(
        name = "stack",
        description = "What a job of a run under way does now: the stacks of its threads. The job does not notice.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit status: 0; 1 when there is nothing to show, which is said; 2 wrong usage.",
            "",
            "Examples:",
            "  spindle stack 7",
            "  spindle stack 7 --json | jq -r '.threads[0].stack[0]'"
        })
final class StackCommand implements Callable<Integer> {
    private static final long PATIENCE_MILLIS = 20_000;

    @Parameters(
            paramLabel = "JOB",
            converter = LineNumber.class,
            description = "The job: the number of its line in the input.")
    private long job;

    @Mixin
    private RunChoice run = new RunChoice();

    @Option(names = "--json", description = "As a JSON object; docs/formats.md explains the fields.")
    private boolean json;

    @Override
    public Integer call() throws ValueException {
        Stdout.print(told());
        return ExitStatus.OK;
    }

    /** What goes to stdout. */
    String told() throws ValueException {
        Map<String, Object> stack = run.ask(Map.of("do", "stack", "job", job), PATIENCE_MILLIS);
        return json ? Values.write(stack) + "\n" : text(stack);
    }

    private String text(Map<String, Object> stack) {
        String where = " on worker " + stack.get("worker") + " (process " + stack.get("pid") + ")\n";
        boolean another = stack.get("running") instanceof Number running && running.longValue() != job;
        StringBuilder text = new StringBuilder();
        if (another) {
            text.append("line ").append(job).append(" travels with line ").append(stack.get("running"));
            text.append(", which runs now").append(where);
        } else {
            text.append("line ").append(job).append(" runs").append(where);
        }
        if (stack.get("threads") instanceof List<?> threads) {
            for (Object each : threads) {
                if (each instanceof Map<?, ?> thread) {
                    append(thread, text);
                }
            }
        }
        if (stack.get("left") instanceof Number left && left.longValue() > 0) {
            text.append("\nand ").append(left).append(" more threads\n");
        }
        return text.toString();
    }

    private static void append(Map<?, ?> thread, StringBuilder text) {
        text.append("\nthread \"")
                .append(Main.oneLine(String.valueOf(thread.get("name"))))
                .append("\" ");
        text.append(thread.get("state"));
        if (Boolean.TRUE.equals(thread.get("daemon"))) {
            text.append(", daemon");
        }
        if (thread.get("waitsFor") instanceof String lock) {
            text.append(", waits for ").append(lock);
        }
        if (thread.get("heldBy") instanceof String holder) {
            text.append(", which \"").append(Main.oneLine(holder)).append("\" holds");
        }
        text.append('\n');
        if (thread.get("stack") instanceof List<?> frames) {
            frames.forEach(frame -> text.append("    at ").append(frame).append('\n'));
        }
    }
}
