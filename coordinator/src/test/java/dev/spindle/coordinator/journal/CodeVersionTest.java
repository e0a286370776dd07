package dev.spindle.coordinator.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeVersionTest {
    @Test
    void itIsThatOfTheContentsWhereverTheyLie(@TempDir Path folder) throws Exception {
        Path jar = Files.writeString(folder.resolve("a.jar"), "one");
        Path copy = Files.writeString(folder.resolve("b.jar"), "one");
        String version = CodeVersion.of("1", List.of(jar));

        assertThat(CodeVersion.of("1", List.of(copy))).isEqualTo(version);
        assertThat(CodeVersion.of("2", List.of(jar))).isNotEqualTo(version);
        assertThat(CodeVersion.of("1", List.of())).isNotEqualTo(version);
        assertThat(CodeVersion.of("1", List.of(jar, copy))).isNotEqualTo(version);
        Files.writeString(jar, "two");
        assertThat(CodeVersion.of("1", List.of(jar))).isNotEqualTo(version);
    }

    @Test
    void aFolderIsTheNamesAndContentsOfItsFiles(@TempDir Path folder) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes/p"));
        Path task = Files.writeString(classes.resolve("A.class"), "one");
        String version = CodeVersion.of("1", List.of(folder.resolve("classes")));

        Path moved = Files.move(task, classes.resolve("B.class"));
        String renamed = CodeVersion.of("1", List.of(folder.resolve("classes")));
        assertThat(renamed).isNotEqualTo(version);
        Files.writeString(moved, "two");
        assertThat(CodeVersion.of("1", List.of(folder.resolve("classes")))).isNotEqualTo(renamed);
        Files.move(moved, task);
        Files.writeString(task, "one");
        assertThat(CodeVersion.of("1", List.of(folder.resolve("classes")))).isEqualTo(version);
    }

    @Test
    void aLinkToAFolderIsThatFolder(@TempDir Path folder) throws Exception {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Path task = Files.writeString(classes.resolve("A.class"), "one");
        Path link = Files.createSymbolicLink(folder.resolve("link"), classes);
        String version = CodeVersion.of("1", List.of(link));

        assertThat(CodeVersion.of("1", List.of(classes))).isEqualTo(version);
        Files.writeString(task, "two");
        assertThat(CodeVersion.of("1", List.of(link))).isNotEqualTo(version);
    }
}
