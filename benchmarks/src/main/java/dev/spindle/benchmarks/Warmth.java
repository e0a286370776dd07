package dev.spindle.benchmarks;

import dev.spindle.benchmarks.programs.FormatFile;
import dev.spindle.coordinator.WorkerPool;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A tool for the command line, run as jobs in warm workers, and as a JVM for each run. */
final class Warmth {
    private final Tools tools;
    private final int warmRuns;
    private final int coldRuns;

    private Warmth(Tools tools, boolean quick) {
        this.tools = tools;
        this.warmRuns = quick ? 20 : 2_000;
        this.coldRuns = quick ? 4 : 200;
    }

    static Section measure(Tools tools, boolean quick) throws IOException, InterruptedException {
        return new Warmth(tools, quick).measure();
    }

    private Section measure() throws IOException, InterruptedException {
        List<String> files = sources();
        List<String> warm = new ArrayList<>();
        double warmRate = warmRuns / inWorkers(runs(files, warmRuns), warm);
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("jobs in two warm workers", warmRuns, warmRate));
        Map<String, Double> data = new java.util.TreeMap<>(Map.of("warm", warmRate));
        List<String> notes = new ArrayList<>();
        if (Tools.has("parallel")) {
            String expected = String.join("", warm.subList(0, coldRuns));
            double coldRate = coldRuns / aJvmEach(runs(files, coldRuns), expected);
            rows.add(row("parallel -j2 java -jar", coldRuns, coldRate));
            data.put("cold", coldRate);
            notes.add("Warm workers do " + Numbers.brief(warmRate / coldRate)
                    + " times as many, their own start included.");
        } else {
            notes.add("Left out: a JVM for each run: GNU parallel is not installed (parallel on Debian).");
        }
        return new Section(
                "warmth",
                "google-java-format on source files, two at a time",
                List.of("how", "runs", "runs/s"),
                rows,
                notes,
                data,
                Map.of());
    }

    private static List<String> row(String how, int runs, double rate) {
        return List.of(how, String.format(Locale.ROOT, "%,d", runs), Numbers.brief(rate));
    }

    /** This project's own. */
    private List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(tools.root().resolve("coordinator/src/main/java"))) {
            return files.map(Path::toString)
                    .filter(each -> each.endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> runs(List<String> files, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> files.get(i % files.size()))
                .toList();
    }

    /** Seconds, from before the workers start to after they have left. */
    private double inWorkers(List<String> files, List<String> formatted) throws IOException {
        List<Path> classPath = new ArrayList<>(Arrays.stream(tools.classPath().split(File.pathSeparator, -1))
                .map(Path::of)
                .toList());
        classPath.add(tool());
        long began = System.nanoTime();
        try (WorkerPool pool = WorkerPool.builder()
                        .workers(2)
                        .classPath(classPath)
                        .jvmArguments(compilerIsOpen())
                        .build();
                Stream<String> results = pool.map(FormatFile.class, files.stream())) {
            results.forEachOrdered(formatted::add);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private double aJvmEach(List<String> files, String expected) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("parallel", "--will-cite", "--quote", "-k", "-j2", tools.java()));
        command.addAll(compilerIsOpen());
        Collections.addAll(command, "-jar", tool().toString(), "{}");
        Path in = Files.createTempFile("spindle-bench", ".files");
        Path out = Files.createTempFile("spindle-bench", ".formatted");
        Mark mark = Mark.next();
        try {
            Files.write(in, files);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            mark.put(builder);
            long began = System.nanoTime();
            Process process = builder.start();
            boolean ended = process.waitFor(20, TimeUnit.MINUTES);
            double seconds = (System.nanoTime() - began) / 1e9;
            if (!ended || !Files.readString(out, StandardCharsets.UTF_8).equals(expected)) {
                throw new IOException("parallel did not end, or did not print what the workers gave");
            }
            return seconds;
        } finally {
            mark.killAll();
            Files.delete(in);
            Files.delete(out);
        }
    }

    private Path tool() throws IOException {
        Path folder = tools.root().resolve("benchmarks/target/jars/tool");
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.findFirst().orElseThrow(() -> new IOException("no tool in " + folder));
        }
    }

    /** The tool uses the compiler's own parser. */
    private static List<String> compilerIsOpen() {
        return Stream.of("api", "code", "file", "parser", "tree", "util")
                .map(each -> "--add-exports=jdk.compiler/com.sun.tools.javac." + each + "=ALL-UNNAMED")
                .toList();
    }
}
