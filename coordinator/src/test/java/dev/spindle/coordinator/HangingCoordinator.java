package dev.spindle.coordinator;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import dev.spindle.worker.faults.Hang;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A program with a pool whose workers hang: its arguments are the ways to hang, its output is the ids of their processes. */
public final class HangingCoordinator {
    private HangingCoordinator() {}

    /** Says so, then hangs. */
    public static final class SayAndHang implements Task<String, Long> {
        @Override
        public Long run(String input, TaskContext context) {
            System.out.println(ProcessHandle.current().pid());
            return new Hang().run(input, context);
        }
    }

    public static void main(String[] ways) throws InterruptedException {
        Set<String> told = ConcurrentHashMap.newKeySet();
        PoolListener listener = new PoolListener() {
            @Override
            public void output(int worker, long job, boolean stderr, String text) {
                for (String pid : text.strip().split("\n", -1)) {
                    if (!pid.isEmpty() && told.add(pid)) {
                        System.out.println(pid);
                    }
                }
            }
        };
        WorkerPool pool = WorkerPool.builder()
                .workers(ways.length)
                .heap("64m")
                .listener(listener)
                .build();
        List<Job<Long>> jobs = new ArrayList<>();
        for (String way : List.of(ways)) {
            jobs.add(pool.submit(SayAndHang.class, way));
        }
        jobs.get(0).outcome(); // never comes: it is killed
    }
}
