package dev.spindle.coordinator.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;

/** Classes that are in no file, as a jar in a pool's folder. */
final class GivenClasses {
    private GivenClasses() {}

    /**
     * The jar with {@code classes}, by their names with dots, which the first worker makes; null where there are none.
     *
     * @throws IOException when it cannot be written
     */
    static @Nullable Path in(Path folder, Map<String, byte[]> classes) throws IOException {
        if (classes.isEmpty()) {
            return null;
        }
        Path jar = folder.resolve("classes.jar");
        if (!Files.exists(jar)) {
            Path fresh = Files.createTempFile(folder, "classes", ".fresh");
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(fresh))) {
                for (Map.Entry<String, byte[]> each : classes.entrySet()) {
                    out.putNextEntry(new JarEntry(each.getKey().replace('.', '/') + ".class"));
                    out.write(each.getValue());
                }
            }
            Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE);
        }
        return jar;
    }
}
