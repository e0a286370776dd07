package dev.spindle.coordinator.code;

import dev.spindle.worker.Task;
import dev.spindle.worker.program.ClassFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A user's jars and folders, and classes compiled just now. Not thread-safe. */
public final class ClassPath {
    /** A jar may hold Spindle itself beside its own code. */
    private static final String OURS = "dev.spindle.";

    private final List<Path> entries;
    private final Map<String, byte[]> compiled;

    private ClassPath(List<Path> entries, Map<String, byte[]> compiled) {
        this.entries = entries;
        this.compiled = compiled;
    }

    /**
     * What a user named: each a jar, a folder of classes, or a folder of jars.
     *
     * @throws CodeException when one is none of these
     */
    public static ClassPath of(List<Path> named) throws CodeException {
        List<Path> entries = new ArrayList<>();
        for (Path path : named) {
            if (!Files.isReadable(path)) {
                throw new CodeException("cannot read " + path + (Files.exists(path) ? "" : ": there is no such file"));
            }
            Path absolute = path.toAbsolutePath();
            if (absolute.toString().contains(File.pathSeparator)) {
                throw new CodeException(
                        path + " cannot stand in a class path: it has a '" + File.pathSeparator + "' in its name");
            }
            entries.add(absolute);
            if (Files.isDirectory(path)) {
                entries.addAll(jarsIn(absolute));
            } else {
                requireJar(path);
            }
        }
        return new ClassPath(entries, Map.of());
    }

    /**
     * With classes that are in no file, by their names with dots.
     *
     * @throws CodeException when one is there already
     */
    public ClassPath with(Map<String, byte[]> classes) throws CodeException {
        for (Path entry : classes.isEmpty() ? List.<Path>of() : entries) {
            try (Content content = Content.of(entry)) {
                for (String name : classes.keySet()) {
                    if (content.has(fileOf(name))) {
                        throw new CodeException(name + " is in " + entry + ", too: leave one of them out");
                    }
                }
            } catch (IOException e) {
                throw new CodeException("cannot read " + entry + ": " + e.getMessage());
            }
        }
        return new ClassPath(entries, classes);
    }

