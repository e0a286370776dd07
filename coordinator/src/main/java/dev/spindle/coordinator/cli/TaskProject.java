package dev.spindle.coordinator.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** A Maven project around a task of one file, which runs without the rest, too. */
final class TaskProject {
    /** The task's name in the templates. */
    private static final String TEMPLATE = "NewTask";

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\n]*");
    /** These may be names, but not of classes. */
    private static final Set<String> RESTRICTED = Set.of("permits", "record", "sealed", "var", "yield");

    private final String name;
    private final Path folder;

    TaskProject(String name, Path parent) {
        this.name = name;
        this.folder = parent.resolve(name).normalize();
    }

    Path source() {
        return folder.resolve("src/main/java/" + name + ".java");
    }

    Path pom() {
        return folder.resolve("pom.xml");
    }

    /** What Maven makes of it. */
    Path jar() {
        return folder.resolve("target/" + name + ".jar");
    }

    private Path test() {
        return folder.resolve("src/test/java/" + name + "Test.java");
    }

    static boolean isNameOfClass(String name) {
        return SourceVersion.isName(name)
                && name.chars().noneMatch(each -> each == '.' || each == '$')
                && !RESTRICTED.contains(name);
    }

    /** Whether the task's code or its test's would no longer mean the same under this name. */
    boolean isNameInUse() throws IOException {
        String code = COMMENT.matcher(template("NewTask.java") + template("NewTaskTest.java"))
                .replaceAll("");
        return !name.equals(TEMPLATE)
                && Pattern.compile("\\b" + Pattern.quote(name) + "\\b", Pattern.UNICODE_CHARACTER_CLASS)
                        .matcher(code)
                        .find();
    }

    /**
     * Writes it; when that fails, nothing of it stays.
     *
     * @return what was written
     * @throws FileAlreadyExistsException when there is something in its place
     */
    List<Path> write() throws IOException {
        Map<Path, String> contents = new LinkedHashMap<>();
        contents.put(source(), filled("NewTask.java"));
        contents.put(test(), filled("NewTaskTest.java"));
        contents.put(pom(), filled("pom.xml"));
        Files.createDirectory(folder);
        List<Path> made = new ArrayList<>(List.of(folder));
        try {
            for (Map.Entry<Path, String> file : contents.entrySet()) {
                makeFolder(file.getKey().resolveSibling(""), made);
                made.add(Files.createFile(file.getKey()));
                Files.writeString(file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            Collections.reverse(made);
            for (Path each : made) {
                Files.deleteIfExists(each);
            }
            throw e;
        }
        return List.copyOf(contents.keySet());
    }

    private static void makeFolder(Path wanted, List<Path> made) throws IOException {
        if (!Files.exists(wanted)) {
            makeFolder(wanted.resolveSibling(""), made);
            made.add(Files.createDirectory(wanted));
        }
    }

    private String filled(String file) throws IOException {
        String artifact = name.replaceAll("\\W", "_"); // Maven wants ASCII
        return template(file)
                .replace(TEMPLATE, name)
                .replace("ARTIFACT", artifact)
                .replace("VERSION", Version.number());
    }

    private static String template(String file) throws IOException {
        try (InputStream in = TaskProject.class.getResourceAsStream("task/" + file)) {
            if (in == null) {
                throw new FileNotFoundException("task/" + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
