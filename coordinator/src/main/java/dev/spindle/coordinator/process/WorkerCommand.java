package dev.spindle.coordinator.process;

import dev.spindle.coordinator.PoolConfig;
import dev.spindle.coordinator.connection.Connection;
import dev.spindle.protocol.channel.Framing;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command line that starts a worker, one of our own or any other. */
final class WorkerCommand {
    private static final String MAIN = "dev.spindle.worker.runtime.WorkerMain";

    private static final @Nullable String SETSID = find("setsid");

    private WorkerCommand() {}

    /**
     * @param given a jar with classes, beside those of the configuration; null for none
     * @param folder the pool's own, where the JVM writes its report of a crash
     * @param mark as {@link #mark} makes it
     * @param connection to it, when it is one of our own
     * @param wireLog where the worker leaves when each message left or arrived; null for nowhere
     */
    static List<String> of(
            PoolConfig config,
            Set<String> taskClasses,
            @Nullable Path given,
            Path folder,
            String mark,
            Connection connection,
            @Nullable Path wireLog) {
        if (config.isForeign()) {
            return plain(config.workerCommand(), mark);
        }
        List<String> command = new ArrayList<>(launching(connection.redirections(), mark));
        command.add(config.javaHome().resolve("bin").resolve("java").toString());
        command.addAll(jvmArguments(config, folder));
        PoolConfig.Program program = config.program();
        command.add("-cp");
        command.add(joined(config.classPath(), program == null ? given : null));
        command.add(MAIN);
        command.addAll(connection.options());
        if (config.framing() == Framing.HEADER) {
            command.addAll(List.of("--framing", "header"));
        }
        if (wireLog != null) {
            command.addAll(List.of("--wire-log", wireLog.toString()));
        }
        for (String taskClass : taskClasses) {
            command.add("--task");
            command.add(taskClass);
        }
        if (program != null) {
            command.addAll(
                    List.of("--main", program.mainClass(), "--program-path", joined(program.classPath(), given)));
        }
        return command;
    }

    private static String joined(List<Path> entries, @Nullable Path last) {
        StringBuilder path = new StringBuilder();
        for (Path entry : entries) {
            path.append(path.length() == 0 ? "" : File.pathSeparator).append(entry);
        }
        return path.append(last == null ? "" : path.length() == 0 ? last : File.pathSeparator + last)
                .toString();
    }

    /**
     * The entry in the environment of a worker, and of all that it starts, which no other has: a pool's folder is its own. Known before the
     * process is, so that one can be found whose launch failed half-way.
     */
    static String mark(Path folder, int index, int generation) {
        return "SPINDLE_WORKER=" + folder.toFile().getName() + "/" + index + "." + generation;
    }

    /** What starts the program {@code words}, which is a worker that speaks on its stdin and stdout. */
    static List<String> plain(List<String> words, String mark) {
        List<String> command = new ArrayList<>(launching("", mark));
        command.addAll(words);
        return command;
    }

    /**
     * What comes before the command that is to be a worker, in place of which it then runs. A worker that crashes leaves a report, not a core
     * file. What it starts inherits the mark ({@link #mark}).
     */
    static List<String> launching(String redirections, String mark) {
        String script = "ulimit -c 0; export \"$1\"; shift; exec " + redirections + "; exec \"$@\"";
        List<String> shell = List.of("/bin/sh", "-c", script, "worker", mark);
        if (SETSID == null) {
            return shell;
        }
        List<String> launching = new ArrayList<>(shell);
        launching.add(0, SETSID); // a session of its own: Ctrl-C passes it by, and what it leaves behind can be found
        return launching;
    }

    private static List<String> jvmArguments(PoolConfig config, Path folder) {
        List<String> arguments = new ArrayList<>();
        Long heap = config.heapBytes();
        arguments.add("-Xmx" + (heap == null ? Machine.heapEach(config.workers()) : heap));
        if (!isGiven(config.jvmArguments(), "-XX:\\+Use\\w+GC")) {
            arguments.add("-XX:+UseSerialGC"); // one job at a time needs no collector threads
        }
        arguments.add("-XX:ActiveProcessorCount=" + Machine.coresEach(config.workers()));
        // Without these two a loop that only counts would keep the whole JVM from stopping for minutes.
        arguments.add("-XX:+UseCountedLoopSafepoints");
        arguments.add("-XX:LoopStripMiningIter=1000");
        arguments.add("-XX:-UsePerfData");
        arguments.add("-XX:ErrorFile=" + folder.resolve("hs_err_%p.log"));
        arguments.add("-Xlog:disable");
        arguments.add("-Xlog:all=warning:stderr");
        Path archive = config.classArchive();
        // A JVM takes one archive only, and makes one only when it has none: what the user says of one comes first.
        if (archive != null && !isGiven(config.jvmArguments(), "-XX:(AOT|DumpLoaded|.*Archive).*")) {
            arguments.add("-XX:SharedArchiveFile=" + archive);
            arguments.add("-Xlog:cds*=off:stderr"); // one that does not fit is passed over without a word
        }
        if (config.program() != null) {
            arguments.addAll(config.program().jvmArguments());
        }
        arguments.addAll(config.jvmArguments());
        return arguments;
    }

    private static boolean isGiven(List<String> arguments, String pattern) {
        for (String argument : arguments) {
            if (argument.matches(pattern)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String find(String program) {
        for (String folder : List.of("/usr/bin", "/bin")) {
            Path path = Path.of(folder, program);
            if (Files.isExecutable(path)) {
                return path.toString();
            }
        }
        return null;
    }
}
