package dev.spindle.coordinator.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The version of the code that jobs run: of Spindle's own tasks its version, of a user's the bytes of their jars and folders. */
public final class CodeVersion {
    private CodeVersion() {}

    /**
     * The same exactly when {@code version} and the contents of {@code entries}, jars or folders of classes, are; where these lie does not
     * matter.
     *
     * @throws IOException when one cannot be read
     */
    public static String of(String version, List<Path> entries) throws IOException {
        MessageDigest digest = ContentKeys.sha256();
        digest.update(version.getBytes(StandardCharsets.UTF_8));
        for (Path entry : entries) {
            digest.update((byte) 0);
            if (Files.isDirectory(entry)) {
                addFolder(entry, digest);
            } else {
                addFile(entry, digest);
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static void addFolder(Path folder, MessageDigest digest) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : files) {
            String name = folder.relativize(file).toString();
            digest.update((name + "\0" + Files.size(file) + "\0").getBytes(StandardCharsets.UTF_8));
            addFile(file, digest);
        }
    }

    private static void addFile(Path file, MessageDigest digest) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
