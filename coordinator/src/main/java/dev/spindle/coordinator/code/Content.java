package dev.spindle.coordinator.code;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What stands in a jar or a folder. */
interface Content extends Closeable {
    /** Gets classes, by their names with dots. */
    interface ClassReader {
        void read(String name, byte[] bytes);
    }

    static Content of(Path entry) throws IOException {
        return Files.isDirectory(entry) ? new InFolder(entry) : new InJar(new JarFile(entry.toFile(), false));
    }

    /** Null when it is not there. */
    byte @Nullable [] read(String name) throws IOException;

    boolean has(String name);

    /** Every class, by its name with dots. */
    void forEachClass(ClassReader reader) throws IOException;

    static @Nullable String className(String file) {
        boolean isClass = file.endsWith(".class") && !file.startsWith("META-INF/") && !file.endsWith("-info.class");
        return isClass ? file.substring(0, file.length() - ".class".length()).replace('/', '.') : null;
    }

    record InJar(JarFile jar) implements Content {
        @Override
        public boolean has(String name) {
            return jar.getEntry(name) != null;
        }

        @Override
        public byte @Nullable [] read(String name) throws IOException {
            JarEntry entry = jar.getJarEntry(name);
            if (entry == null) {
                return null;
            }
            try (InputStream in = jar.getInputStream(entry)) {
                return in.readAllBytes();
            }
        }

        @Override
        public void forEachClass(ClassReader reader) throws IOException {
            for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
                JarEntry entry = all.nextElement();
                String name = Content.className(entry.getName());
                if (name != null) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        reader.read(name, in.readAllBytes());
                    }
                }
            }
        }

        @Override
        public void close() throws IOException {
            jar.close();
        }
    }

    record InFolder(Path folder) implements Content {
        @Override
        public boolean has(String name) {
            return Files.isRegularFile(folder.resolve(name));
        }

        @Override
        public byte @Nullable [] read(String name) throws IOException {
            Path file = folder.resolve(name);
            return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
        }

        @Override
        public void forEachClass(ClassReader reader) throws IOException {
            List<Path> files;
            try (Stream<Path> found = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
                files = found.filter(Files::isRegularFile).toList();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            for (Path file : files) {
                String name = Content.className(folder.relativize(file).toString());
                if (name != null) {
                    reader.read(name, Files.readAllBytes(file));
                }
            }
        }

        @Override
        public void close() {}
    }
}
