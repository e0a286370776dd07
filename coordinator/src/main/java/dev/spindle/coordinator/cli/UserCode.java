package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.code.ClassPath;
import dev.spindle.coordinator.code.CodeBundle;
import dev.spindle.coordinator.code.CodeException;
import dev.spindle.coordinator.code.Sources;
import dev.spindle.worker.runtime.TaskRegistry;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --jar}, {@code --source} and {@code --main} name, compiled and looked through.
 *
 * @param own Spindle's jars for workers
 * @param main the class of a program; null for none
 * @param tasks the classes of tasks in all of it
 */
record UserCode(
        List<Path> own,
        ClassPath classPath,
        Map<String, byte[]> classes,
        @Nullable String main,
        List<String> tasks) {
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(?:1\\.)?(\\d+)");

    /** @param java the number of the workers' Java; 0 for not known */
    static UserCode of(List<Path> own, List<Path> jars, List<Path> sources, @Nullable String main, int java) {
        ClassPath classPath = ask("--jar", () -> ClassPath.of(jars));
        Map<String, byte[]> classes = Map.of();
        if (!sources.isEmpty()) {
            List<Path> known = new ArrayList<>(own);
            known.addAll(classPath.entries());
            classes = ask("--source", () -> Sources.compile(sources, known, java));
        }
        Map<String, byte[]> compiled = classes;
        ClassPath all = ask("--source", () -> classPath.with(compiled));
        if (main != null) {
            ask("--main", () -> {
                all.requireMain(main, java);
                return main;
            });
            return new UserCode(own, all, classes, main, List.of());
        }
        List<String> tasks = ask(jars.isEmpty() ? "--source" : "--jar", () -> all.tasks(java));
        if (!sources.isEmpty() && tasks.stream().noneMatch(classes::containsKey)) {
            throw CommandException.usage("--source: " + noTask(sources, all.nearestTask()));
        }
        return new UserCode(own, all, classes, null, tasks);
    }

    private static String noTask(List<Path> sources, @Nullable String nearest) {
        String names = String.join(", ", sources.stream().map(Path::toString).toList());
        return names + (sources.size() == 1 ? " has" : " have") + " no task, a public class that implements "
                + "dev.spindle.worker.Task" + (nearest == null ? "" : ": " + nearest)
                + "; 'spindle new-task' writes one, and a class with a main runs with --main";
    }

    private interface Step<T> {
        T take() throws CodeException;
    }

    private static <T> T ask(String option, Step<T> step) {
        try {
            return step.take();
        } catch (CodeException e) {
            e.details().forEach(System.err::println);
            throw CommandException.usage(option + ": " + e.getMessage());
        }
    }

    /** The number of the Java at {@code home}; 0 when it does not say. */
    static int versionOf(Path home) {
        try {
            Matcher matcher = VERSION.matcher(Files.readString(home.resolve("release"), StandardCharsets.UTF_8));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    /** Writes all of it into a file, for other machines. */
    void pack(Path file) throws IOException {
        new CodeBundle(own, classPath.entries(), classes, tasks, main).pack(file);
    }

    /** What {@link #pack} wrote, its files now in {@code folder}. */
    static UserCode unpack(Path file, Path folder) throws IOException {
        CodeBundle bundle = CodeBundle.unpack(file, folder);
        try {
            return new UserCode(
                    bundle.own(),
                    ClassPath.of(bundle.user()).with(bundle.classes()),
                    bundle.classes(),
                    bundle.main(),
                    bundle.tasks());
        } catch (CodeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    void applyTo(PoolBuilder builder) {
        List<Path> entries = new ArrayList<>(own);
        if (main == null) {
            entries.addAll(classPath.entries());
        } else {
            builder.program(main, classPath.entries());
        }
        builder.classPath(entries).classes(classes).taskClasses(tasks);
    }

    /** Whether this JVM may not be able to load what the workers can. */
    static boolean isBeyondThis(int java) {
        return java == 0 || java > Runtime.version().feature();
    }

    /** The tasks that a worker would have, made in this JVM. */
    TaskRegistry registry() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path entry : main == null ? classPath.entries() : List.<Path>of()) {
            urls.add(url(entry));
        }
        try (InMemory loader = new InMemory(urls.toArray(URL[]::new), main == null ? classes : Map.of())) {
            return TaskRegistry.discover(loader, tasks);
        }
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static final class InMemory extends URLClassLoader {
        private final Map<String, byte[]> classes;

        InMemory(URL[] urls, Map<String, byte[]> classes) {
            super(urls, UserCode.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] content = classes.get(name);
            return content == null ? super.findClass(name) : defineClass(name, content, 0, content.length);
        }
    }
}
