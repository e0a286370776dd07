package dev.spindle.coordinator.process;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel tells of a process in its file {@code stat}; see proc(5).
 *
 * @param zombie it has ended, and only its parent has not asked for its status yet
 * @param stopped it does nothing until somebody lets it go on: by SIGSTOP, or a debugger
 * @param session the id of the session that it is in
 * @param started when, in the kernel's ticks since the machine was started
 */
record ProcessStat(boolean zombie, boolean stopped, long session, long started) {
    private static final int STATE = 3;
    private static final int SESSION = 6;
    private static final int STARTED = 22;

    /** @param process its folder in {@code /proc}; null when it is gone */
    static @Nullable ProcessStat of(File process) {
        String stat = KernelFile.read(new File(process, "stat"));
        // The second field, a name in brackets, may itself hold spaces and brackets.
        int begin = stat == null ? -1 : stat.lastIndexOf(") ") + 2;
        if (stat == null || begin < 2) {
            return null;
        }
        char state = stat.charAt(begin);
        try {
            return new ProcessStat(
                    state == 'Z' || state == 'X',
                    state == 'T' || state == 't',
                    number(stat, begin, SESSION),
                    number(stat, begin, STARTED));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    /** @param begin where the field {@link #STATE} begins */
    private static long number(String stat, int begin, int field) {
        int from = begin;
        for (int at = STATE; at < field; at++) {
            from = stat.indexOf(' ', from) + 1;
        }
        return Long.parseLong(stat, from, stat.indexOf(' ', from), 10);
    }
}
