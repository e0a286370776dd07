package dev.spindle.coordinator.lab.startup;

import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.Jdk;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.spin.VirtualThreads;
import dev.spindle.worker.lab.VirtualThreadStarts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where virtual threads can be had: here, in a worker, or not at all. */
final class Virtual implements AutoCloseable {
    private final List<Way> ways;
    private final @Nullable WorkerPool pool;

    private Virtual(List<Way> ways, @Nullable WorkerPool pool) {
        this.ways = ways;
        this.pool = pool;
    }

    static Virtual find(Setting setting) {
        if (VirtualThreads.areThere()) {
            return new Virtual(
                    List.of(new VirtualThread(Kind.VIRTUAL_THREAD, Jdk.own().feature(), null)), null);
        }
        Optional<Jdk> jdk = Jdk.atLeast(VirtualThreads.NEEDED_JAVA);
        if (jdk.isEmpty()) {
            setting.note("no virtual threads: Java " + VirtualThreads.NEEDED_JAVA
                    + " or newer has them, and none was found; install one beside this Java");
            return new Virtual(List.of(), null);
        }
        WorkerPool pool = setting.pool()
                .workers(1)
                .retries(0)
                .javaHome(jdk.get().home())
                .tasks(VirtualThreadStarts.class)
                .build();
        return new Virtual(
                List.of(new VirtualThread(Kind.VIRTUAL_THREAD, jdk.get().feature(), pool)), pool);
    }

    /** One, or none. */
    List<Way> ways() {
        return ways;
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
