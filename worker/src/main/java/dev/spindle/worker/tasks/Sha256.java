package dev.spindle.worker.tasks;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of the file at a path, in lower-case hexadecimal. The file is read piece by piece, whatever its size; a relative path
 * starts at the worker's current directory.
 */
public final class Sha256 implements Task<String, String> {
    private static final int PIECE_BYTES = 1 << 16;

    @Override
    public String run(String input, TaskContext context) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(digest(path(input), context));
    }

    private static String path(@Nullable String input) {
        if (input == null) {
            throw new IllegalArgumentException("sha256 takes the path of a file, not null");
        }
        return input;
    }

    private static byte[] digest(String path, TaskContext context) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] piece = new byte[PIECE_BYTES];
        try (InputStream file = new FileInputStream(path)) { // its exceptions name the file
            int read = file.read(piece);
            while (read >= 0) {
                if (context.isCancelled()) {
                    throw new CancellationException();
                }
                digest.update(piece, 0, read);
                read = file.read(piece);
            }
        }
        return digest.digest();
    }

    @Override
    public String name() {
        return "sha256";
    }

    @Override
    public String description() {
        return "the SHA-256 of the file at a path, in hexadecimal";
    }
}
