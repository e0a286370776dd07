package dev.spindle.coordinator.batch;

/** Makes an engine; found by {@link java.util.ServiceLoader}. */
public interface EngineFactory {
    /** As {@code --engine} names it. */
    String name();

    /**
     * Connects with the machines.
     *
     * @throws EngineException when that cannot be
     */
    BatchEngine start(EnginePlan plan, BatchEngine.Listener listener) throws EngineException;
}
