package dev.spindle.worker.runtime;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.LinkedHashMap;
import java.util.Map;

/** What threads wait for. The one class that knows the module {@code java.management}, which not every Java has. */
final class Locks {
    private Locks() {}

    /** What the thread waits for, and who has it; empty where it waits for nothing that can be named. */
    static Map<String, String> of(long thread) {
        Map<String, String> found = new LinkedHashMap<>();
        ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread);
        if (info != null && info.getLockName() != null) {
            found.put("waitsFor", info.getLockName());
        }
        if (info != null && info.getLockOwnerName() != null) {
            found.put("heldBy", WellFormed.text(info.getLockOwnerName()));
        }
        return found;
    }
}
