package dev.spindle.coordinator.process;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * How much physical memory a process has, all of it: heap, code, stacks, and what native code took.
 *
 * @param bytes now
 * @param peakBytes the most it ever had
 */
record ResidentMemory(long bytes, long peakBytes) {
    private static final File PROC = new File("/proc");
    private static final long KIB = 1024;

    /** That of the process {@code pid}; null when there is none, or it has ended already, or there is no Linux {@code /proc}. */
    static @Nullable ResidentMemory of(long pid) {
        return of(PROC, pid);
    }

    /** @param proc where the kernel's files of processes are */
    static @Nullable ResidentMemory of(File proc, long pid) {
        String status = KernelFile.read(new File(proc, pid + "/status"));
        long now = KernelFile.number(status, "VmRSS:"); // a process that has ended has no such line
        long peak = KernelFile.number(status, "VmHWM:");
        return now < 0 || peak < 0 ? null : new ResidentMemory(now * KIB, peak * KIB);
    }
}
