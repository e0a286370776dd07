package dev.spindle.coordinator.code;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** A JVM also loads from what a jar's manifest names as its {@code Class-Path}; a jar that is copied elsewhere has left that behind. */
final class NamedJars {
    private NamedJars() {}

    /** The entries of a class path and those that they name, and those that these name: a jar's right behind it. */
    static List<Path> with(List<Path> entries) throws IOException {
        Set<Path> all = new LinkedHashSet<>();
        Deque<Path> next = new ArrayDeque<>(entries);
        while (!next.isEmpty()) {
            Path entry = next.pop();
            if (all.add(entry) && Files.isRegularFile(entry)) {
                List<Path> named = namedBy(entry);
                for (int i = named.size() - 1; i >= 0; i--) {
                    next.push(named.get(i));
                }
            }
        }
        return List.copyOf(all);
    }

    /** Those that are there. As the JVM does, what is named in a way that it would not follow is passed over. */
    private static List<Path> namedBy(Path jar) throws IOException {
        List<Path> named = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String words =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            for (String word : words == null ? new String[0] : words.strip().split("\\s+")) {
                try {
                    URI place = jar.toUri().resolve(new URI(word));
                    if ("file".equals(place.getScheme()) && Files.exists(Path.of(place))) {
                        named.add(Path.of(place));
                    }
                } catch (URISyntaxException | IllegalArgumentException e) {
                    // no URL
                }
            }
        }
        return named;
    }
}
