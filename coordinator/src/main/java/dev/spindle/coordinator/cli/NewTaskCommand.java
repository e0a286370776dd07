package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.code.ShellCommand;
import dev.spindle.worker.runtime.TaskRegistry;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a task to begin with. */
@Command(
        name = "new-task",
        description = {
            "Writes a task to begin with, commented, in one file, which --source runs as it is.",
            "Around it stands a Maven project with a test, for a jar and when it grows."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "The files' names go to stdout; what to type next is said on stderr. What is",
            "there already stays as it is.",
            "",
            "Examples:",
            "  spindle new-task CountWords",
            "  spindle new-task CountWords --directory projects"
        })
final class NewTaskCommand implements Callable<Integer> {
    private static final String INPUT = "echo '{\"from\":1,\"to\":100}' | ";

    @Parameters(paramLabel = "NAME", description = "The task's name, and its class's.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String name;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where the project's folder, of the task's name, is to be; here unless set.")
    private Path directory = Path.of("");

    @Override
    public Integer call() {
        if (!TaskProject.isNameOfClass(name)) {
            throw CommandException.usage("'" + name + "' is no name for a Java class, as CountWords is");
        }
        TaskProject project = new TaskProject(name, directory);
        try {
            check(project);
            StringBuilder written = new StringBuilder();
            project.write().forEach(file -> written.append(file).append('\n'));
            Stdout.print(written.toString());
        } catch (FileAlreadyExistsException e) {
            throw CommandException.usage("there is already something called " + e.getFile() + ": nothing was written");
        } catch (IOException e) {
            throw CommandException.cannotWork("cannot write " + project.pom().getParent() + ": " + e.getMessage(), e);
        }
        next(project).forEach(System.err::println);
        return ExitStatus.OK;
    }

    private void check(TaskProject project) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw CommandException.usage("--directory: there is no folder " + directory);
        }
        if (project.isNameInUse()) {
            throw CommandException.usage(
                    "the code to be written calls something else '" + name + "': take another name");
        }
        TaskRegistry builtIn = TaskRegistry.discover(NewTaskCommand.class.getClassLoader(), List.of());
        if (builtIn.tasks().stream().anyMatch(task -> task.name().equals(name))) {
            throw CommandException.usage("there is a task '" + name + "' already, built in: take another name");
        }
    }

    private List<String> next(TaskProject project) {
        return List.of(
                "Run it:",
                "  " + INPUT + "spindle run --source " + ShellCommand.quoted(project.source()) + " -t " + name,
                "Test it, make a jar of it, and run that:",
                "  mvn -q -f " + ShellCommand.quoted(project.pom()) + " package",
                "  " + INPUT + "spindle run --jar " + ShellCommand.quoted(project.jar()) + " -t " + name,
                "Maven must know Spindle for that, which is not on Maven Central; once:",
                "  " + installation(System.getProperty("spindle.home")));
    }

    /** Where jars are run that came from elsewhere, nothing is known of a checkout. */
    private static String installation(@Nullable String home) {
        if (home != null) {
            Path released = Path.of(home, "maven", "pom.xml");
            if (Files.exists(released)) {
                return "mvn -q -f " + ShellCommand.quoted(released) + " install";
            }
            Path checkout = Path.of(home, "../../../pom.xml").normalize();
            if (Files.exists(checkout)) {
                return "mvn -q -Dquick -f " + ShellCommand.quoted(checkout) + " install";
            }
        }
        return "mvn -q -Dquick install, in a checkout of Spindle";
    }
}
