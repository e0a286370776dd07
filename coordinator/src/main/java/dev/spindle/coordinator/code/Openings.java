package dev.spindle.coordinator.code;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** What the manifest of a program's jar wants open of the JDK. */
public final class Openings {
    private Openings() {}

    /** The arguments by which a JVM opens what a jar's manifest wants open, as {@code java -jar} does. */
    public static List<String> of(List<Path> entries) {
        List<String> arguments = new ArrayList<>();
        for (Path entry : entries) {
            Attributes manifest = manifest(entry);
            if (manifest != null) {
                add("--add-exports", manifest.getValue("Add-Exports"), arguments);
                add("--add-opens", manifest.getValue("Add-Opens"), arguments);
            }
        }
        return arguments;
    }

    /** Whether a jar's manifest names further jars. */
    static boolean namesOthers(Path entry) {
        Attributes manifest = manifest(entry);
        return manifest != null && manifest.getValue(Attributes.Name.CLASS_PATH) != null;
    }

    /** Null where there is none; one that cannot be read opens nothing. */
    private static @Nullable Attributes manifest(Path entry) {
        try (Content content = Content.of(entry)) {
            byte[] bytes = content.read(JarFile.MANIFEST_NAME);
            return bytes == null ? null : new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes();
        } catch (IOException e) {
            return null;
        }
    }

    private static void add(String option, @Nullable String packages, List<String> arguments) {
        for (String each : packages == null ? new String[0] : packages.strip().split("\\s+", -1)) {
            if (each.indexOf('/') > 0) {
                arguments.add(option);
                arguments.add(each + "=ALL-UNNAMED");
            }
        }
    }
}
