package dev.spindle.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What workers cost that have nothing to do, and how much heap a run needs. */
final class Memory {
    private static final String WORKER_MAIN = "dev.spindle.worker.runtime.WorkerMain";
    private static final Pattern AFTER_COLLECTION = Pattern.compile("->(\\d+)M");

    private final Tools tools;
    private final boolean quick;
    private final List<List<String>> rows = new ArrayList<>();
    private final Map<String, String> data = new TreeMap<>();

    private Memory(Tools tools, boolean quick) {
        this.tools = tools;
        this.quick = quick;
    }

    static Section measure(Tools tools, boolean quick) throws IOException, InterruptedException {
        Memory memory = new Memory(tools, quick);
        memory.idleWorkers();
        memory.idleRivals();
        memory.heap(quick ? 1_000 : 1_000_000, 8);
        memory.heap(quick ? 10 : 20_000, 64 << 10);
        memory.idleProcessors();
        return new Section(
                "memory",
                "Memory, and processors at rest",
                List.of("what", "figure"),
                memory.rows,
                List.of(
                        "Resident memory counts what processes share in each of them; the proportional share (PSS) splits it among them."),
                memory.data,
                Map.of());
    }

    private void tell(String what, String figure) {
        rows.add(List.of(what, figure));
        data.put(what, figure);
    }

    private void idleWorkers() throws IOException, InterruptedException {
        try (Run run = new Run(2)) {
            tellSizes("an idle worker of spindle run", run.workers());
        }
    }

    private void idleRivals() throws IOException, InterruptedException {
        for (Contender rival : new Catalog(tools, quick, false).contenders(Workload.W2)) {
            if (rival.kind() == Contender.Kind.RIVAL) {
                try (Program program = new Program(rival.command())) {
                    program.round(1000, 60);
                    Thread.sleep(settling());
                    tellSizes("an idle worker of " + rival.name(), program.children());
                } catch (IOException e) {
                    tell("an idle worker of " + rival.name(), "did not finish: " + e.getMessage());
                }
            }
        }
    }

    /** At rest means that a while has passed: there is no event to wait for. */
    private long settling() {
        return quick ? 100 : 5000;
    }

