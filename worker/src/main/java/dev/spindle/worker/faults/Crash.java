package dev.spindle.worker.faults;

import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.io.IOException;
import java.lang.reflect.Field;

/**
 * Crashes the JVM as native code does: writes to the address 0. Where the JDK refuses that, the process sends itself the signal that
 * would have followed.
 */
public final class Crash implements Task<RawJson, Void> {
    @Override
    public Void run(RawJson input, TaskContext context) throws IOException, InterruptedException {
        try {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field instance = type.getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            type.getMethod("putAddress", long.class, long.class).invoke(instance.get(null), 0L, 0L);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // The signal it is, then.
        }
        String self = Long.toString(ProcessHandle.current().pid());
        new ProcessBuilder("kill", "-SEGV", self).start().waitFor();
        throw new IllegalStateException("still alive after a segmentation fault");
    }

    @Override
    public String name() {
        return "fault.crash";
    }

    @Override
    public String description() {
        return "crashes the JVM natively, by a segmentation fault";
    }
}
