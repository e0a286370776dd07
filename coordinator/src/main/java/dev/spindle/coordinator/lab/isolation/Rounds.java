package dev.spindle.coordinator.lab.isolation;

import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.coordinator.lab.isolation.InProcess.Workers;
import dev.spindle.worker.lab.Misbehaviour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** Lets every misbehaviour have its turn, in threads and in processes, and keeps what was left. For one thread. */
final class Rounds {
    private final Trouble trouble;
    private final Map<Misbehaviour, List<Observation>> threads = new EnumMap<>(Misbehaviour.class);
    private final Map<Misbehaviour, List<Observation>> processes = new EnumMap<>(Misbehaviour.class);
    private final List<Observation> kept = new ArrayList<>();
    private int wrongWorkers;

    Rounds(Trouble trouble) {
        this.trouble = trouble;
    }

    /**
     * All once. One pool of workers goes through all but corrupted state, for which each worker has one job only; and then through that as
     * well, last, as it stays.
     */
    void run(Random random, Setting setting) throws UnmeasuredException, InterruptedException {
        List<Misbehaviour> order = new ArrayList<>(Arrays.asList(Misbehaviour.values()));
        Collections.shuffle(order, random);
        try (InThread inThread = new InThread(trouble, setting);
                InProcess inProcess = new InProcess(trouble, Workers.KEPT, setting);
                InProcess once = new InProcess(trouble, Workers.RECYCLED, setting)) {
            for (Misbehaviour how : order) {
                add(threads, how, inThread.observe(how));
                if (setting.quick()) {
                    inThread.prepare();
                }

                InProcess workers = how == Misbehaviour.CORRUPTED_STATE ? once : inProcess;
                add(processes, how, workers.observe(how, new HashSet<>()));
            }
            Set<Integer> wrong = new HashSet<>();
            kept.add(inProcess.observe(Misbehaviour.CORRUPTED_STATE, wrong));
            wrongWorkers = Math.max(wrongWorkers, wrong.size());
        }
    }

    private static void add(
            Map<Misbehaviour, List<Observation>> observations, Misbehaviour how, Observation observation) {
        observations.computeIfAbsent(how, each -> new ArrayList<>()).add(observation);
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        threads.forEach(
                (how, seen) -> rows.add(new Row(how, side(seen), side(Objects.requireNonNull(processes.get(how))))));
        return rows;
    }

    private Side side(List<Observation> observations) {
        return Side.of(trouble.others(), observations);
    }

    Kept kept() {
        Side side = side(kept);
        return new Kept(side.others(), side.right(), side.wrong(), wrongWorkers);
    }
}
