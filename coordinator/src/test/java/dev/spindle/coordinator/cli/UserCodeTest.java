package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.coordinator.code.ClassPath;
import dev.spindle.coordinator.code.Openings;
import dev.spindle.coordinator.code.Sources;
import dev.spindle.coordinator.lines.KnownTasks;
import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in a user's files, and what is said of those that cannot be used: all before any worker is started. */
class UserCodeTest {
    private static final int JAVA = Runtime.version().feature();
    private static final List<Path> OWN = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .toList();

    private static final String SOURCE = """
            package shop;
            import dev.spindle.worker.*;
            public class Shop {
                public abstract static class Base implements Task<Integer, Integer> {
                    public Integer run(Integer input, TaskContext context) { return input + 1; }
                }
                public static class Next extends Base {}
                static class Hidden extends Base {}
                public static class Needs extends Base { public Needs(int x) {} }
                public static class Main { public static void main(String[] args) {} }
                public static class Heir extends Main {}
                public static class Other { static void main(String[] args) {} }
            }
            """;

    @SuppressWarnings("NullAway.Init") // set by compile
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set by compile
    private static Map<String, byte[]> classes;

    @SuppressWarnings("NullAway.Init") // set by compile
    private static Path jar;

    @BeforeAll
    static void compile(@TempDir Path temporary) throws Exception {
        folder = temporary;
        // The compiler wants no file to be called as its class.
        classes = Sources.compile(List.of(write("any.java", SOURCE)), OWN, 17);
        jar = folder.resolve("shop.jar");
        writeJar(jar, null, classes);
    }

