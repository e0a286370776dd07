package dev.spindle.coordinator.chaos;

/** Something that goes wrong for a run. A new kind is a class of its own and a line in {@link Faults}; the seed's randomness is handed in. */
interface Fault {
    /** What it is called in the figures. */
    default String kind() {
        return getClass().getSimpleName();
    }

    /** Before the start: how the run is started, on what jobs, and what it may end like because of this fault. */
    default void prepare(Setup setup) throws Exception {}

    /** While it runs, in a thread of its own; ends when the run does, at the latest. */
    default void strike(Victim victim) throws Exception {}

    /** The run is to be gone on with, and nothing is to be in its way. */
    default void relent() throws Exception {}

    /** When all is over. */
    default void clear() throws Exception {}
}
