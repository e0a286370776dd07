package dev.spindle.coordinator;

import dev.spindle.protocol.RawJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * What each transport costs, side by side: the transports take turns in every round. No test; prints the medians of all rounds as a table in
 * Markdown: {@code java -cp … dev.spindle.coordinator.TransportBench [ROUNDS]}.
 */
final class TransportBench {
    private static final int WARM_UP_ROUNDS = 5;
    private static final int JOBS = 50_000;

    private enum Measure {
        SMALL(64, 2_000),
        MEBIBYTE(1 << 20, 20),
        LARGE(16 << 20, 3),
        JOBS_A_SECOND(8, JOBS);

        final int bytes;
        final int times;

        Measure(int bytes, int times) {
            this.bytes = bytes;
            this.times = times;
        }
    }

    /** One transport, and what was measured with it. */
    private record Lane(Transport transport, WorkerPool pool, Map<Measure, List<Double>> found) {
        static Lane open(Transport transport) {
            return new Lane(
                    transport,
                    WorkerPool.builder()
                            .workers(2)
                            .heap("512m")
                            .transport(transport)
                            .build(),
                    new EnumMap<>(Measure.class));
        }

        void measure(Measure measure, RawJson input, boolean counts) throws Exception {
            double figure =
                    switch (measure) {
                        case SMALL -> roundTrip(pool, input, measure.times) / 1e3;
                        case MEBIBYTE, LARGE -> roundTrip(pool, input, measure.times) / 1e6;
                        case JOBS_A_SECOND -> jobsASecond(pool, input);
                    };
            if (counts) {
                found.computeIfAbsent(measure, each -> new ArrayList<>()).add(figure);
            }
        }

        String row() {
            StringBuilder row = new StringBuilder("| ").append(transport).append(" |");
            found.forEach((measure, values) -> row.append(String.format(
                    Locale.ROOT,
                    measure == Measure.JOBS_A_SECOND ? " %.0f |" : " %.2f |",
                    median(values.stream().mapToDouble(each -> each).toArray()))));
            return row.toString();
        }
    }

    private TransportBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length == 0 ? 15 : Integer.parseInt(arguments[0]);
        List<Lane> lanes = Arrays.stream(Transport.values()).map(Lane::open).toList();
        try {
            for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
                for (Measure measure : Measure.values()) {
                    RawJson input = RawJson.of("\"" + "x".repeat(measure.bytes - 2) + "\"");
                    for (Lane lane : lanes) {
                        lane.measure(measure, input, round >= 0);
                    }
                }
            }
        } finally {
            lanes.forEach(lane -> lane.pool().close());
        }
        System.out.println(
                "| transport | 64 B, µs | 1 MiB, ms | 16 MiB, ms | jobs/s |\n| --- | --- | --- | --- | --- |");
        lanes.forEach(lane -> System.out.println(lane.row()));
    }

    private static double roundTrip(WorkerPool pool, RawJson input, int times) throws Exception {
        double[] each = new double[times];
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            RawJson result = pool.submit("echo", input, RawJson.class).get();
            each[i] = System.nanoTime() - began;
            if (result.length() != input.length()) {
                throw new IllegalStateException("not what was sent");
            }
        }
        return median(each);
    }

    private static double jobsASecond(WorkerPool pool, RawJson input) throws Exception {
        CountDownLatch done = new CountDownLatch(JOBS);
        long began = System.nanoTime();
        for (int i = 0; i < JOBS; i++) {
            Job<RawJson> unused = pool.submitFor(JobRequest.of("echo", input, RawJson.class), job -> done.countDown());
        }
        done.await();
        return JOBS / ((System.nanoTime() - began) / 1e9);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
