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
            try (Content content = Content.of(entry)) {
                byte[] bytes = content.read(JarFile.MANIFEST_NAME);
                if (bytes != null) {
                    Attributes main = new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes();
                    add("--add-exports", main.getValue("Add-Exports"), arguments);
                    add("--add-opens", main.getValue("Add-Opens"), arguments);
                }
            } catch (IOException e) {
                // a manifest that cannot be read opens nothing
            }
        }
        return arguments;
    }

    private static void add(String option, @Nullable String packages, List<String> arguments) {
        for (String each : packages == null ? new String[0] : packages.strip().split("\\s+", -1)) {
            arguments.add(option);
            arguments.add(each + "=ALL-UNNAMED");
        }
    }
}
