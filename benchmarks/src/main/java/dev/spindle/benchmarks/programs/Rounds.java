package dev.spindle.benchmarks.programs;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** What a program here says: an answer for each line of its input, until that ends. */
final class Rounds {
    private Rounds() {}

    /** What a program does in a round. */
    interface Round {
        /**
         * Does {@code count} jobs and checks the result of each.
         *
         * @return what was measured, as a JSON object
         */
        String run(int count) throws Exception;
    }

    static void answer(Round round) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(round.run(Integer.parseInt(line)));
        }
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "{\"seconds\":%.9f}", nanos / 1e9);
    }

    /** What single round trips took, in nanoseconds. */
    static String times(long[] nanos) {
        double sum = Arrays.stream(nanos).sum();
        Arrays.sort(nanos);
        double median = nanos[nanos.length / 2];
        double p99 = nanos[Math.min(nanos.length - 1, (int) (nanos.length * 0.99))];
        return String.format(
                Locale.ROOT,
                "{\"seconds\":%.9f,\"us\":%.3f,\"ms\":%.6f,\"p99\":%.3f}",
                sum / 1e9,
                median / 1e3,
                median / 1e6,
                p99 / 1e3);
    }

    static void check(boolean isRight) {
        if (!isRight) {
            throw new IllegalStateException("a result is not what it should be");
        }
    }
}
