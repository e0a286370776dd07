package dev.spindle.coordinator.lab.queue;

/** When a job was submitted, began and ended, in the nanoseconds of one clock. Immutable. */
record Times(long submitted, long began, long ended) {
    long waited() {
        return began - submitted;
    }
}
