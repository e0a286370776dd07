package dev.spindle.coordinator.process;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A control group of its own with little memory, for as long as a test needs one; of either version. */
record SmallGroup(Path folder) implements AutoCloseable {
    private static final Path V1 = Path.of("/sys/fs/cgroup/memory");
    private static final Path V2 = Path.of("/sys/fs/cgroup");

    /** In this order; those of swap are not there on every machine. */
    private static final List<String> LIMITS =
            List.of("memory.limit_in_bytes", "memory.memsw.limit_in_bytes", "memory.max", "memory.swap.max");

    private static final Map<String, String> VALUES = Map.of("memory.swap.max", "0");

    /** Ends the test as one that cannot be run where this process may not make such a group. */
    static SmallGroup create(long bytes) throws IOException {
        Path parent = Files.exists(V1.resolve("memory.limit_in_bytes")) ? V1 : V2;
        SmallGroup group = new SmallGroup(
                parent.resolve("spindle-test-" + ProcessHandle.current().pid()));
        boolean made = group.folder.toFile().mkdir();
        assumeThat(made).as("this process can make control groups in " + parent).isTrue();
        boolean limited = false;
        for (String name : LIMITS) {
            Path limit = group.folder.resolve(name);
            if (Files.isWritable(limit)) {
                Files.writeString(limit, VALUES.getOrDefault(name, Long.toString(bytes)));
                limited = true;
            }
        }
        if (!limited) {
            group.close();
        }
        assumeThat(limited)
                .as("control groups in " + parent + " can limit memory")
                .isTrue();
        return group;
    }

    /** A process that joins the group, says so, and waits for a line; then it keeps what it reads of a line without an end. */
    Process eater() throws IOException {
        // Bounded by itself too, in case the group did not hold it.
        String script = "ulimit -v 400000; echo $$ > \"$1\" || exit 3; echo in; read line; exec tail /dev/zero";
        Process eater = new ProcessBuilder(
                        "sh",
                        "-c",
                        script,
                        "eater",
                        folder.resolve("cgroup.procs").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        eater.inputReader().readLine();
        return eater;
    }

    @Override
    public void close() {
        // The kernel may need a moment to forget the last process.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> folder.toFile().delete() || !folder.toFile().exists());
    }
}
