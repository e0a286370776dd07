package dev.spindle.benchmarks;

import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.protocol.RawJson;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** How Spindle's throughput changes with the number of workers, the number of jobs, and their size: echo, a handle for each job. */
final class Growth {
    private static final int HANDLES = 10_000;
    private static final int MOST_IN_FLIGHT_BYTES = 256 << 20;

    private Growth() {}

    static List<Section> measure(boolean quick) throws IOException, InterruptedException {
        return List.of(workers(quick), jobs(quick), payloads(quick));
    }

    private static Section workers(boolean quick) throws IOException, InterruptedException {
        Map<Double, Double> points = new LinkedHashMap<>();
        for (int workers : quick ? new int[] {1, 2} : new int[] {1, 2, 4, 8, 16, 64}) {
            try (WorkerPool pool = builder().workers(workers).heap("64m").build()) {
                pool.prestart(workers);
                int jobs = quick ? 100 : 500_000;
                echo(pool, jobs, RawJson.of("1")); // warm
                points.put((double) workers, jobs / echo(pool, jobs, RawJson.of("1")));
            }
        }
        return section("workers", "Jobs a second, by workers", "workers", points);
    }

    private static Section jobs(boolean quick) throws IOException, InterruptedException {
        Map<Double, Double> points = new LinkedHashMap<>();
        for (int jobs = 1_000; jobs <= (quick ? 1_000 : 10_000_000); jobs *= 10) {
            long began = System.nanoTime();
            try (WorkerPool pool = builder().workers(2).build()) {
                echo(pool, jobs, RawJson.of("1"));
            }
            points.put((double) jobs, jobs / ((System.nanoTime() - began) / 1e9));
        }
        return section("jobs", "Jobs a second, by jobs, from the start of two workers to their end", "jobs", points);
    }

    private static Section payloads(boolean quick) throws IOException, InterruptedException {
        Map<Double, Double> points = new LinkedHashMap<>();
        for (int bytes = 1; bytes <= (quick ? 8 : 64 << 20); bytes *= 8) {
            try (WorkerPool pool = builder().workers(2).heap("2g").build()) {
                RawJson payload = bytes < 2 ? RawJson.of("1") : RawJson.of("\"" + "x".repeat(bytes - 2) + "\"");
                int jobs = (int) Math.min(quick ? 10 : 300_000, Math.max(8, (2L << 30) / bytes));
                echo(pool, jobs / 4 + 1, payload); // warm
                points.put((double) bytes, jobs / echo(pool, jobs, payload));
            }
        }
        return section("payloads", "Jobs a second, by bytes of their payload", "bytes", points);
    }

    private static PoolBuilder builder() {
        return WorkerPool.builder().maxFrame((64 << 20) + 1024);
    }

    /** Seconds that so many jobs took; the latest handles are kept, and each result is looked at. */
    private static double echo(WorkerPool pool, int jobs, RawJson payload) throws IOException, InterruptedException {
        int most = Math.max(4, Math.min(HANDLES, MOST_IN_FLIGHT_BYTES / payload.length()));
        ArrayDeque<Job<RawJson>> handles = new ArrayDeque<>();
        long began = System.nanoTime();
        try {
            for (int i = 0; i < jobs; i++) {
                if (handles.size() == most) {
                    check(handles.removeFirst().get(), payload);
                }
                handles.addLast(pool.submit("echo", payload, RawJson.class));
            }
            for (Job<RawJson> each : handles) {
                check(each.get(), payload);
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static void check(RawJson result, RawJson payload) {
        if (!result.equals(payload)) {
            throw new IllegalStateException("a result is not what it should be");
        }
    }

    private static Section section(String name, String title, String variable, Map<Double, Double> points) {
        List<List<String>> rows = new ArrayList<>();
        boolean sized = variable.equals("bytes");
        points.forEach((x, rate) -> {
            List<String> row = new ArrayList<>(List.of(Numbers.exact(x), Numbers.brief(rate)));
            if (sized) {
                row.add(Numbers.brief(x * rate / 1e6));
            }
            rows.add(row);
        });
        List<String> columns = sized ? List.of(variable, "jobs/s", "MB/s each way") : List.of(variable, "jobs/s");
        String chart = LineChart.svg(title, variable, "jobs/s", points);
        return new Section("growth-" + name, title, columns, rows, List.of(), points, Map.of("", chart));
    }
}
