package dev.spindle.coordinator.lab.contention;

/** The ways to increment a counter, in the order in which to list them. */
enum Kind {
    ONE_THREAD("one thread", "no lock", Care.CAREFUL),
    PLAIN("threads", "no lock", Care.CARELESS),
    VOLATILE("threads", "volatile", Care.CARELESS),
    SYNCHRONIZED("threads", "synchronized", Care.CAREFUL),
    LOCKED("threads", "ReentrantLock", Care.CAREFUL),
    ATOMIC("threads", "atomic", Care.CAREFUL),
    ADDER("threads", "LongAdder", Care.CAREFUL),
    MAPPED("processes", "no lock", Care.CARELESS),
    FILE_LOCKED("processes", "file lock", Care.CAREFUL),
    MAPPED_ATOMIC("processes", "atomic", Care.CAREFUL),
    MESSAGE("messages", "owner", Care.CAREFUL),
    COROUTINE("coroutines", "no lock", Care.CAREFUL),
    COROUTINE_ACROSS_AWAIT("coroutines", "await inside", Care.CARELESS);

    /** What a program may rely on, whatever was measured. */
    enum Care {
        /** No update can be lost. */
        CAREFUL,
        /** Nothing keeps updates from being lost. */
        CARELESS
    }

    private final String unit;
    private final String guard;
    private final Care care;

    Kind(String unit, String guard, Care care) {
        this.unit = unit;
        this.guard = guard;
        this.care = care;
    }

    String unit() {
        return unit;
    }

    /** What is between two contenders. */
    String guard() {
        return guard;
    }

    Care care() {
        return care;
    }

    @Override
    public String toString() {
        return this == ONE_THREAD ? unit : unit + ": " + guard;
    }
}
