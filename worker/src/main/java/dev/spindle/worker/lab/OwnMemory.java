package dev.spindle.worker.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much memory this process uses now, and what there is, in bytes. */
public final class OwnMemory {
    /** Where the system does not tell. */
    public static final long UNKNOWN = -1;

    private OwnMemory() {}

    /** Of the heap what is in use after a collection. */
    public static long heap() {
        System.gc();
        System.gc(); // what the first one only found to be unused
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** In the machine's memory and backed by no file: heap, stacks and whatever the JVM allocates, after a collection. */
    static long anonymous() {
        System.gc();
        return field(Path.of("/proc/self/status"), "RssAnon:");
    }

    /** In the machine's memory, where a page that several processes share counts for each of them in part. */
    static long share() {
        return field(Path.of("/proc/self/smaps_rollup"), "Pss:");
    }

    /** What the whole machine still has to give. */
    public static long available() {
        return field(Path.of("/proc/meminfo"), "MemAvailable:");
    }

    private static long field(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kibibytes -> Long.parseLong(kibibytes) << 10)
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException | RuntimeException e) {
            return UNKNOWN; // not Linux, or not to be read
        }
    }
}
