package dev.spindle.coordinator.spin;

/** An execution unit in which the spinner can turn. */
@FunctionalInterface
public interface Unit {
    /**
     * Turns the spinner while the slow job runs, shows its answer, and all that can be learnt of the spinner. Takes as long as the slow
     * job; may be called once.
     *
     * @throws InterruptedException when the calling thread is interrupted meanwhile
     * @throws Exception when the unit cannot be had here
     */
    Report run() throws Exception;
}
