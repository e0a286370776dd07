package dev.spindle.benchmarks.programs;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** {@code Pools NAME WORKLOAD …}: one of Java's pools, asked for a workload. {@code Pools NAME whole} is a whole program: two jobs on two workers. */
public final class Pools {
    private static final int WORKERS = 2;

    private Pools() {}

    public static void main(String[] arguments) throws Exception {
        String workload = arguments[1];
        try (Pool pool = open(arguments[0], workload)) {
            if (workload.equals("whole")) {
                twoJobs(pool);
            } else {
                Rounds.answer(round(pool, arguments));
            }
        }
        System.exit(0); // whatever threads a pool has left
    }

    private static Pool open(String name, String workload) throws Exception {
        int workers = workload.equals("W1") ? 1 : WORKERS;
        return switch (name) {
            case "threads" -> new ThreadPool(workers);
            case "pp4j" -> new Pp4jPool(workers);
            case "lsp4j" -> new Lsp4jPool(workers);
            case "decoding" -> new SpindlePool(workers, "pipe", true, false);
            default -> new SpindlePool(workers, name, false, workload.equals("W3"));
        };
    }

    private static Rounds.Round round(Pool pool, String[] arguments) {
        return switch (arguments[1]) {
            case "W1" -> count -> Workloads.roundTrips(pool, count);
            case "W2" -> count -> Workloads.echoes(pool, count);
            case "W3" -> count -> Workloads.chunkedMap(pool, count);
            case "W4" -> {
                Object payload = Workloads.payload(arguments[2], Integer.parseInt(arguments[3]));
                yield count -> Workloads.payloads(pool, count, payload);
            }
            case "W6" -> count -> Primes.speedUp(pool, count, arguments[2]);
            case "W7" -> count -> Workloads.killedWorker(pool, count);
            default -> throw new IllegalArgumentException("no workload " + arguments[1]);
        };
    }

    private static void twoJobs(Pool pool) throws Exception {
        Future<?> first = pool.echo(1);
        Future<?> second = pool.echo(2);
        try {
            System.out.println(first.get() + "\n" + second.get());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
