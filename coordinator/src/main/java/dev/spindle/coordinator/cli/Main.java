package dev.spindle.coordinator.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code spindle}. */
@Command(
        name = "spindle",
        description = "Runs jobs on worker processes that may crash, hang or leak: no job is lost.",
        subcommands = {RunCommand.class, TasksCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  spindle run -t prime examples/primes.ndjson",
            "  seq 1000 | spindle run -t factor -k",
            "  spindle tasks"
        })
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        int status = commandLine().execute(arguments);
        System.out.flush();
        System.exit(status);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler((e, arguments) -> misused(e))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "which command? " + spec.subcommands().keySet());
    }

    private static int misused(CommandLine.ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        String message = oneLine(e);
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            message += "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
        }
        complain(e.getCommandLine(), command + ": " + message + " (" + command + " --help says more)");
        return ExitStatus.USAGE;
    }

    private static int failed(Exception e, CommandLine command) {
        if (command.getCommand() instanceof Verbosity.Holder holder
                && holder.verbosity().isVerbose()) {
            e.printStackTrace(command.getErr());
            command.getErr().flush();
        }
        boolean known = e instanceof CommandException;
        String message =
                known || e.getMessage() == null ? oneLine(e) : e.getClass().getSimpleName() + ": " + oneLine(e);
        complain(command, command.getCommandSpec().qualifiedName() + ": " + message);
        return known ? ((CommandException) e).status() : ExitStatus.CANNOT_WORK;
    }

    private static String oneLine(Exception e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.replace("\r", "").replace('\n', ' ');
    }

    private static void complain(CommandLine command, String line) {
        PrintWriter err = command.getErr();
        err.println(line);
        err.flush();
    }
}
