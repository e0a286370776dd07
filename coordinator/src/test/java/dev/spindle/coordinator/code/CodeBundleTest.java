package dev.spindle.coordinator.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeBundleTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void isTheSameElsewhere() throws IOException {
        Path jar = Files.writeString(folder.resolve("a.jar"), "one");
        Path other = Files.createDirectories(folder.resolve("other")).resolve("a.jar");
        Files.writeString(other, "two");
        Path classes = Files.createDirectories(folder.resolve("classes/deep down"));
        Files.writeString(classes.resolve("\u00FC.class"), "three");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Map<String, byte[]> inMemory = Map.of("p.A$B", new byte[] {1, 2}, "C", new byte[0]);
        Path users = jar(folder.resolve("users.jar"), null);
        CodeBundle bundle = new CodeBundle(
                List.of(other, jar), List.of(empty, classes.getParent(), users), inMemory, List.of("C", "p.A$B"), "M");
        Path file = folder.resolve("bundle");
        Path there = Files.createDirectory(folder.resolve("there"));

        bundle.pack(file);
        CodeBundle again = CodeBundle.unpack(file, folder.resolve("./there"));

        assertThat(again.own()).extracting(Files::readString).containsExactly("two", "one");
        assertThat(again.user()).hasSize(3).allMatch(each -> each.normalize().startsWith(there));
        assertThat(again.user().get(0)).isEmptyDirectory();
        assertThat(again.user().get(1).resolve("deep down/\u00FC.class")).hasContent("three");
        assertThat(again.user().get(2)).hasSameBinaryContentAs(users);
        assertThat(again.classes()).containsOnlyKeys("p.A$B", "C");
        assertThat(again.classes().get("p.A$B")).containsExactly(1, 2);
        assertThat(again.tasks()).containsExactly("C", "p.A$B");
        assertThat(again.main()).isEqualTo("M");
    }

    private static Path jar(Path file, @Nullable String classPath) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (classPath != null) {
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        }
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new ZipEntry(String.valueOf(file.getFileName())));
        }
        return file;
    }

    @Test
    void whatAJarNamesGoesWithIt() throws IOException {
        Path app = jar(folder.resolve("app.jar"), "lib/a%20b.jar lib/not-there.jar lib/c.jar http://nowhere/d.jar :");
        jar(folder.resolve("lib/a b.jar"), "c.jar ../app.jar");
        jar(folder.resolve("lib/c.jar"), null);
        Path last = jar(folder.resolve("last.jar"), null);
        Path file = folder.resolve("bundle");
        new CodeBundle(List.of(), List.of(app, last), Map.of(), List.of(), null).pack(file);

        CodeBundle again = CodeBundle.unpack(file, Files.createDirectory(folder.resolve("there")));

        assertThat(again.user())
                .extracting(each -> String.valueOf(each.getFileName()))
                .containsExactly("0000-app.jar", "0001-a b.jar", "0002-c.jar", "0003-last.jar");
    }

    /** Those that count are entries of their own. */
    @Test
    void ofAFolderItsJarsStayBehind() throws IOException {
        Path classes = folder.resolve("classes");
        jar(classes.resolve("a.jar"), null);
        Files.writeString(classes.resolve("A.class"), "one");
        Path resource = jar(classes.resolve("deep/resource.jar"), null);
        Path file = folder.resolve("bundle");
        new CodeBundle(List.of(), List.of(classes, classes.resolve("a.jar")), Map.of(), List.of(), null).pack(file);

        CodeBundle again = CodeBundle.unpack(file, Files.createDirectory(folder.resolve("there")));

        assertThat(again.user()).hasSize(2);
        assertThat(again.user().get(0)).isDirectoryNotContaining("glob:**.jar").isDirectoryContaining("glob:**A.class");
        assertThat(again.user().get(0).resolve("deep/resource.jar")).hasSameBinaryContentAs(resource);
    }

    @Test
    void ofNothingItIsEmpty() throws IOException {
        Path file = folder.resolve("bundle");
        new CodeBundle(List.of(), List.of(), Map.of(), List.of(), null).pack(file);

        assertThat(CodeBundle.unpack(file, folder))
                .isEqualTo(new CodeBundle(List.of(), List.of(), Map.of(), List.of(), null));
    }

    @Test
    void whatLeadsElsewhereIsNotUnpacked() throws IOException {
        Path file = folder.resolve("bundle");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("own/../../evil"));
            zip.write("evil".getBytes(StandardCharsets.UTF_8));
        }
        Path there = Files.createDirectory(folder.resolve("there"));

        assertThatThrownBy(() -> CodeBundle.unpack(file, there)).hasMessageContaining("leads elsewhere");
        assertThat(folder.resolve("evil")).doesNotExist();
    }
}
