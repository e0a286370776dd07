package dev.spindle.worker.runtime;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;

/** The processes that this one has started, and those that they have. */
final class Descendants {
    private static final File THREADS = new File("/proc/self/task");

    private Descendants() {}

    /** Kills them all. */
    static void destroy() {
        if (!mayExist()) {
            return;
        }
        Iterator<ProcessHandle> descendants =
                ProcessHandle.current().descendants().iterator();
        while (descendants.hasNext()) {
            descendants.next().destroyForcibly();
        }
    }

    /** Linux knows at once that a process has no child, which most workers have not; the process table takes the JDK 20 ms. */
    private static boolean mayExist() {
        String[] threads = THREADS.list();
        if (threads == null) {
            return true;
        }
        for (String thread : threads) {
            try (InputStream children = new FileInputStream(new File(new File(THREADS, thread), "children"))) {
                if (children.read() >= 0) {
                    return true;
                }
            } catch (IOException e) {
                if (new File(THREADS, thread).exists()) {
                    return true; // this kernel does not say
                }
            }
        }
        return false;
    }
}
