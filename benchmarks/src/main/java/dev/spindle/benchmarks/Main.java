package dev.spindle.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code scripts/bench} runs. */
@Command(
        name = "scripts/bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures Spindle beside its rivals and the limits of the machine.",
        footer = {
            "",
            "WHAT is W1 to W7 (without any: all seven), or memory, warmth, watching, growth, jmh. Systems take turns, a round each; medians and ranges go to "
                    + "stdout as Markdown, and with JSON and charts into the folder. benchmarks/README.md says how to read them."
        })
public final class Main implements Callable<Integer> {
    private static final List<String> TABLES = List.of("memory", "warmth", "watching", "growth", "jmh");

    @Parameters(paramLabel = "WHAT", description = "what to measure")
    private List<String> wanted = List.of();

    @Option(names = "--rounds", paramLabel = "N", description = "rounds of each system (3 to 7 unless given)")
    private int rounds;

    @Option(names = "--quick", description = "hardly measures: whether everything works")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description = "systems whose name has this in it, and Spindle; repeatable")
    private List<String> only = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "where results go (benchmarks/target/results)")
    private @Nullable Path out;

    // Of these two scripts/bench makes use, before Java starts.
    @SuppressWarnings("unused")
    @Option(names = "--java-home", paramLabel = "DIR", description = "the JDK that all Java runs on")
    private @Nullable Path javaHome;

    @Option(
            names = "--pin",
            paramLabel = "CPUS",
            description = "all processes on these processors, as taskset -c takes them: 0")
    private String pinned = "";

    @Option(names = "--root", hidden = true, required = true)
    private Path root = Path.of("");

    public static void main(String[] arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(Mark::endAll));
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Set<String> names = new LinkedHashSet<>(wanted.isEmpty() ? groups() : wanted);
        for (String name : names) {
            if (!groups().contains(name) && !TABLES.contains(name)) {
                System.err.println("scripts/bench: " + name
                        + " is nothing to measure: W1 to W7, memory, warmth, watching, growth or jmh");
                return CommandLine.ExitCode.USAGE;
            }
        }
        Tools tools = new Tools(root);
        Catalog catalog = new Catalog(tools, quick, pinned.matches("\\d+"));
        Path folder = out == null ? root.resolve("benchmarks/target/results") : out;
        Report report = new Report(folder, Machine.describe(pinned), versions(catalog), catalog.leftOut());
        for (String name : names) {
            switch (name) {
                case "memory" -> report.add(Memory.measure(tools, quick));
                case "warmth" -> report.add(Warmth.measure(tools, quick));
                case "watching" -> report.add(Watching.measure(tools, quick, rounds));
                case "growth" -> {
                    for (Section section : Growth.measure(quick)) {
                        report.add(section);
                    }
                }
                case "jmh" -> report.add(Microbenchmarks.measure(quick));
                default -> compare(name, catalog, report);
            }
        }
        System.err.println("scripts/bench: results, figures and charts are in " + report.folder());
        return CommandLine.ExitCode.OK;
    }

    private void compare(String group, Catalog catalog, Report report) throws IOException, InterruptedException {
        Turns turns = new Turns(quick);
        for (Workload workload : Workload.values()) {
            if (workload.group().equals(group)) {
                List<Contender> contenders = catalog.contenders(workload).stream()
                        .filter(each -> only.isEmpty()
                                || each.kind() == Contender.Kind.SPINDLE
                                || only.stream().anyMatch(each.name()::contains))
                        .toList();
                int times = rounds > 0 ? rounds : quick ? 2 : workload.rounds();
                System.err.printf(
                        "scripts/bench: %s: %s, %d systems, %d rounds%n",
                        group, workload.title, contenders.size(), times);
                List<Standing> standings = turns.measure(workload, contenders, times);
                report.add(new Comparison(workload, standings).section());
            }
        }
    }

    private static List<String> groups() {
        return Arrays.stream(Workload.values()).map(Workload::group).distinct().toList();
    }

    private static Map<String, String> versions(Catalog catalog) {
        Map<String, String> versions = new LinkedHashMap<>();
        for (Workload workload : Workload.values()) {
            for (Contender each : catalog.contenders(workload)) {
                if (!each.version().isEmpty()) {
                    versions.put(each.name(), each.version());
                }
            }
        }
        return versions;
    }
}
