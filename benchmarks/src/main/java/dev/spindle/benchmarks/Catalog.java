package dev.spindle.benchmarks;

import static dev.spindle.benchmarks.Workload.W1;
import static dev.spindle.benchmarks.Workload.W2;
import static dev.spindle.benchmarks.Workload.W2_FILE;
import static dev.spindle.benchmarks.Workload.W3;
import static dev.spindle.benchmarks.Workload.W4_16M;
import static dev.spindle.benchmarks.Workload.W4_1M;
import static dev.spindle.benchmarks.Workload.W4_DOUBLES;
import static dev.spindle.benchmarks.Workload.W4_PACKED;
import static dev.spindle.benchmarks.Workload.W5;
import static dev.spindle.benchmarks.Workload.W6;
import static dev.spindle.benchmarks.Workload.W7;

import dev.spindle.benchmarks.Contender.Kind;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who takes part in what; and who does not, and why. */
final class Catalog {
    private static final String PROGRAMS = "dev.spindle.benchmarks.programs.";

    private final Map<Workload, List<Contender>> contenders = new EnumMap<>(Workload.class);
    private final Set<String> leftOut = new LinkedHashSet<>();
    private final Tools tools;
    private final boolean quick;

    Catalog(Tools tools, boolean quick, boolean onOneCpu) {
        this.tools = tools;
        this.quick = quick;
        spindle();
        java();
        python();
        node();
        shell();
        limits(onOneCpu);
    }

    /** In the order in which they take turns; Spindle comes first. */
    List<Contender> contenders(Workload workload) {
        return contenders.getOrDefault(workload, List.of());
    }

    /** A line for each that is missing here. */
    Set<String> leftOut() {
        return leftOut;
    }

    private void spindle() {
        for (String transport : List.of("pipe", "mmap")) {
            List<String> command = program("Pools", transport);
            add(Kind.SPINDLE, "Spindle, " + transport, command, W1, W2, W3, W4_1M, W4_16M, W4_DOUBLES, W4_PACKED);
        }
        for (String transport : List.of("unix", "tcp")) {
            add(Kind.SPINDLE, "Spindle, " + transport, program("Pools", transport), W1, W2, W4_1M, W4_16M);
        }
        String decoding = "Spindle, pipe, a task that decodes";
        add(Kind.SPINDLE, decoding, program("Pools", "decoding"), W4_1M, W4_16M, W4_DOUBLES);
        add(Kind.SPINDLE, "Spindle, pipe", program("Pools", "pipe"), W7);
        add(Kind.SPINDLE, "Spindle, ascending", program("Pools", "pipe", "W6", "ascending"), W6);
        add(Kind.SPINDLE, "Spindle, longest first", program("Pools", "pipe", "W6", "longest"), W6);
        String input = tools.rivals().resolve("shell/two.ndjson").toString();
        add(Kind.SPINDLE, "spindle run", List.of(tools.spindle(), "run", "-q", "-j", "2", "-t", "echo", input), W5);
        add(Kind.SPINDLE, "Spindle, a program of its own", program("Pools", "pipe", "whole"), W5);

        List<String> run =
                List.of(tools.rivals().resolve("shell/spindle-run.sh").toString());
        int lines = quick ? 2_000 : 10_000_000;
        add(Kind.SPINDLE, "spindle run", run, lines, "", W2_FILE);
        String chunked = "spindle run --chunk auto";
        if (hasOption("--chunk")) {
            add(Kind.SPINDLE, chunked, with(run, List.of("--chunk", "auto")), lines, "", W2_FILE);
        } else {
            leftOut.add(chunked + ": this spindle has no --chunk");
        }
    }

    private boolean hasOption(String option) {
        return Tools.firstLine("sh", "-c", "\"$0\" run --help | grep -e '" + option + "'", tools.spindle())
                .isPresent();
    }

    private void java() {
        add(Kind.RIVAL, "PP4J", program("Pools", "pp4j"), 0, versionOf("pp4j"), W1, W2, W4_1M, W4_16M, W7);
        add(Kind.RIVAL, "PP4J", program("Pools", "pp4j", "whole"), W5);
        String lsp4j = versionOf("org.eclipse.lsp4j.jsonrpc");
        add(Kind.RIVAL, "LSP4J", program("Pools", "lsp4j"), 0, lsp4j, W1, W2, W3, W4_1M, W4_16M, W4_DOUBLES);
        add(Kind.RIVAL, "LSP4J", program("Pools", "lsp4j", "whole"), W5);
    }

    /** As its jar is called. */
    private String versionOf(String artifact) {
        return Arrays.stream(tools.classPath().split(File.pathSeparator, -1))
                .map(jar -> Path.of(jar).getFileName().toString())
                .filter(jar -> jar.startsWith(artifact + "-"))
                .map(jar -> jar.substring(artifact.length() + 1).replace(".jar", ""))
                .findFirst()
                .orElse("");
    }

    private void python() {
        Optional<String> python = tools.python();
        if (python.isEmpty()) {
            leftOut.add("multiprocessing.Pool, ProcessPoolExecutor, loky: there is no python3");
            return;
        }
        String version = Tools.firstLine(python.get(), "--version").orElse("");
        python(python.get(), "multiprocessing.Pool", "pool.py", version);
        python(python.get(), "ProcessPoolExecutor", "executor.py", version);
        Optional<String> loky = tools.loky(python.get());
        if (loky.isPresent()) {
            python(python.get(), "loky", "loky_executor.py", loky.get());
        } else {
            leftOut.add("loky: neither it nor joblib is there (python3-joblib on Debian)");
        }
    }

