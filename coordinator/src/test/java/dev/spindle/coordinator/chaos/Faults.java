package dev.spindle.coordinator.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** All kinds of faults, and which befall a round. */
final class Faults {
    private static final List<Supplier<Fault>> KINDS = List.of(
            KilledWorkers::new,
            KilledCoordinator::new,
            StoppedWorker::new,
            StoppedCoordinator::new,
            GarbageOnTheChannel::new,
            FullDisk::new,
            FewDescriptors::new,
            FewProcesses::new,
            SlowReader::new,
            TornInput::new,
            DeletedFolder::new);

    /** Each wants the output, or the limits, for itself. */
    private static final List<Set<Class<?>>> EXCLUSIVE = List.of(
            Set.of(FullDisk.class, SlowReader.class), Set.of(FewDescriptors.class, FewProcesses.class, FullDisk.class));

    private Faults() {}

    static int kinds() {
        return KINDS.size();
    }

    /** Seeds in a row have each kind in turn, and others with it. */
    static List<Fault> of(long seed, Random random) {
        List<Fault> faults = new ArrayList<>();
        faults.add(KINDS.get((int) Math.floorMod(seed, (long) KINDS.size())).get());
        for (int more = random.nextInt(3); more > 0; more--) {
            Fault another = KINDS.get(random.nextInt(KINDS.size())).get();
            if (faults.stream().noneMatch(each -> excludes(each, another))) {
                faults.add(another);
            }
        }
        return faults;
    }

    private static boolean excludes(Fault one, Fault other) {
        return one.getClass() == other.getClass()
                || EXCLUSIVE.stream().anyMatch(set -> set.contains(one.getClass()) && set.contains(other.getClass()));
    }
}
