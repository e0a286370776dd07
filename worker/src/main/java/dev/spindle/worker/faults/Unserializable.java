package dev.spindle.worker.faults;

import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;

/** Returns an object that has itself as a property: no JSON can say that. */
public final class Unserializable implements Task<RawJson, Unserializable.Knot> {
    /** Has no end. */
    public static final class Knot {
        /** This. */
        public Knot getSelf() {
            return this;
        }
    }

    @Override
    public Knot run(RawJson input, TaskContext context) {
        return new Knot();
    }

    @Override
    public String name() {
        return "fault.unserializable";
    }

    @Override
    public String description() {
        return "returns what cannot be written as JSON";
    }
}
