package dev.spindle.coordinator.lab.queue;

import dev.spindle.coordinator.QueueOrder;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.Sample;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.worker.lab.Stamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** A pool of one worker for each order of the queue: the same jobs go to all of them. For one thread. */
final class Orders implements AutoCloseable {
    /** How long each job lasts; the first keeps the worker busy until all others are there. The shorter, the higher its priority. */
    static final List<Integer> MILLIS = List.of(50, 40, 10, 25, 5, 30, 15, 20, 35);

    private static final int HIGHEST = 100;
    /** Long enough for a worker to be given one job at a time. */
    private static final long WARM_UP_MICROS = 5000;

    private final Map<QueueOrder, WorkerPool> pools = new EnumMap<>(QueueOrder.class);
    private final Map<QueueOrder, List<List<Times>>> rounds = new EnumMap<>(QueueOrder.class);
    private final Clocks clocks;

    /** Begins to start the workers. */
    Orders(Setting setting, Clocks clocks) {
        this.clocks = clocks;
        for (QueueOrder order : QueueOrder.values()) {
            WorkerPool pool = setting.pool()
                    .workers(1)
                    .heap("64m")
                    .retries(0)
                    .queueOrder(order)
                    .tasks(Stamp.class)
                    .build();
            pools.put(order, pool);
            pool.prestart(1);
            rounds.put(order, new ArrayList<>());
        }
    }

    /** A job for each worker that is not measured. */
    void warmUp() throws UnmeasuredException, InterruptedException {
        for (WorkerPool pool : pools.values()) {
            Submitted.to(pool, WARM_UP_MICROS, 0).times(clocks);
        }
    }

    /** The jobs once in each order. */
    void round() throws UnmeasuredException, InterruptedException {
        for (Map.Entry<QueueOrder, List<List<Times>>> each : rounds.entrySet()) {
            WorkerPool pool = pools.get(each.getKey());
            if (pool != null) {
                each.getValue().add(run(pool));
            }
        }
    }

    private List<Times> run(WorkerPool pool) throws UnmeasuredException, InterruptedException {
        pool.tasks(); // waits for the worker: so it takes the first job at once
        List<Submitted> submitted = new ArrayList<>();
        for (int millis : MILLIS) {
            submitted.add(Submitted.to(pool, millis * 1000L, HIGHEST - millis));
            pool.pause(); // the first has its worker; none of the others is chosen before all are there, however
            // slow this thread is
        }
        pool.resume();
        List<Times> times = new ArrayList<>();
        for (Submitted each : submitted) {
            times.add(each.times(clocks));
        }
        return times;
    }

    /** What came of them, after a round at least. */
    List<OrderRow> rows() {
        List<OrderRow> rows = new ArrayList<>();
        rounds.forEach((order, times) -> rows.add(row(order, times)));
        return rows;
    }

    private static OrderRow row(QueueOrder order, List<List<Times>> rounds) {
        List<Times> last = rounds.get(rounds.size() - 1);
        List<Integer> starts = starts(last);
        int alike = (int)
                rounds.stream().filter(each -> starts(each).equals(starts)).count();
        long zero = last.get(0).submitted();
        List<OrderRow.JobRow> jobs = new ArrayList<>();
        for (int i = 0; i < last.size(); i++) {
            Sample waits = new Sample();
            for (List<Times> round : rounds) {
                waits.add(round.get(i).waited());
            }
            Times times = last.get(i);
            jobs.add(new OrderRow.JobRow(
                    i + 1,
                    MILLIS.get(i),
                    HIGHEST - MILLIS.get(i),
                    millis(times.submitted() - zero),
                    millis(times.began() - zero),
                    millis(times.ended() - zero),
                    millis(Math.round(waits.spread().median()))));
        }
        return new OrderRow(order.name().toLowerCase(Locale.ROOT), rounds.size(), alike, starts, jobs);
    }

    private static List<Integer> starts(List<Times> times) {
        return IntStream.range(0, times.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> times.get(i).began()))
                .map(i -> i + 1)
                .toList();
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }

    @Override
    public void close() {
        pools.values().forEach(WorkerPool::close);
    }
}
