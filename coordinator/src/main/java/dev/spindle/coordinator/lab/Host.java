package dev.spindle.coordinator.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where something was measured.
 *
 * @param cpus as the JVM counts them: a container's limit is respected
 * @param model the processor's, or at least its architecture
 * @param jvm name and version
 * @param os name and version
 */
public record Host(int cpus, String model, String jvm, String os) {
    private static final Path CPUS = Path.of("/proc/cpuinfo");

    /** This one. */
    public static Host here() {
        return new Host(
                Runtime.getRuntime().availableProcessors(),
                processor(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(CPUS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException | RuntimeException e) {
            return System.getProperty("os.arch"); // not Linux, or not to be read
        }
    }

    public Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("cpus", cpus);
        fields.put("model", model);
        fields.put("jvm", jvm);
        fields.put("os", os);
        return fields;
    }

    @Override
    public String toString() {
        return cpus + (cpus == 1 ? " CPU" : " CPUs") + " (" + model + "), " + jvm + ", " + os;
    }
}
