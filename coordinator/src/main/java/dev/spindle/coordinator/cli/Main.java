package dev.spindle.coordinator.cli;

import java.util.Arrays;

/** The program {@code spindle}. It knows nothing of picocli, whose classes take long to load and which the usual command does without. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        int status;
        try {
            String problem = Descriptors.problem();
            status = problem == null ? execute(arguments) : cannotWork(problem);
        } catch (RuntimeException | Error e) {
            if (Arrays.asList(arguments).contains("-v")) {
                e.printStackTrace();
            }
            status = cannotWork(cause(e));
        }
        System.out.flush();
        System.exit(status);
    }

    private static int execute(String... arguments) {
        RunCommand run = UsualWords.read(arguments);
        if (run == null) {
            return SpindleCommand.commandLine(arguments).execute(arguments);
        }
        try {
            return run.call();
        } catch (Exception e) {
            if (run.verbosity().isVerbose()) {
                e.printStackTrace();
            }
            System.err.println(complaint("spindle run", e));
            return status(e);
        }
    }

    private static int cannotWork(String why) {
        System.err.println("spindle: " + why);
        return ExitStatus.CANNOT_WORK;
    }

    /** What is to be said of an error that ends a command. Here, since another class may not be readable any more. */
    static String cause(Throwable e) {
        String message = String.valueOf(e.getMessage()).replace('\n', ' ');
        if (e instanceof NoClassDefFoundError && message.startsWith("java")) {
            return "the Java at " + System.getProperty("java.home") + " lacks " + message.replace('/', '.')
                    + ": this needs one with more modules, as a JDK has them";
        }
        if (!(e instanceof OutOfMemoryError)) {
            return "cannot go on: " + e.getClass().getName() + ": " + message;
        }
        return message.contains("native thread")
                ? "no further thread could be started: the limit of processes (ulimit -u) or of memory is reached"
                : message + ": out of memory; SPINDLE_JAVA_OPTS=-Xmx… gives more";
    }

    /** The line that says why a command failed. */
    static String complaint(String command, Exception e) {
        boolean isPlain = e instanceof CommandException || e.getMessage() == null;
        return command + ": " + oneLine(isPlain ? text(e) : e.getClass().getSimpleName() + ": " + text(e));
    }

    /** What a command that failed ends with. */
    static int status(Exception e) {
        return e instanceof CommandException known ? known.status() : ExitStatus.CANNOT_WORK;
    }

    static String text(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    static String oneLine(String message) {
        return message.replace("\r", "").replace('\n', ' ');
    }
}