    private static Path write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void writeJar(Path file, @Nullable Manifest manifest, Map<String, byte[]> content) throws Exception {
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream entries = new JarOutputStream(out)) {
            if (manifest != null) {
                entries.putNextEntry(new JarEntry("META-INF/MANIFEST.MF"));
                manifest.write(entries);
            }
            for (Map.Entry<String, byte[]> each : content.entrySet()) {
                entries.putNextEntry(new JarEntry(each.getKey().replace('.', '/') + ".class"));
                entries.write(each.getValue());
            }
        }
    }

    private static byte[] content(String name) {
        return Objects.requireNonNull(classes.get(name));
    }

    private static UserCode of(List<Path> jars, List<Path> sources, @Nullable String main) {
        return UserCode.of(OWN, jars, sources, main, JAVA);
    }

    @Test
    void tasksAreFoundInJarsFoldersAndFoldersOfJars() throws Exception {
        Path unpacked = folder.resolve("classes");
        for (Map.Entry<String, byte[]> each : classes.entrySet()) {
            Path file = unpacked.resolve(each.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, each.getValue());
        }
        Path library = Files.createDirectories(folder.resolve("library"));
        Files.copy(jar, library.resolve("a.jar"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), unpacked);

        for (Path each : List.of(jar, unpacked, library, link)) {
            UserCode code = of(List.of(each), List.of(), null);

            assertThat(code.tasks()).containsExactly("shop.Shop$Next");
            assertThat(code.registry().tasks())
                    .extracting(task -> task.name())
                    .contains("Next", "echo")
                    .doesNotContain("Hidden");
        }
        assertThat(ClassPath.of(List.of(library)).entries())
                .containsExactly(
                        library.toAbsolutePath(), library.resolve("a.jar").toAbsolutePath());
    }

    /** For the mode of messages with the compiler's own lines see {@link OwnCodeTest}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class A { int x = ; }                    | does not compile",
                "public class A { }                       | has no task, a public class that implements dev.spindle.worker.Task; ",
                "class A implements T {}                  | Task: A is not public; ",
                "public abstract class A implements T {}  | Task: A is abstract; ",
                "public class A implements T { A() {} }   | Task: A has no public constructor without arguments; ",
            })
    void aSourceThatCannotBeUsedSaysWhy(String text, String complaint) throws Exception {
        String source = text.replace(" implements T {", """
                 implements dev.spindle.worker.Task<String, String> {
                public String run(String input, dev.spindle.worker.TaskContext context) { return input; }
                """);
        Path file = write("A.java", source);

        assertComplaint(() -> of(List.of(), List.of(file), null), "--source: " + file + " ", complaint);
    }

    @Test
    void filesThatAreNotWhatTheyShouldBeAreNamed() throws Exception {
        Path text = write("notes.txt", "no jar");
        Path latin = Files.write(folder.resolve("Latin.java"), new byte[] {'/', '/', (byte) 0xE4});
        Path missing = folder.resolve("missing");

        assertComplaint(() -> of(List.of(text), List.of(), null), "--jar: " + text + " is no jar: ");
        assertComplaint(() -> of(List.of(missing), List.of(), null), "--jar: cannot read " + missing, "no such file");
        assertComplaint(() -> of(List.of(), List.of(latin), null), "--source: " + latin + " is not in UTF-8");
        assertComplaint(() -> of(List.of(), List.of(missing), null), "--source: cannot read " + missing);
        assertThatThrownBy(() -> of(List.of(write("B.java", "class B {}")), List.of(), null))
                .hasMessageContaining("source goes in with --source");
    }

    @Test
    void aClassThatIsThereTwiceIsNamed() throws Exception {
        Path source = write("Again.java", SOURCE);

        assertComplaint(
                () -> of(List.of(jar), List.of(source), null), "--source: shop.Shop", " is in " + jar + ", too: ");
    }

    @Test
    void anUnknownTaskIsToldByWhatIsWrongWithIt() {
        KnownTasks known = KnownTasks.of(
                List.of(),
                List.of("the task Bad cannot be used: it threw", "two tasks are called \"Twin\": a.B and c.D"));

        assertThat(known.problemOf("Bad")).startsWith("the task Bad");
        assertThat(known.problemOf("Twin")).startsWith("two tasks");
        assertThat(known.problemOf("D")).startsWith("two tasks");
        assertThat(known.problemOf("task")).startsWith("no task");
    }

    @Test
    void aTaskOrProgramForANewerJavaSaysWhichOne() throws Exception {
        byte[] newer = content("shop.Shop$Next").clone();
        newer[7] = (byte) (44 + 99);
        byte[] main = content("shop.Shop$Main").clone();
        main[7] = (byte) (44 + 99);
        Path file = folder.resolve("newer.jar");
        writeJar(
                file,
                null,
                Map.of("shop.Shop$Next", newer, "shop.Shop$Base", content("shop.Shop$Base"), "shop.Shop$Main", main));

        for (String program : new @Nullable String[] {null, "shop.Shop$Main"}) {
            assertComplaint(
                    () -> of(List.of(file), List.of(), program),
                    (program == null ? "--jar: " : "--main: ") + file + " needs Java 99, for shop.Shop$",
                    "and the workers have " + JAVA + "; name a newer one with --java-home");
        }
    }

    @Test
    void aProgramIsLookedForBeforeItRuns() {
        for (String main : List.of("shop.Shop$Main", "shop.Shop$Heir")) {
            assertThat(of(List.of(jar), List.of(), main).tasks()).isEmpty();
        }
        assertComplaint(
                () -> of(List.of(jar), List.of(), "shop.Mian"), "--main: there is no class shop.Mian in " + jar);
        assertComplaint(() -> of(List.of(), List.of(), "shop.Mian"), "its jar goes in with --jar");
        assertComplaint(() -> of(List.of(), List.of(), "com.sun.tools.javac.Main"), "is a program of the JDK itself");
        assertComplaint(() -> of(List.of(jar), List.of(), "shop.Shop"), "shop.Shop has no public static void main");
    }

    @Test
    void whatAProgramsManifestWantsOpenIsOpened() throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Add-Exports", "jdk.compiler/com.sun.tools.javac.api java.base/sun.nio");
        manifest.getMainAttributes().putValue("Add-Opens", " java.base/java.lang nothing");
        Path file = folder.resolve("opens.jar");
        writeJar(file, manifest, Map.of());

        assertThat(Openings.of(List.of(file, jar)))
                .containsExactly(
                        "--add-exports",
                        "jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED",
                        "--add-exports",
                        "java.base/sun.nio=ALL-UNNAMED",
                        "--add-opens",
                        "java.base/java.lang=ALL-UNNAMED");
    }

    private interface Attempt {
        void make() throws Exception;
    }

    private static void assertComplaint(Attempt attempt, String... parts) {
        assertThatThrownBy(attempt::make)
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.status()).isEqualTo(ExitStatus.USAGE))
                .message()
                .doesNotContain("\n")
                .contains(parts);
    }
}