    private static List<Path> jarsIn(Path folder) throws CodeException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            found.forEach(jars::add);
        } catch (IOException e) {
            throw new CodeException("cannot read " + folder + ": " + e.getMessage());
        }
        Collections.sort(jars);
        for (Path jar : jars) {
            requireJar(jar);
        }
        return jars;
    }

    private static void requireJar(Path file) throws CodeException {
        try (JarFile jar = new JarFile(file.toFile())) {
            jar.size();
        } catch (ZipException e) {
            throw new CodeException(file + " is no jar: " + e.getMessage()
                    + (file.toString().endsWith(".java") ? "; source goes in with --source" : ""));
        } catch (IOException e) {
            throw new CodeException("cannot read " + file + ": " + e.getMessage());
        }
    }

    /** Jars and folders, absolute, in order. */
    public List<Path> entries() {
        return entries;
    }

    // ---- tasks

    /**
     * The classes of tasks, those that a {@link java.util.ServiceLoader} would find included.
     *
     * @param java that is to load them; 0 for not known
     * @throws CodeException when a task needs a newer Java
     */
    public List<String> tasks(int java) throws CodeException {
        Map<String, Seen> seen = new HashMap<>();
        for (Path entry : entries) {
            try (Content content = Content.of(entry)) {
                content.forEachClass((name, bytes) -> see(name, bytes, entry, seen));
            } catch (IOException e) {
                throw new CodeException("cannot read " + entry + ": " + e.getMessage());
            }
        }
        compiled.forEach((name, bytes) -> see(name, bytes, null, seen));
        List<String> tasks = new ArrayList<>();
        for (Seen each : seen.values()) {
            if (each.whyUnusable == null && !each.name.startsWith(OURS) && isTask(each.name, seen)) {
                requireJava(each.name, each.java, java, each.where);
                tasks.add(each.name);
            }
        }
        Collections.sort(tasks);
        return tasks;
    }

    /** Why none of the compiled classes is a task: what is wrong with the one that comes nearest; null where none comes near. */
    public @Nullable String nearestTask() {
        Map<String, Seen> seen = new HashMap<>();
        compiled.forEach((name, bytes) -> see(name, bytes, null, seen));
        for (Seen each : seen.values()) {
            if (isTask(each.name, seen)) {
                return each.name + " " + each.whyUnusable;
            }
        }
        return null;
    }

    /** What is no class file is nobody's task: whoever needs it will be told. */
    private static void see(String name, byte[] bytes, @Nullable Path where, Map<String, Seen> seen) {
        try {
            seen.putIfAbsent(name, new Seen(new ClassFile(bytes), where));
        } catch (IllegalArgumentException e) {
            // as said
        }
    }

    /** What is kept of a class, which may be one of thousands. */
    private record Seen(
            String name,
            @Nullable String superclass,
            List<String> interfaces,
            @Nullable String whyUnusable,
            int java,
            @Nullable Path where) {
        Seen(ClassFile file, @Nullable Path where) {
            this(
                    file.name(),
                    file.superclass(),
                    file.interfaces(),
                    ClassPath.whyUnusable(file),
                    file.javaVersion(),
                    where);
        }
    }

    private static boolean isTask(String name, Map<String, Seen> seen) {
        return isTask(name, seen, new HashSet<>());
    }

    /** @param passed names that were asked about already, lest classes that say they extend each other be followed for ever */
    private static boolean isTask(@Nullable String name, Map<String, Seen> seen, Set<String> passed) {
        if (name == null || name.equals(Task.class.getName())) {
            return name != null;
        }
        Seen each = seen.get(name);
        return each != null
                && passed.add(name)
                && (isTask(each.superclass, seen, passed)
                        || each.interfaces.stream().anyMatch(above -> isTask(above, seen, passed)));
    }

    private static @Nullable String whyUnusable(ClassFile task) {
        return task.isAbstract()
                ? "is abstract"
                : !task.isPublic()
                        ? "is not public"
                        : !task.hasPublicConstructor() ? "has no public constructor without arguments" : null;
    }

    private static void requireJava(String name, int needed, int java, @Nullable Path where) throws CodeException {
        if (java != 0 && needed > java) {
            throw new CodeException((where == null ? "the source" : where) + " needs Java " + needed
                    + ", for " + name + ", and the workers have " + java
                    + "; name a newer one with --java-home");
        }
    }

    // ---- programs

    /**
     * Makes sure that {@code mainClass} has a {@code main}, as far as can be seen without loading it.
     *
     * @param java that is to run it; 0 for not known
     * @throws CodeException when it is not there, has none, or needs a newer Java
     */
    public void requireMain(String mainClass, int java) throws CodeException {
        Set<String> passed = new HashSet<>(); // classes may say that they extend each other
        String next = mainClass;
        while (next != null && passed.add(next)) {
            ClassFile file = find(next, mainClass, java);
            if (file == null) {
                if (next.equals(mainClass)) {
                    refuseMissing(mainClass);
                }
                return; // of the JDK, or of a jar that another one names
            }
            if (file.hasMain(java)) {
                return;
            }
            next = file.superclass();
            if (next == null || next.equals("java.lang.Object")) {
                throw new CodeException(mainClass + " has no public static void main(String[])");
            }
        }
    }

    private void refuseMissing(String mainClass) throws CodeException {
        if (isInJdk(mainClass)) {
            throw new CodeException(mainClass + " is a program of the JDK itself, whose exit would end the worker;"
                    + " call it from a main of your own");
        }
        for (Path entry : entries) {
            if (Openings.namesOthers(entry)) {
                return;
            }
        }
        throw new CodeException("there is no class " + mainClass + " in " + said());
    }

    private @Nullable ClassFile find(String name, String mainClass, int java) throws CodeException {
        byte[] here = compiled.get(name);
        if (here != null) {
            return new ClassFile(here);
        }
        for (Path entry : entries) {
            try (Content content = Content.of(entry)) {
                byte[] bytes = content.read(fileOf(name));
                if (bytes != null) {
                    ClassFile file = new ClassFile(bytes);
                    requireJava(name, file.javaVersion(), java, entry);
                    return file;
                }
            } catch (IOException | IllegalArgumentException e) {
                throw new CodeException("cannot read " + mainClass + " in " + entry + ": " + e.getMessage());
            }
        }
        return null;
    }

    private static String fileOf(String name) {
        return name.replace('.', '/') + ".class";
    }

    private static boolean isInJdk(String name) {
        try {
            return Class.forName(name, false, ClassLoader.getSystemClassLoader())
                    .getModule()
                    .isNamed();
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private String said() {
        List<String> places =
                new ArrayList<>(entries.stream().map(Path::toString).toList());
        if (!compiled.isEmpty()) {
            places.add("the source");
        }
        return places.isEmpty() ? "the JDK; its jar goes in with --jar" : String.join(", ", places);
    }
}