    private void tellSizes(String what, List<ProcessHandle> processes) throws IOException {
        long resident = 0;
        long share = 0;
        for (ProcessHandle process : processes) {
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/smaps_rollup"))) {
                resident += line.startsWith("Rss:") ? number(line) : 0;
                share += line.startsWith("Pss:") ? number(line) : 0;
            }
        }
        int count = Math.max(1, processes.size());
        tell(
                what,
                String.format(
                        Locale.ROOT, "%.1f MB resident, %.1f MB share", resident / 1e3 / count, share / 1e3 / count));
    }

    private static long number(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1000;
    }

    /** A run with so many jobs of so many bytes, whose coordinator may have 64 MB of heap. */
    private void heap(int jobs, int bytes) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("spindle-bench");
        Path in = folder.resolve("in");
        Path out = folder.resolve("out");
        Path log = folder.resolve("gc");
        Mark mark = Mark.next();
        try {
            String line = "\"" + "x".repeat(bytes - 2) + "\"\n";
            try (BufferedWriter writer = Files.newBufferedWriter(in)) {
                for (int i = 0; i < jobs; i++) {
                    writer.write(line);
                }
            }
            ProcessBuilder builder = new ProcessBuilder(
                            tools.spindle(), "run", "-q", "-j", "2", "-t", "echo", in.toString(), "-o", out.toString())
                    .inheritIO();
            builder.environment().put("SPINDLE_JAVA_OPTS", "-Xmx64m -Xlog:gc:file=" + log);
            mark.put(builder);
            Process process = builder.start();
            boolean ended = process.waitFor(10, TimeUnit.MINUTES);
            long results;
            try (var lines = Files.lines(out)) {
                results = lines.count();
            }
            String what =
                    String.format(Locale.ROOT, "the coordinator's heap, %,d jobs of %,d bytes, -Xmx64m", jobs, bytes);
            tell(
                    what,
                    ended && process.exitValue() == 0 && results == jobs
                            ? largestAfterCollection(log) + " MB at most after a collection"
                            : "did not finish: " + results + " results");
        } finally {
            mark.killAll();
            for (Path each : List.of(in, out, log, folder)) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static int largestAfterCollection(Path log) throws IOException {
        int most = 0;
        Matcher matcher = AFTER_COLLECTION.matcher(Files.readString(log));
        while (matcher.find()) {
            most = Math.max(most, Integer.parseInt(matcher.group(1)));
        }
        return most;
    }

    /** Idle workers, and as many JVMs with the same flags that do nothing at all. */
    private void idleProcessors() throws IOException, InterruptedException {
        int count = quick ? 2 : 64;
        double workers;
        List<String> command;
        try (Run run = new Run(count)) {
            Thread.sleep(settling());
            command = bareCommand(run.workers().get(0));
            workers = processorShare(run.workers());
        }
        Mark mark = Mark.next();
        double bare;
        try {
            for (int i = 0; i < count; i++) {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
                mark.put(builder);
                Process unused = builder.start();
            }
            Thread.sleep(settling() + 500L * count);
            bare = processorShare(mark.processes());
        } finally {
            mark.killAll();
        }
        tell(count + " idle workers", String.format(Locale.ROOT, "%.2f %% of a core", workers * 100));
        tell(count + " idle JVMs with the same flags", String.format(Locale.ROOT, "%.2f %% of a core", bare * 100));
        tell(
                "the one to the other",
                bare > 0 ? String.format(Locale.ROOT, "%.2f×", workers / bare) : "too little to tell");
    }

    private List<String> bareCommand(ProcessHandle worker) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Files.readString(Path.of("/proc/" + worker.pid() + "/cmdline"), StandardCharsets.UTF_8)
                        .split("\0", -1)));
        command.set(command.indexOf("-cp") + 1, tools.classPath());
        int main = command.indexOf(WORKER_MAIN);
        command.subList(main, command.size()).clear();
        command.add("dev.spindle.benchmarks.programs.Idle");
        return command;
    }

    private double processorShare(List<ProcessHandle> processes) throws InterruptedException {
        Duration before = used(processes);
        long began = System.nanoTime();
        Thread.sleep(quick ? 500 : 30_000);
        return used(processes).minus(before).toNanos() / (double) (System.nanoTime() - began);
    }

    private static Duration used(List<ProcessHandle> processes) {
        return processes.stream()
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** A run of the command line whose workers have all done something, and have nothing to do now. */
    private final class Run implements AutoCloseable {
        private final Mark mark = Mark.next();
        private final Process process;

        Run(int workers) throws IOException, InterruptedException {
            ProcessBuilder builder = new ProcessBuilder(
                            tools.spindle(), "run", "-q", "-j", Integer.toString(workers), "-t", "sleep")
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            mark.put(builder);
            process = builder.start();
            int millis = 1000 + 200 * workers; // no worker has a second job while another has not started
            OutputStream out = process.getOutputStream();
            out.write((millis + "\n").repeat(workers).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            BufferedReader in = process.inputReader(StandardCharsets.UTF_8);
            for (int i = 0; i < workers; i++) {
                if (in.readLine() == null) {
                    throw new IOException("spindle run ended early");
                }
            }
            Thread.sleep(settling());
        }

        List<ProcessHandle> workers() {
            return mark.processes().stream()
                    .filter(each -> each.info().commandLine().orElse("").contains(WORKER_MAIN))
                    .toList();
        }

        @Override
        public void close() throws IOException, InterruptedException {
            process.getOutputStream().close();
            boolean unused = process.waitFor(10, TimeUnit.SECONDS);
            mark.killAll();
        }
    }
}
