package dev.spindle.worker.lab;

/** In what way a job goes wrong, and perhaps takes others with it. */
public enum Misbehaviour {
    /** Throws, and nobody in the job catches it. */
    EXCEPTION("exception"),
    /** Calls {@code System.exit}. */
    EXIT("exit"),
    /** Fills the heap until there is no more. */
    OUT_OF_MEMORY("out of memory"),
    /** Never ends and does not listen to an interrupt. */
    ENDLESS_LOOP("endless loop"),
    /** Writes to the address 0, below Java. */
    NATIVE_CRASH("native crash"),
    /** Gives up half way through a change to what other jobs read, too. */
    CORRUPTED_STATE("corrupted state");

    private final String label;

    Misbehaviour(String label) {
        this.label = label;
    }

    /** As people say it. */
    public String label() {
        return label;
    }
}
