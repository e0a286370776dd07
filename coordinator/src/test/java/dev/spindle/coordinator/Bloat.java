package dev.spindle.coordinator;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Takes as many MiB of memory as its input says, keeps them, and does not stop when it is asked to. */
public final class Bloat implements Task<Integer, Integer> {
    @Override
    public Integer run(Integer mebibytes, TaskContext context) {
        List<byte[]> kept = new ArrayList<>();
        for (int i = 0; i < mebibytes; i++) {
            kept.add(new byte[1 << 20]);
        }
        while (!kept.isEmpty()) {
            try {
                TimeUnit.HOURS.sleep(1);
            } catch (InterruptedException e) {
                // it goes on
            }
        }
        return kept.size();
    }
}
