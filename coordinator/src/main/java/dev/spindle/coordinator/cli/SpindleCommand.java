package dev.spindle.coordinator.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code spindle}, as picocli reads it. */
@Command(
        name = "spindle",
        description = "Runs jobs on worker processes that may crash, hang or leak: no job is lost.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  spindle run -t prime examples/primes.ndjson",
            "  seq 1000 | spindle run -t factor -k",
            "  spindle ps",
            "  spindle spin --unit all",
            "  spindle tasks",
            "  spindle journal jobs.journal",
            "  spindle lab serialization",
            "  spindle worker-test 'python3 examples/workers/worker.py'"
        })
final class SpindleCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private SpindleCommand() {}

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("run", RunCommand.class);
        commands.put("ps", PsCommand.class);
        commands.put("stack", StackCommand.class);
        commands.put("cancel", CancelCommand.class);
        commands.put("drain", DrainCommand.class);
        commands.put("spin", SpinCommand.class);
        commands.put("tasks", TasksCommand.class);
        commands.put("journal", JournalCommand.class);
        commands.put("lab", LabCommand.class);
        commands.put("worker-test", WorkerTestCommand.class);
        commands.put("new-task", NewTaskCommand.class);
        commands.put("completion", CompletionCommand.class);
        commands.put("man", ManCommand.class);
        return commands;
    }

    /** With the command that the first word names, or all when it names none: each takes a start some time to look at. */
    static CommandLine commandLine(String... arguments) {
        Map<String, Class<?>> commands = commands();
        if (arguments.length > 0 && commands.containsKey(arguments[0])) {
            commands.keySet().retainAll(List.of(arguments[0]));
        }
        CommandLine line = new CommandLine(new SpindleCommand());
        commands.forEach(line::addSubcommand);
        return line.setExpandAtFiles(false) // @name may be the name of a file of jobs
                .setParameterExceptionHandler((e, words) -> misused(e))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "which command? There are: "
                        + String.join(", ", spec.subcommands().keySet()));
    }

    private static int misused(CommandLine.ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        String message =
                Main.oneLine(e instanceof UnmatchedArgumentException unmatched ? unknown(unmatched) : Main.text(e));
        complain(e.getCommandLine(), command + ": " + message + " (" + command + " --help says more)");
        return ExitStatus.USAGE;
    }

    private static String unknown(UnmatchedArgumentException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        String word = e.getUnmatched().get(0);
        if (word.startsWith("-") && word.length() > 1) {
            String name = word.replaceFirst("=.*", "");
            return "unknown option " + name
                    + Spelling.hint(name, command.optionsMap().keySet());
        }
        if (!command.subcommands().isEmpty()) {
            Set<String> names = command.subcommands().keySet();
            return "no command '" + word + "'" + Spelling.hint(word, names) + " (there are: " + String.join(", ", names)
                    + ")";
        }
        return "unexpected word '" + word + "'";
    }

    private static int failed(Exception e, CommandLine command) {
        if (command.getCommand() instanceof Verbosity.Holder holder
                && holder.verbosity().isVerbose()) {
            e.printStackTrace(command.getErr());
        }
        complain(command, Main.complaint(command.getCommandSpec().qualifiedName(), e));
        return Main.status(e);
    }

    private static void complain(CommandLine command, String line) {
        PrintWriter err = command.getErr();
        err.println(line);
        err.flush();
    }
}
