package dev.spindle.coordinator.lab.scaling;

import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.ModernJava;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.coordinator.spin.VirtualThreads;
import dev.spindle.worker.lab.Crew;
import dev.spindle.worker.lab.CrewTask;
import dev.spindle.worker.lab.OwnMemory;
import dev.spindle.worker.lab.Weigh;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All execution units that this machine has, ready to work, until closed. For one thread. */
final class Units implements AutoCloseable {
    private final Setting setting;
    private final List<Unit> all = new ArrayList<>();
    private final Workers workers;
    /** With one worker; null where there is none, or before it was looked for. */
    private @Nullable ModernJava modern;

    private final int cores;
    private final List<Integer> levels;
    private final List<Integer> ofProcesses;

    /** Begins to start workers; {@link #awaitAll} must follow. */
    Units(Setting setting, int cores, boolean everyLevel) {
        this.setting = setting;
        this.cores = cores;
        levels = Levels.of(cores, everyLevel);
        ofProcesses = Levels.thatFit(levels, OwnMemory.available());
        if (ofProcesses.size() < levels.size()) {
            setting.note("little memory: no more than " + ofProcesses.get(ofProcesses.size() - 1)
                    + " processes at once are tried; free some and run again");
        }
        if (cores == 1) {
            setting.note("one core: nothing can run at the same time, so CPU-bound work cannot speed up here;"
                    + " run it where there are more");
        }
        workers = new Workers(setting, ofProcesses, compiling());
    }

    /** Waits until there are workers for all units. */
    void awaitAll() throws UnmeasuredException, InterruptedException {
        Optional<ModernJava> found = ModernJava.find(worker(), setting);
        modern = found.orElse(null);
        workers.awaitAll();
        int java = Runtime.version().feature();
        List<Integer> andAll = Levels.andAll(levels);
        all.add(new Unit(Unit.SEQUENTIAL, java, 1, List.of(1), Crew.SEQUENTIAL::work));
        all.add(new Unit(Unit.THREADS, java, cores, andAll, Crew.THREADS::work));
        all.add(new Unit(Unit.PROCESSES, java, cores, ofProcesses, workers::work));
        all.add(new Unit(Unit.COROUTINES, java, 1, andAll, Coroutines::work));
        found.ifPresent(each -> addVirtualThreads(each, andAll));
    }

    private PoolBuilder worker() {
        List<String> arguments = new ArrayList<>(compiling());
        arguments.add("-XX:ActiveProcessorCount=" + cores);
        return setting.pool()
                .workers(1)
                .retries(0)
                .heap("256m")
                .jvmArguments(arguments)
                .tasks(CrewTask.class)
                .tasks(Weigh.class);
    }

    /** Workers that live for seconds only would spend most of them in the second compiler. */
    private List<String> compiling() {
        return setting.either(List.of("-XX:TieredStopAtLevel=1"), List.of());
    }

    private void addVirtualThreads(ModernJava modern, List<Integer> levels) {
        int java = modern.jdk().feature();
        if (VirtualThreads.areThere()) {
            all.add(new Unit(Unit.VIRTUAL_THREADS, java, cores, levels, Crew.VIRTUAL_THREADS::work));
            return;
        }
        WorkerPool pool = modern.pool();
        all.add(new Unit(Unit.SEQUENTIAL, java, 1, List.of(1), elsewhere(pool, Crew.SEQUENTIAL)));
        all.add(new Unit(Unit.VIRTUAL_THREADS, java, cores, levels, elsewhere(pool, Crew.VIRTUAL_THREADS)));
    }

    private static Unit.Hands elsewhere(WorkerPool pool, Crew crew) {
        return (loads, atOnce) -> Workers.result(pool.submit(CrewTask.class, new CrewTask.Order(crew, loads, atOnce)));
    }

    List<Unit> all() {
        return all;
    }

    /** So many jobs for each worker. */
    void warmUp(int jobs) throws UnmeasuredException, InterruptedException {
        workers.warmUp(jobs);
    }

    /** What they weigh: {@code threads} threads, and {@code light} of what is lighter. */
    List<Weight> weights(int threads, int light) throws UnmeasuredException, InterruptedException {
        int java = Runtime.version().feature();
        List<Weight> weights = new ArrayList<>();
        long coroutines = Coroutines.weigh(light);
        weights.add(new Weight(Unit.COROUTINES, java, light, Math.max(0, coroutines / light), "heap"));
        if (modern != null) {
            int modernJava = modern.jdk().feature();
            weigh(modern.pool(), Weigh.Kind.VIRTUAL_THREADS, light)
                    .map(weight -> weight(Unit.VIRTUAL_THREADS, modernJava, weight, "heap"))
                    .ifPresent(weights::add);
        }
        weigh(workers.single(), Weigh.Kind.THREADS, threads)
                .map(weight -> weight(Unit.THREADS, java, weight, "anonymous"))
                .ifPresent(weights::add);
        Weigh.Weight process = workers.weigh();
        if (process.bytes() != OwnMemory.UNKNOWN) {
            weights.add(weight(Unit.PROCESSES, java, process, "share"));
        }
        if (weights.stream().noneMatch(each -> each.unit().equals(Unit.THREADS))) {
            setting.note("what threads and processes weigh is not known: it is read from /proc, which Linux has");
        }
        return weights;
    }

    private Optional<Weigh.Weight> weigh(WorkerPool pool, Weigh.Kind kind, int count)
            throws UnmeasuredException, InterruptedException {
        Weigh.Weight weight =
                Weigh.Weight.of(Workers.result(pool.submit(Weigh.class, new Weigh.Order(kind, count).text())));
        if (weight.count() < count) {
            setting.note("only " + weight.count() + " of " + count + " threads could be started to be weighed;"
                    + " raise the limit (ulimit -u)");
        }
        return weight.count() == 0 || weight.bytes() == OwnMemory.UNKNOWN ? Optional.empty() : Optional.of(weight);
    }

    private static Weight weight(String unit, int java, Weigh.Weight weight, String measure) {
        return new Weight(unit, java, weight.count(), Math.max(0, weight.bytes() / weight.count()), measure);
    }

    @Override
    public void close() {
        workers.close();
        if (modern != null) {
            modern.close();
        }
    }
}
