package dev.spindle.coordinator.lab;

/** A question about what something costs, and a way to find the answer on this machine. */
public interface Experiment {
    /** What the command line calls it. */
    String name();

    /** One line for people who look for an experiment. */
    String description();

    /**
     * Measures; may take a minute, and ten seconds when quick.
     *
     * @throws UnmeasuredException when no result came about: a worker died, say
     * @throws java.util.concurrent.RejectedExecutionException when workers do not start
     * @throws InterruptedException when the caller is interrupted meanwhile; no process is left then either
     */
    Findings run(Setting setting) throws UnmeasuredException, InterruptedException;
}
