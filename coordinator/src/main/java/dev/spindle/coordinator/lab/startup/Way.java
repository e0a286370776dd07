package dev.spindle.coordinator.lab.startup;

import dev.spindle.coordinator.lab.UnmeasuredException;

/** A way to have a job run. Its job does next to nothing: what it takes is what the unit costs. For one thread. */
interface Way {
    Kind kind();

    /** The version of the Java in which the unit runs. */
    int java();

    /**
     * Runs some jobs, one after another: as many as make a turn that is short, but not too short for the processor to be awake.
     *
     * @throws UnmeasuredException when that cannot be had here
     */
    void turn(Times times) throws UnmeasuredException, InterruptedException;
}
