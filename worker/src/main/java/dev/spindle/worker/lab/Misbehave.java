package dev.spindle.worker.lab;

import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import dev.spindle.worker.faults.Crash;
import dev.spindle.worker.faults.Exit;
import dev.spindle.worker.faults.Hang;
import dev.spindle.worker.faults.Oom;
import dev.spindle.worker.faults.Throw;

/** Goes wrong as its input says, the name of a {@link Misbehaviour}: the same code, be it called by a worker as a job or by a thread beside others. */
public final class Misbehave implements Task<String, Object> {
    private static final int EXIT_CODE = 1;

    @Override
    public Object run(String how, TaskContext context) throws Exception {
        return go(Misbehaviour.valueOf(how), context);
    }

    static Object go(Misbehaviour how, TaskContext context) throws Exception {
        return switch (how) {
            case EXCEPTION -> new Throw().run("on purpose", context);
            case EXIT -> new Exit().run(EXIT_CODE, context);
            case OUT_OF_MEMORY -> new Oom().run(RawJson.NULL, context);
            case ENDLESS_LOOP -> new Hang().run("calls", context);
            case NATIVE_CRASH -> new Crash().run(RawJson.NULL, context);
            case CORRUPTED_STATE -> Squares.convert();
        };
    }

    @Override
    public String name() {
        return "lab.misbehave";
    }

    @Override
    public String description() {
        return "goes wrong in one of six ways";
    }
}
