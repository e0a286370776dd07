package dev.spindle.coordinator.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this machine, or the container around this process, has to give to all workers together. */
public final class Machine {
    private static final long MIB = 1 << 20;
    /** A worker's heap is never planned smaller than this. */
    private static final long SMALLEST_HEAP = 64 * MIB;

    private static final List<Path> CGROUP_LIMITS = List.of(
            Path.of("/sys/fs/cgroup/memory.max"), // version 2
            Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes")); // version 1

    private Machine() {}

    /** Cores, as the JVM counts them: a container's limit is respected. */
    public static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** The cores that each of {@code workers} may plan for, at least one. */
    public static int coresEach(int workers) {
        return Math.max(1, cores() / workers);
    }

    /**
     * The heap in bytes that each of {@code workers} may have: together they get half of the memory, and none more than the quarter
     * that a JVM would take by itself.
     */
    public static long heapEach(int workers) {
        long memory = memoryBytes();
        return Math.max(SMALLEST_HEAP, Math.min(memory / 2 / workers, memory / 4) / MIB * MIB);
    }

    /** Physical memory or the control group's limit, whichever is less; four times this JVM's own heap where neither can be read. */
    static long memoryBytes() {
        long memory = physicalBytes();
        for (Path limit : CGROUP_LIMITS) {
            try {
                String text = Files.readString(limit).trim();
                if (!text.equals("max")) {
                    memory = Math.min(memory, Long.parseLong(text));
                }
            } catch (IOException | NumberFormatException e) {
                // no such control group: the next may be there
            }
        }
        return memory;
    }

    private static long physicalBytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
                if (line.startsWith("MemTotal:")) {
                    String kib = line.substring("MemTotal:".length(), line.length() - "kB".length());
                    return Long.parseLong(kib.trim()) * 1024;
                }
            }
        } catch (IOException | NumberFormatException e) {
            // not Linux
        }
        return 4 * Runtime.getRuntime().maxMemory();
    }
}
