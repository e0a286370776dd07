package dev.spindle.coordinator.cli;

import dev.spindle.protocol.jars.Jars;
import dev.spindle.protocol.jars.WorkerArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.OfflineInstrumentationAccessGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The command line as its users have it: jars, and class archives. Where the tests' coverage is measured, its classes count themselves:
 * an agent would see to that anew in each process, and slower.
 */
final class Distribution {
    private static final List<String> NEEDED = List.of("commons-exec", "picocli", "xchart", "VectorGraphics2D");
    private static final Pattern COVERAGE = Pattern.compile("-javaagent:(.*jacoco.*\\.jar)=.*destfile=([^,]*).*");

    private Distribution() {}

    private static final class Counting {
        private static final List<String> COMMAND = make(coverage());
    }

    private static final class Plain {
        private static final List<String> COMMAND = make(null);
    }

    /**
     * What runs the command line, up to its arguments.
     *
     * @param counting whether its coverage counts, for which it needs some descriptors more and a file that it can write
     * @param options for the JVM
     */
    static List<String> command(boolean counting, List<String> options) {
        List<String> command = new ArrayList<>(counting ? Counting.COMMAND : Plain.COMMAND);
        command.addAll(1, options);
        return command;
    }

    private static List<String> make(@Nullable Matcher coverage) {
        try {
            return archived(coverage);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> archived(@Nullable Matcher coverage) throws IOException {
        List<String> flags = new ArrayList<>();
        Jars jars = new Jars();
        jars.addInPlace(WorkerArchive.get().classPath());
        for (String entry : Jars.entries()) {
            String name = String.valueOf(Path.of(entry).getFileName());
            if (NEEDED.stream().anyMatch(name::startsWith)) {
                jars.add(entry, Jars.Copying.AS_IT_IS);
            } else if (entry.endsWith("coordinator/target/classes")) {
                Instrumenter instrumenter = new Instrumenter(new OfflineInstrumentationAccessGenerator());
                jars.add(
                        entry,
                        coverage == null
                                ? Jars.Copying.AS_IT_IS
                                : (in, out) -> instrumenter.instrument(in, out, entry));
            }
        }
        if (coverage != null) {
            jars.add(coverage.group(1), Jars.Copying.AS_IT_IS);
            flags.add("-Djacoco-agent.destfile=" + Path.of(coverage.group(2)).toAbsolutePath());
            flags.add("-Djacoco-agent.sessionid=command-line"); // else it looks for the name of the host
        }
        flags.addAll(List.of("-cp", jars.classPath(), Main.class.getName()));
        listClasses(jars, flags);
        flags.add(0, "-XX:SharedArchiveFile=" + jars.archive());
        flags.add(1, "-Dspindle.archive=" + WorkerArchive.get().file());
        flags.add(0, Jars.java());
        return flags;
    }

    private static @Nullable Matcher coverage() {
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            Matcher matcher = COVERAGE.matcher(option);
            if (matcher.matches()) {
                return matcher;
            }
        }
        return null;
    }

    /** Those of a run of one job, with an option that only picocli knows, as many tests have one. */
    private static void listClasses(Jars jars, List<String> flags) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-XX:+UseSerialGC"));
        arguments.add("-XX:DumpLoadedClassList=" + jars.classList());
        arguments.addAll(flags);
        Path input = Files.writeString(jars.folder().resolve("input"), "1\n");
        arguments.addAll(List.of("run", "-j1", "--start-timeout", "1m", "-t", "echo", input.toString()));
        jars.run(arguments);
    }
}
