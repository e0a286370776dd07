package dev.spindle.coordinator.lab;

import dev.spindle.coordinator.PoolBuilder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What an experiment is run with: how much effort is wanted, pools, and somebody to tell what it had to leave out. Thread-safe. */
public final class Setting {
    private final boolean quick;
    private final Supplier<PoolBuilder> pools;
    private final Consumer<String> told;
    private final List<String> notes = new CopyOnWriteArrayList<>();

    /**
     * Before anything is measured.
     *
     * @param quick whether ten seconds have to do, instead of a minute
     * @param pools gives a new builder at each call, with all set that is not the experiment's own business
     * @param told gets each note at once
     */
    public Setting(boolean quick, Supplier<PoolBuilder> pools, Consumer<String> told) {
        this.quick = quick;
        this.pools = pools;
        this.told = told;
    }

    public boolean quick() {
        return quick;
    }

    /** {@code whenQuick} or {@code otherwise}. */
    public <T> T either(T whenQuick, T otherwise) {
        return quick ? whenQuick : otherwise;
    }

    /** A new builder. */
    public PoolBuilder pool() {
        return pools.get();
    }

    /** One line on what the machine does not allow, and what is done instead. */
    public void note(String line) {
        notes.add(line);
        told.accept(line);
    }

    /** All so far. */
    public List<String> notes() {
        return List.copyOf(notes);
    }
}
