package dev.spindle.coordinator.lab.preemption;

/** What runs the heartbeat and its neighbours. */
enum Kind {
    /** Coroutines of one event loop, in one thread. */
    COROUTINE("coroutine"),
    /** Threads of one JVM. */
    THREAD("thread"),
    /** Virtual threads of one JVM. */
    VIRTUAL("virtual thread"),
    /** Worker processes. */
    PROCESS("process");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
