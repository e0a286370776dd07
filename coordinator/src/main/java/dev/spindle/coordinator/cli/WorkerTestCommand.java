package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.code.ShellCommand;
import dev.spindle.coordinator.conformance.CannotStartException;
import dev.spindle.coordinator.conformance.Check;
import dev.spindle.coordinator.conformance.Kit;
import dev.spindle.coordinator.conformance.Target;
import dev.spindle.coordinator.conformance.Verdict;
import dev.spindle.coordinator.conformance.Verdict.Status;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.JsonSyntaxException;
import dev.spindle.protocol.codec.JsonText;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks whether a worker keeps to the protocol. */
@Command(
        name = "worker-test",
        description = "Checks whether a worker, in whatever language, keeps to the protocol (docs/protocol.md): "
                + "each check talks with a process of its own, and shows the talk where it fails.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "Tasks with these names are used where the worker announces them: echo (gives",
            "back its input), sleep (milliseconds), fail (fails), print (prints its input),",
            "count (reports progress). A check that needs one of them, or a capability, that",
            "is not announced is skipped.",
            "",
            "The JSON object: passed, failed, skipped (how many), checks [{name, status",
            "(passed, failed, skipped), message, ms, transcript [lines]}].",
            "",
            "Exit status: 0 nothing failed; 1 a check failed; 2 wrong usage; 4 CMD starts no",
            "program.",
            "",
            "Examples:",
            "  spindle worker-test 'python3 examples/workers/worker.py'",
            "  spindle worker-test ./worker --only cancel,shutdown --json | jq .checks"
        })
final class WorkerTestCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "CMD",
            description =
                    "A command for /bin/sh that speaks the protocol on its stdin and stdout; one word, so quote it.")
    private @Nullable String command;

    @Option(
            names = "--framing",
            paramLabel = "KIND",
            description = "How messages are told apart: line (the default), or header, as language servers do.")
    private String framing = "line";

    @Option(names = "--json", description = "The verdicts, with all transcripts, as one JSON object.")
    private boolean json;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "This check alone, after the handshake, which always comes first; repeatable.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--list", description = "The checks, with a line on each; needs no CMD.")
    private boolean list;

    @Option(
            names = {"-t", "--task"},
            paramLabel = "NAME",
            description = "The task for checks that run just any job; else echo, or what is announced first.")
    private @Nullable String task;

    @Option(names = "--input", paramLabel = "JSON", description = "The input for that task; null unless given.")
    private @Nullable String input;

    @Option(
            names = "--timeout",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "How long a check may take, with the start of its worker; 10s unless given.")
    private Duration timeout = Duration.ofSeconds(10);

    @Override
    public Integer call() throws InterruptedException, ValueException {
        if (list) {
            Map<String, String> descriptions = new LinkedHashMap<>();
            Kit.checks().forEach(each -> descriptions.put(each.name(), each.shows()));
            Stdout.list(descriptions);
            return ExitStatus.OK;
        }
        Target target = target();
        List<Verdict> verdicts = new ArrayList<>();
        VerdictText text = new VerdictText(Kit.checks());
        Consumer<Verdict> told = verdict -> {
            verdicts.add(verdict);
            if (!json) {
                Stdout.print(text.of(verdict));
            }
        };
        try {
            Kit.run(target, selected(), told);
        } catch (CannotStartException e) {
            throw CommandException.cannotWork("CMD starts no program: " + e.getMessage(), e);
        }
        Stdout.print(json ? Values.write(object(verdicts)) + "\n" : VerdictText.summary(verdicts) + "\n");
        return VerdictText.count(verdicts, Status.FAILED) == 0 ? ExitStatus.OK : ExitStatus.NOT_ALL_OK;
    }

    private Target target() {
        if (command == null || command.isBlank()) {
            throw CommandException.usage("it needs the CMD that starts a worker, as in 'python3 worker.py'");
        }
        if (timeout.isZero()) {
            throw CommandException.usage("--timeout: a check needs some time");
        }
        if (input != null && task == null) {
            throw CommandException.usage("--input needs the --task that it is for");
        }
        return new Target(new ShellCommand(command).words(), PoolOptions.framing(framing), timeout, task, json(input));
    }

    private static RawJson json(@Nullable String text) {
        if (text == null) {
            return RawJson.NULL;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            return JsonText.check(bytes, 0, bytes.length);
        } catch (JsonSyntaxException e) {
            throw CommandException.usage("--input: no JSON at byte " + (e.offset() + 1) + ": " + e.getMessage());
        }
    }

    private List<Check> selected() {
        List<Check> checks = Kit.checks();
        if (only.isEmpty()) {
            return checks;
        }
        List<String> known = checks.stream().map(Check::name).toList();
        for (String name : only) {
            if (!known.contains(name)) {
                throw CommandException.usage(
                        "--only: no check '" + name + "'" + Spelling.hint(name, known) + " (--list shows them)");
            }
        }
        return checks.stream().filter(each -> only.contains(each.name())).toList();
    }

    private static Map<String, Object> object(List<Verdict> verdicts) {
        List<Map<String, Object>> checks = new ArrayList<>();
        for (Verdict each : verdicts) {
            Map<String, Object> check = new LinkedHashMap<>();
            check.put("name", each.check().name());
            check.put("status", each.status().name().toLowerCase(Locale.ROOT));
            check.put("message", each.message());
            check.put("ms", each.millis());
            check.put("transcript", each.transcript());
            checks.add(check);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("passed", VerdictText.count(verdicts, Status.PASSED));
        object.put("failed", VerdictText.count(verdicts, Status.FAILED));
        object.put("skipped", VerdictText.count(verdicts, Status.SKIPPED));
        object.put("checks", checks);
        return object;
    }
}