    private void python(String python, String name, String script, String version) {
        Path folder = tools.rivals().resolve("python");
        List<String> command = List.of(python, folder.resolve(script).toString());
        add(Kind.RIVAL, name, command, 0, version, W1, W2, W3, W4_1M, W4_16M, W4_DOUBLES, W4_PACKED, W7);
        add(
                Kind.RIVAL,
                name,
                List.of(python, folder.resolve("whole").resolve(script).toString()),
                W5);
    }

    private void node() {
        if (!Tools.has("node")) {
            leftOut.add("workerpool, tinypool, jest-worker, child_process.fork: there is no node");
            return;
        }
        node("workerpool", "workerpool.mjs", "workerpool.cjs", W1, W2, W4_1M, W4_16M, W4_DOUBLES, W7);
        node("tinypool", "tinypool.mjs", "tinypool.mjs", W1, W2, W4_1M, W4_16M, W4_DOUBLES, W7);
        node("jest-worker", "jest-worker.mjs", "jest-worker.cjs", W1, W2, W4_1M, W4_16M, W4_DOUBLES, W7);
        Path folder = tools.rivals().resolve("node");
        List<String> fork = List.of("node", folder.resolve("fork.mjs").toString());
        String version = "Node " + Tools.firstLine("node", "--version").orElse("");
        String name = "child_process.fork";
        add(Kind.RIVAL, name, fork, 0, version, W1, W2, W3, W4_1M, W4_16M, W4_DOUBLES, W4_PACKED);
        add(Kind.RIVAL, name, List.of("node", folder.resolve("whole/fork.cjs").toString()), W5);
    }

    private void node(String name, String script, String whole, Workload... workloads) {
        Optional<String> version = tools.npm(name);
        if (version.isEmpty()) {
            leftOut.add(name + ": not installed (npm ci in benchmarks/rivals/node)");
            return;
        }
        Path folder = tools.rivals().resolve("node");
        add(Kind.RIVAL, name, List.of("node", folder.resolve(script).toString()), 0, version.get(), workloads);
        add(
                Kind.RIVAL,
                name,
                List.of("node", folder.resolve("whole").resolve(whole).toString()),
                W5);
    }

    private void shell() {
        perJob("xargs", "xargs -P2", "findutils", quick ? 100 : 2_000);
        perJob("parallel", "GNU parallel -j2", "parallel", quick ? 10 : 400);
    }

    private void perJob(String command, String name, String debian, int count) {
        if (Tools.has(command)) {
            String version = Tools.firstLine(command, "--version").orElse("");
            List<String> script = List.of(
                    tools.rivals().resolve("shell").resolve(command + ".sh").toString());
            add(Kind.RIVAL, name, script, count, version, W2_FILE);
        } else {
            leftOut.add(name + ": not installed (" + debian + " on Debian)");
        }
    }

    private void limits(boolean onOneCpu) {
        add(Kind.LIMIT, "threads of one JVM", program("Pools", "threads"), W1, W2, W3);
        add(Kind.LIMIT, "threads of one JVM", program("Pools", "threads", "whole"), W5);
        add(Kind.LIMIT, "threads, ascending", program("Pools", "threads", "W6", "ascending"), W6);
        add(Kind.LIMIT, "threads, longest first", program("Pools", "threads", "W6", "longest"), W6);
        add(Kind.LIMIT, "64 bytes over a pipe to a JVM", program("Limits", "pipe"), W1);
        add(Kind.LIMIT, "64 bytes over a Unix socket", program("Limits", "socket"), W1);
        if (onOneCpu) {
            leftOut.add("two JVMs that spin on a mapped file: they need two cores");
        } else {
            add(Kind.LIMIT, "two JVMs that spin on a mapped file", program("Limits", "mapped"), W1);
        }
        add(Kind.LIMIT, "lines over pipes, coalesced", program("Limits", "pipe"), W2);
        for (Workload workload : List.of(W4_1M, W4_16M, W4_PACKED)) {
            add(Kind.LIMIT, "the bytes over a pipe and back", program("Limits", "pipe"), workload);
            add(Kind.LIMIT, "the bytes over a Unix socket and back", program("Limits", "socket"), workload);
            add(Kind.LIMIT, "memory copied there and back", program("Limits", "memory"), workload);
        }
        String hello = tools.rivals().resolve("shell/hello.sh").toString();
        List<String> command = List.of(hello, tools.java(), tools.classPath(), PROGRAMS + "Hello");
        add(Kind.LIMIT, "two JVMs that say hello, after one", command, W5);
    }

    private List<String> program(String main, String... arguments) {
        return with(List.of(tools.java(), "-cp", tools.classPath(), PROGRAMS + main), List.of(arguments));
    }

    private static List<String> with(List<String> command, List<String> arguments) {
        List<String> longer = new ArrayList<>(command);
        longer.addAll(arguments);
        return longer;
    }

    private void add(Kind kind, String name, List<String> command, Workload... workloads) {
        add(kind, name, command, 0, "", workloads);
    }

    private void add(Kind kind, String name, List<String> command, int count, String version, Workload... workloads) {
        for (Workload workload : workloads) {
            contenders
                    .computeIfAbsent(workload, each -> new ArrayList<>())
                    .add(new Contender(name, kind, with(command, workload.arguments), count, version));
        }
    }
}
