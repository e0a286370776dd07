package dev.spindle.coordinator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the processes that this one started, and saw end, have computed: on Linux. */
final class ChildrenTime {
    /** Linux tells programs a hundredth of a second, whatever it counts in itself. */
    private static final double TICKS_PER_SECOND = 100;

    /** Where the two times stand behind the name of the program, which is in brackets. */
    private static final int USER = 13;

    private static final int SYSTEM = 14;

    private ChildrenTime() {}

    /** So far, in user and system mode; -1 where nobody tells. */
    static double seconds() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS_PER_SECOND;
        } catch (IOException | RuntimeException e) {
            return -1;
        }
    }
}
