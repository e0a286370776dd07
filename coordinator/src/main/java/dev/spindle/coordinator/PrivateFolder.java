package dev.spindle.coordinator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder of the pool's own, readable by nobody else, for as long as the pool lives. */
record PrivateFolder(Path path) {
    /** Not by {@code createTempDirectory}: its random names would load the JVM's cryptography, some 20 ms of a cold start. */
    static PrivateFolder create() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        String name = "spindle-" + ProcessHandle.current().pid() + "-";
        for (long number = System.nanoTime(); ; number++) {
            Path path = parent.resolve(name + Long.toHexString(number));
            try {
                return new PrivateFolder(Files.createDirectory(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
            } catch (FileAlreadyExistsException taken) {
                // the next number
            } catch (IOException e) {
                throw new UncheckedIOException("cannot make a folder in " + parent, e);
            }
        }
    }

    void delete() {
        try {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // it is in the folder for temporary files, and holds nothing of value
        }
    }
}
