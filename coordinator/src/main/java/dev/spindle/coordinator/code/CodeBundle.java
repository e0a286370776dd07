package dev.spindle.coordinator.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * All code that workers need, as one file for machines that have none of it. Entries of class paths are numbered, as their order counts and
 * names may be equal.
 *
 * @param own Spindle's jars for workers
 * @param user jars and folders of classes
 * @param classes that are in no file, by their names with dots
 * @param tasks the names of task classes
 * @param main the class of a program; null for none
 */
public record CodeBundle(
        List<Path> own,
        List<Path> user,
        Map<String, byte[]> classes,
        List<String> tasks,
        @Nullable String main) {
    private static final String OWN = "own/";
    private static final String USER = "user/";
    private static final String CLASSES = "classes/";
    private static final String TASKS = "tasks";
    private static final String MAIN = "main";

    /** Writes the file. */
    public void pack(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.NO_COMPRESSION); // most of it is jars
            pack(OWN, own, zip);
            pack(USER, NamedJars.with(user), zip);
            for (Map.Entry<String, byte[]> each : new TreeMap<>(classes).entrySet()) {
                put(CLASSES + each.getKey(), each.getValue(), zip);
            }
            put(TASKS, String.join("\n", tasks).getBytes(StandardCharsets.UTF_8), zip);
            if (main != null) {
                put(MAIN, main.getBytes(StandardCharsets.UTF_8), zip);
            }
        }
    }

    private static void pack(String where, List<Path> entries, ZipOutputStream zip) throws IOException {
        int number = 0;
        for (Path entry : entries) {
            String name = String.format("%s%04d-%s", where, number++, entry.getFileName());
            if (Files.isDirectory(entry)) {
                packFolder(name + "/", entry, zip);
            } else {
                zip.putNextEntry(new ZipEntry(name));
                Files.copy(entry, zip);
            }
        }
    }

    private static void packFolder(String name, Path folder, ZipOutputStream zip) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            for (Path each : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                if (each.toString().endsWith(".jar") && folder.equals(each.getParent())) {
                    continue; // an entry of its own; deeper it is a resource
                }
                zip.putNextEntry(new ZipEntry(name + folder.relativize(each)));
                Files.copy(each, zip);
            }
        }
    }

    private static void put(String name, byte[] content, ZipOutputStream zip) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
    }

    /**
     * What {@link #pack} wrote, its jars and folders now in {@code folder}.
     *
     * @throws IOException also when the file is no such bundle
     */
    public static CodeBundle unpack(Path file, Path folder) throws IOException {
        Map<String, byte[]> classes = new HashMap<>();
        List<String> tasks = new ArrayList<>();
        String main = null;
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.startsWith(CLASSES)) {
                    classes.put(name.substring(CLASSES.length()), zip.readAllBytes());
                } else if (name.equals(TASKS)) {
                    new String(zip.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .forEach(tasks::add);
                } else if (name.equals(MAIN)) {
                    main = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                } else {
                    unpack(entry, zip, folder);
                }
            }
        }
        return new CodeBundle(entries(folder.resolve(OWN)), entries(folder.resolve(USER)), classes, tasks, main);
    }

    private static void unpack(ZipEntry entry, ZipInputStream zip, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder.normalize())) {
            throw new IOException("an entry that leads elsewhere: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else {
            Files.createDirectories(target.getParent());
            Files.copy(zip, target);
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                all.forEach(entries::add);
            }
        }
        Collections.sort(entries);
        return entries;
    }
}
