package dev.spindle.coordinator.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A folder of one pool's own, readable by nobody else, for as long as the pool lives. A lock on a file in it says that it does: the kernel
 * gives it back when the process is gone, however it ended, so that a later pool can tell what is left and clear it away. Unlike a process's
 * number, a lock means the same to all who share the folder for temporary files, containers with process numbers of their own included.
 */
final class PrivateFolder {
    private static final String PREFIX = "spindle-";
    private static final String LOCK = "alive";

    private final Path path;
    /** Null where the file system knows no locks: such a folder is never cleared away. */
    private final @Nullable FileChannel lock;

    private PrivateFolder(Path path, @Nullable FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    Path path() {
        return path;
    }

    /** Not by {@code createTempDirectory}: its random names would load the JVM's cryptography, some 20 ms of a cold start. */
    static PrivateFolder in(Path parent) {
        String name = PREFIX + ProcessHandle.current().pid() + "-";
        FileAttribute<?> ownersOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        for (long number = System.nanoTime(); ; number++) {
            Path path = parent.resolve(name + Long.toHexString(number));
            try {
                Files.createDirectory(path, ownersOnly);
                return new PrivateFolder(path, lock(path.resolve(LOCK), StandardOpenOption.CREATE_NEW));
            } catch (FileAlreadyExistsException taken) {
                // the next number
            } catch (IOException e) {
                throw new UncheckedIOException("cannot make a folder in " + parent, e);
            }
        }
    }

    /** Open, and locked, for as long as it stays open; null when that cannot be had. */
    private static @Nullable FileChannel lock(Path file, StandardOpenOption how) {
        try {
            FileChannel channel = FileChannel.open(file, how, StandardOpenOption.WRITE);
            try {
                FileLock locked = channel.tryLock();
                if (locked != null) {
                    return channel;
                }
            } catch (IOException | OverlappingFileLockException e) {
                // somebody has it, here or elsewhere
            }
            channel.close();
        } catch (IOException e) {
            // there is none, or no right to it
        }
        return null;
    }

    /** False when somebody has deleted it, as those do who clear folders for temporary files. */
    boolean isThere() {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    void delete() {
        delete(path);
        close(lock);
    }

    /** Deletes what pools that were killed have left in {@code parent}. */
    static void sweep(Path parent) {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "[0-9]*-*")) {
            for (Path folder : folders) {
                sweepOne(folder);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // what cannot be listed cannot be cleared
        }
    }

    /** Those of this user in {@code parent}, in the order of their names. */
    static List<Path> allIn(Path parent) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "[0-9]*-*")) {
            for (Path folder : folders) {
                addIfOfThisUser(folder, found);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // what cannot be listed is not found
        }
        found.sort(null);
        return found;
    }

    private static void addIfOfThisUser(Path folder, List<Path> found) {
        try {
            if (isOfThisUser(folder)) {
                found.add(folder);
            }
        } catch (IOException e) {
            // it has gone meanwhile, and hides no other
        }
    }

    /** What has no lock yet, or none any more, is left alone. */
    private static void sweepOne(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        if (isOfThisUser(folder) && !mayBeOfThisProcess(folder) && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            FileChannel taken = lock(file, StandardOpenOption.WRITE);
            if (taken != null) {
                delete(folder);
                close(taken);
            }
        }
    }

    /** A folder, no link to one, of this user: nobody else can put another in its place then. */
    private static boolean isOfThisUser(Path folder) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(Path.of("/proc/self")));
    }

    /** Its file must not even be looked at: the kernel takes all of a process's locks on a file back when it closes any descriptor of it. */
    private static boolean mayBeOfThisProcess(Path folder) throws IOException {
        ProcessHandle self = ProcessHandle.current();
        if (!folder.toFile().getName().startsWith(PREFIX + self.pid() + "-")) {
            return false;
        }
        Instant made =
                Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant();
        return self.info()
                .startInstant()
                .map(start -> made.isAfter(start.minusSeconds(1)))
                .orElse(true);
    }

    private static void delete(Path folder) {
        try {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // it is in the folder for temporary files, and holds nothing of value
        }
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // the lock is gone all the same
        }
    }
}
