package dev.spindle.coordinator.process;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * The control group in which the kernel counts the memory of a process, of either version; see cgroups(7). On a machine that has both, it
 * is the one of version 1 if memory is counted there.
 *
 * @param root where all absolute paths begin
 * @param pid the process
 * @param first whether it is of version 1
 * @param name as the process's file {@code cgroup} calls it
 */
record MemoryGroup(File root, long pid, boolean first, String name) {

    /** That of {@code pid}; null when it cannot be told. Lines are {@code number:controllers:name}; version 2 is {@code 0::name}. */
    static @Nullable MemoryGroup of(File root, long pid) {
        MemoryGroup second = null;
        for (String line : lines(new File(root, "proc/" + pid + "/cgroup"))) {
            String[] fields = line.split(":", 3);
            if (fields.length == 3 && lists(fields[1], "memory")) {
                return new MemoryGroup(root, pid, true, fields[2]);
            }
            if (line.startsWith("0::")) {
                second = new MemoryGroup(root, pid, false, fields[2]);
            }
        }
        return second;
    }

    /**
     * Its file whose line {@code oom_kill} counts whom the kernel ended there; null when it cannot be found. Mounts are listed in lines
     * {@code id parent device root point options optional... - type source options}; see proc(5).
     */
    @Nullable
    File kills() {
        for (String line : lines(new File(root, "proc/self/mountinfo"))) {
            String[] fields = line.split(" ", -1);
            int dash = line.indexOf(" - ");
            String[] kind = dash < 0
                    ? new String[0]
                    : line.substring(dash + " - ".length()).split(" ", -1);
            if (kind.length < 3 || fields.length < 5) {
                continue;
            }
            boolean fits = first ? kind[0].equals("cgroup") && lists(kind[2], "memory") : kind[0].equals("cgroup2");
            File folder = fits ? folder(plain(fields[3]), new File(root, plain(fields[4]))) : null;
            if (folder != null) {
                File file = new File(folder, first ? "memory.oom_control" : "memory.events");
                if (file.exists()) {
                    return file;
                }
            }
        }
        return null;
    }

    /**
     * Its folder, seen through a mount that shows the group {@code top} at {@code point}. In a container the two may be named from different
     * roots: then it is the mount's own group, if that says it has the process.
     */
    private @Nullable File folder(String top, File point) {
        String prefix = top.equals("/") ? "" : top;
        if ((name + "/").startsWith(prefix + "/") && !name.startsWith("/..")) {
            File folder = new File(point, name.substring(prefix.length()));
            if (folder.isDirectory()) {
                return folder;
            }
        }
        String processes = KernelFile.read(new File(point, "cgroup.procs"));
        return processes != null && ("\n" + processes).contains("\n" + pid + "\n") ? point : null;
    }

    private static String[] lines(File file) {
        String text = KernelFile.read(file);
        return text == null ? new String[0] : text.split("\n", -1);
    }

    private static boolean lists(String commaSeparated, String word) {
        return ("," + commaSeparated + ",").contains("," + word + ",");
    }

    /** Blanks and the like are written as a backslash and three octal digits. */
    private static String plain(String path) {
        StringBuilder plain = new StringBuilder(path);
        for (int at = plain.indexOf("\\"); at >= 0; at = plain.indexOf("\\", at + 1)) {
            plain.replace(at, at + 4, String.valueOf((char) Integer.parseInt(plain, at + 1, at + 4, 8)));
        }
        return plain.toString();
    }
}
