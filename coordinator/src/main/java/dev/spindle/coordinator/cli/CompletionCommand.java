package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.QueueOrder;
import dev.spindle.coordinator.RetryOn;
import dev.spindle.coordinator.Transport;
import dev.spindle.coordinator.cli.completion.Shell;
import dev.spindle.coordinator.conformance.Check;
import dev.spindle.coordinator.conformance.Kit;
import dev.spindle.protocol.channel.Framing;
import dev.spindle.protocol.message.WorkerInfo.TaskInfo;
import dev.spindle.worker.runtime.TaskRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what makes a shell complete what is typed behind {@code spindle}. */
@Command(
        name = "completion",
        description = "Prints what makes a shell complete spindle's commands, options and their values.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "To have it in every new shell:",
            "",
            "bash, a line in ~/.bashrc:",
            "  eval \"$(spindle completion bash)\"",
            "or, where the package bash-completion is installed, once:",
            "  mkdir -p ~/.local/share/bash-completion/completions",
            "  spindle completion bash >~/.local/share/bash-completion/completions/spindle",
            "",
            "zsh, a line in ~/.zshrc, after compinit:",
            "  eval \"$(spindle completion zsh)\"",
            "or once, as the file _spindle, into a folder of $fpath.",
            "",
            "fish, once:",
            "  spindle completion fish >~/.config/fish/completions/spindle.fish",
            "",
            "It completes scripts/spindle, too."
        })
final class CompletionCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String shell;

    @Override
    public Integer call() {
        Stdout.print(script(shell));
        return ExitStatus.OK;
    }

    static String script(String shell) {
        return named(shell).script(SpindleCommand.commandLine(), choices());
    }

    private static Shell named(String name) {
        List<String> names = Shell.names();
        if (!names.contains(name)) {
            throw CommandException.usage("'" + name + "' is none of " + String.join(", ", names));
        }
        return Shell.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The values that options and words may have, where there are some to choose from. */
    private static Map<String, List<String>> choices() {
        TaskRegistry builtIn = TaskRegistry.discover(CompletionCommand.class.getClassLoader(), List.of());
        return Map.ofEntries(
                Map.entry("--transport", lowerCase(Transport.values())),
                Map.entry("--framing", lowerCase(Framing.values())),
                Map.entry("--queue", lowerCase(QueueOrder.values())),
                Map.entry("--retry-on", lowerCase(RetryOn.values())),
                Map.entry("--progress", lowerCase(Progress.Mode.values())),
                Map.entry("--halt", List.of("never", "soon,fail=1", "now,fail=1")),
                Map.entry("--chunk", List.of("auto")),
                Map.entry("--unit", SpinCommand.CHOICES),
                Map.entry("--only", Kit.checks().stream().map(Check::name).toList()),
                Map.entry(
                        "run --task",
                        builtIn.tasks().stream().map(TaskInfo::name).toList()),
                Map.entry("lab NAME", LabCommand.names()),
                Map.entry("completion SHELL", Shell.names()));
    }

    private static List<String> lowerCase(Enum<?>[] values) {
        return Stream.of(values)
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
