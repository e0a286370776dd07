package dev.spindle.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What it costs to watch a run of jobs of a millisecond: as whole processes, which take turns. */
final class Watching {
    /** A prime number whose trial division takes a millisecond, about. */
    private static final String NUMBER = "200000000041";

    private static final int CLIENTS = 10;
    private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/\\?(token=\\w+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tools tools;
    private final int jobs;
    private final int rounds;
    private final Path folder;
    private final AtomicLong eventBytes = new AtomicLong();

    private Watching(Tools tools, boolean quick, int rounds) throws IOException {
        this.tools = tools;
        this.jobs = quick ? 200 : 30_000;
        this.rounds = rounds > 0 ? rounds : quick ? 1 : 5;
        this.folder = Files.createTempDirectory("spindle-bench");
    }

    static Section measure(Tools tools, boolean quick, int rounds) throws IOException, InterruptedException {
        Watching watching = new Watching(tools, quick, rounds);
        try {
            return watching.measure();
        } finally {
            for (String each : List.of("in", "out", "sum", "trace", "report", "joblog")) {
                Files.deleteIfExists(watching.folder.resolve(each));
            }
            Files.deleteIfExists(watching.folder);
        }
    }

    private Section measure() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("in"), (NUMBER + "\n").repeat(jobs));
        Map<String, List<String>> ways = new LinkedHashMap<>();
        ways.put("nobody watches", List.of());
        ways.put("--joblog", List.of("--joblog", file("joblog")));
        ways.put("--trace", List.of("--trace", file("trace")));
        ways.put("--report", List.of("--report", file("report")));
        ways.put("--dashboard, " + CLIENTS + " clients", List.of("--dashboard"));
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) { // the first one warms the machine up
            for (Map.Entry<String, List<String>> way : ways.entrySet()) {
                double rate = run(way.getValue());
                if (round > 0) {
                    rates.computeIfAbsent(way.getKey(), name -> new ArrayList<>())
                            .add(rate);
                }
            }
        }
        return section(rates);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private Section section(Map<String, List<Double>> rates) {
        List<Double> alone = rates.values().iterator().next();
        List<List<String>> rows = new ArrayList<>();
        rates.forEach((way, each) -> {
            List<Double> lost = new ArrayList<>(); // against the run of the same round
            for (int i = 0; i < each.size(); i++) {
                lost.add(100 * (1 - each.get(i) / alone.get(i)));
            }
            String cost = each == alone
                    ? ""
                    : String.format(Locale.ROOT, "%.1f %%", spread(lost).median());
            rows.add(List.of(way, Numbers.spread(spread(each)), cost));
        });
        return new Section(
                "watching",
                jobs + " jobs of a millisecond on two workers, watched",
                List.of("how", "jobs/s", "slower by"),
                rows,
                List.of(
                        "Whole runs, their start included. Slower: the median over the rounds, each against the run of its own round "
                                + "that nobody watched. The clients took " + Numbers.exact(eventBytes.get() / 1024.0)
                                + " KiB of events."),
                rates,
                Map.of());
    }

    private static Standing.Spread spread(List<Double> values) {
        return Standing.Spread.of(
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    /** Jobs a second, as the run's own summary says. */
    private double run(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(tools.spindle(), "run", "-t", "prime", "-j", "2", "--summary", file("sum"), "-o", file("out")));
        command.addAll(options);
        command.add(file("in"));
        Mark mark = Mark.next();
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            mark.put(builder);
            Process process = builder.start();
            process.getOutputStream().close();
            StringBuilder said = new StringBuilder();
            List<Thread> clients = listen(process, said);
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException("spindle run did not end well: " + said);
            }
            for (Thread client : clients) {
                client.join(10_000);
            }
        } finally {
            mark.killAll();
        }
        JsonNode summary = JSON.readTree(folder.resolve("sum").toFile());
        if (summary.path("ok").asInt() != jobs) {
            throw new IOException("not all jobs were ok: " + summary);
        }
        return jobs / summary.path("seconds").asDouble();
    }

    /** Reads stderr to its end; when it names a page, clients look at it. */
    private List<Thread> listen(Process process, StringBuilder said) throws IOException {
        List<Thread> clients = new ArrayList<>();
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                Matcher address = ADDRESS.matcher(line);
                if (address.find()) {
                    for (int i = 0; i < CLIENTS; i++) {
                        clients.add(client(URI.create(address.group(1) + "/events?" + address.group(2))));
                    }
                }
            }
        }
        return clients;
    }

    private Thread client(URI events) {
        Thread client = new Thread(() -> {
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) events.toURL().openConnection();
                byte[] buffer = new byte[1 << 16];
                try (InputStream stream = connection.getInputStream()) {
                    for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                        eventBytes.addAndGet(read);
                    }
                }
            } catch (IOException e) {
                // the run is over
            }
        });
        client.setDaemon(true);
        client.start();
        return client;
    }
}
