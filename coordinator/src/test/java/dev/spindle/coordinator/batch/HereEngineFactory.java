package dev.spindle.coordinator.batch;

/** An engine whose machines are pools of this process. */
public final class HereEngineFactory implements EngineFactory {
    @Override
    public String name() {
        return "here";
    }

    @Override
    public BatchEngine start(EnginePlan plan, BatchEngine.Listener listener) throws EngineException {
        if ("nowhere".equals(plan.master())) {
            throw new EngineException("no machine at nowhere", null);
        }
        return new HereEngine(plan, listener);
    }
}
