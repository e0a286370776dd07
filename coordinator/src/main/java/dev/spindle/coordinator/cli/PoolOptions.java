package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.Transport;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.code.ShellCommand;
import dev.spindle.coordinator.lines.KnownTasks;
import dev.spindle.protocol.channel.Framing;
import dev.spindle.worker.runtime.TaskRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what workers there are and what they can run. */
final class PoolOptions {
    private static final long SMALLEST_FRAME = 64L << 10;
    private static final long LARGEST_FRAME = 2047L << 20;
    private static final Pattern WORKERS = Pattern.compile("([+-]?)(\\d{1,6})(%?)");

    @Option(
            names = {"-j", "--workers"},
            paramLabel = "N",
            parameterConsumer = NextWord.class,
            description =
                    "Worker processes: a number, N%% of the cores, or +N or -N on top of them; the number of cores unless set.")
    private @Nullable String workers;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description =
                    "Heap of each worker, as 512m or 2g. Unless set, half of the machine's memory is split over the workers.")
    private @Nullable String memory;

    @Option(
            names = "--jar",
            paramLabel = "PATH",
            description = "A jar, a folder of classes or one of jars, for the workers only (repeatable).")
    private List<Path> jars = new ArrayList<>();

    @Option(
            names = "--source",
            paramLabel = "FILE.java",
            description = "A source file with tasks or a program, compiled in memory (repeatable; needs a JDK).")
    private List<Path> sources = new ArrayList<>();

    @Option(
            names = "--jvm-arg",
            paramLabel = "ARG",
            parameterConsumer = NextWord.class,
            description = "An argument for the workers' JVM (repeatable; takes the next word whatever it is).")
    private List<String> jvmArguments = new ArrayList<>();

    @Option(names = "--java-home", paramLabel = "DIR", description = "The JDK or JRE of the workers, 17 or newer.")
    private @Nullable Path javaHome;

    @Option(
            names = "--transport",
            paramLabel = "KIND",
            description = {
                "How the run and its workers talk: pipe (the default); unix or tcp, a socket that a one-time token opens;",
                "mmap, shared memory."
            })
    private String transport = "pipe";

    @Option(
            names = "--max-frame",
            paramLabel = "SIZE",
            description = "The largest message, and line of the input, from 64k to 2047m; 64m unless set.")
    private @Nullable String maxFrame;

    @Option(
            names = "--worker-command",
            paramLabel = "CMD",
            description = {
                "Workers in any language: a command for /bin/sh that speaks the protocol on its stdin and stdout.",
                "docs/protocol.md says what it must do; examples/workers has some."
            })
    private @Nullable String workerCommand;

    @Option(
            names = "--framing",
            paramLabel = "KIND",
            description =
                    "How messages to workers are told apart: line (the default), or header, as language servers do.")
    private String framing = "line";

    /** Of {@code run}, which alone has the option. */
    private @Nullable String main;

    private @Nullable UserCode userCode;

    /** As {@link RunCommand#set(String, String)}. */
    boolean set(String option, String value) {
        switch (option) {
            case "--workers" -> workers = value;
            case "--memory" -> memory = value;
            case "--transport" -> transport = value;
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A builder with all of these set. */
    PoolBuilder builder() {
        PoolBuilder builder = WorkerPool.builder().framing(framing(framing)).blobSpace(0); // results are text
        if (maxFrame != null) {
            builder.maxFrame(frameBytes(maxFrame));
        }
        return workerCommand == null ? ours(builder) : foreign(builder, workerCommand);
    }

    /** The class of a program to run. */
    void setMain(String mainClass) {
        main = mainClass;
    }

    private PoolBuilder foreign(PoolBuilder builder, String command) {
        refuse(memory != null, "--memory");
        refuse(!jars.isEmpty(), "--jar");
        refuse(!sources.isEmpty(), "--source");
        refuse(main != null, "--main");
        refuse(!jvmArguments.isEmpty(), "--jvm-arg");
        refuse(javaHome != null, "--java-home");
        refuse(transport() != Transport.PIPE, "--transport " + transport);
        if (command.isBlank()) {
            throw CommandException.usage("--worker-command: it is empty; name a program, as in 'python3 worker.py'");
        }
        return builder.workers(workers()).workerCommand(new ShellCommand(command).words());
    }

    private static int frameBytes(String size) {
        try {
            long bytes = PoolBuilder.bytesOf(size);
            if (bytes >= SMALLEST_FRAME && bytes <= LARGEST_FRAME) {
                return (int) bytes;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw CommandException.usage("--max-frame: '" + size + "' is no size from 64k to 2047m");
    }

    private static void refuse(boolean given, String option) {
        if (given) {
            throw CommandException.usage(
                    option + " is for workers of Spindle's own; leave it out with --worker-command");
        }
    }

    private PoolBuilder ours(PoolBuilder builder) {
        try {
            builder.workers(workers()).jvmArguments(jvmArguments).transport(transport());
            if (memory != null) {
                builder.heap(memory);
            }
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--memory: " + e.getMessage());
        }
        if (javaHome != null) {
            if (!Files.isExecutable(javaHome.resolve("bin").resolve("java"))) {
                throw CommandException.usage("--java-home: there is no program bin/java in " + javaHome);
            }
            builder.javaHome(javaHome);
        }
        userCode().applyTo(builder);
        return builder;
    }

    Transport transport() {
        try {
            return Transport.valueOf(transport.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--transport: '" + transport + "' is none of pipe, unix, tcp, mmap");
        }
    }

    /** What {@code --framing} names. */
    static Framing framing(String kind) {
        try {
            return Framing.valueOf(kind.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--framing: '" + kind + "' is none of line, header");
        }
    }

    int workers() {
        int cores = Runtime.getRuntime().availableProcessors();
        if (workers == null) {
            return cores;
        }
        Matcher matcher = WORKERS.matcher(workers);
        boolean relative = matcher.matches() && !matcher.group(1).isEmpty();
        if (!matcher.matches() || (relative && !matcher.group(3).isEmpty())) {
            throw CommandException.usage("-j: '" + workers + "' is no number of workers such as 4, 50%, +1 or -1");
        }
        int number = Integer.parseInt(matcher.group(2));
        if (!matcher.group(3).isEmpty()) {
            return Math.max(1, (int) ((long) cores * number / 100));
        }
        if (relative) {
            return Math.max(1, matcher.group(1).equals("+") ? cores + number : cores - number);
        }
        if (number == 0) {
            throw CommandException.usage("-j: a run needs at least one worker");
        }
        return number;
    }

    /** What workers of our own can run; compiled at the first call. */
    UserCode userCode() {
        UserCode known = userCode;
        if (known == null) {
            known = UserCode.of(ownJars(), jars, sources, main, workersJava());
            userCode = known;
        }
        return known;
    }

    /** Takes code that is compiled already, in place of what the options name. */
    void use(UserCode code) {
        main = code.main();
        userCode = code;
    }

    /** Whether an option says how many workers there are. */
    boolean saysHowMany() {
        return workers != null;
    }

    /**
     * The tasks that workers will have; null when only they can say. Says what is wrong with any of them.
     *
     * @param task which is wrong usage when there is no such one; null where each line names its own
     */
    @Nullable
    KnownTasks knownTasks(@Nullable String task, Verbosity verbosity) throws IOException {
        if (onlyWorkersKnowTheirTasks()) {
            return null;
        }
        TaskRegistry registry = userCode().registry();
        KnownTasks known = KnownTasks.of(registry.tasks(), registry.problems());
        String problem = task == null || task.equals(main) ? null : known.problemOf(task);
        if (problem != null) {
            throw CommandException.usage(problem);
        }
        known.problems().forEach(verbosity::say);
        return known;
    }

    /** The number of the workers' Java; 0 for not known. */
    private int workersJava() {
        return javaHome == null ? Runtime.version().feature() : UserCode.versionOf(javaHome);
    }

    /** Whether only workers can say what tasks there are: those of another language, or of a newer Java. */
    boolean onlyWorkersKnowTheirTasks() {
        return isForeign() || (javaHome != null && !jars.isEmpty() && UserCode.isBeyondThis(workersJava()));
    }

    /** Always in one order, so that a class archive fits them. */
    private static List<Path> ownJars() {
        List<Path> entries = new ArrayList<>();
        String home = System.getProperty("spindle.home");
        if (home == null) {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                entries.add(Path.of(entry).toAbsolutePath());
            }
            return entries;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(home, "worker"), "*.jar")) {
            found.forEach(entries::add);
        } catch (IOException e) {
            throw CommandException.cannotWork("the workers' jars are not in " + home + "/worker", e);
        }
        Collections.sort(entries);
        return entries;
    }

    /** Whether only workers know what tasks there are. */
    boolean isForeign() {
        return workerCommand != null;
    }

    /** What the tasks' code is. */
    TaskCode code() {
        return workerCommand == null ? TaskCode.of(userFiles(), main) : TaskCode.of(new ShellCommand(workerCommand));
    }

    private List<Path> userFiles() {
        List<Path> files = new ArrayList<>(jars);
        files.addAll(sources);
        return files;
    }
}
