package dev.spindle.spark;

import dev.spindle.spark.ExecutorSetup.PartsPlace;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The folder of a run's results, as one process sees it. What is being written stands in a folder of its own until the one who asked for it
 * has accepted it: an attempt that Spark gave up leaves nothing among the parts. Thread-safe.
 */
final class PartsFolder implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final PartsPlace place;
    private final FileSystem files;
    private final Path folder;
    private final Path temporary;

    private PartsFolder(PartsPlace place, FileSystem files) {
        this.place = place;
        this.files = files;
        this.folder = new Path(place.folder());
        this.temporary = new Path(folder, "_temporary");
    }

    /** Opens the folder of a run that goes on. */
    static PartsFolder open(PartsPlace place) throws IOException {
        return new PartsFolder(
                place, files(new Path(place.folder()), place.configuration().value()));
    }

    /**
     * Makes the folder.
     *
     * @throws IOException also when it has something in it
     */
    static PartsFolder make(String name, SerializableConfiguration configuration) throws IOException {
        FileSystem files = null;
        try {
            Path asked = new Path(name);
            files = files(asked, configuration.value());
            Path folder = files.makeQualified(asked);
            PartsFolder made = new PartsFolder(new PartsPlace(folder.toString(), configuration), files);
            if (files.exists(folder) && files.listStatus(folder).length > 0) {
                throw new IOException("it is not empty");
            }
            if (!files.mkdirs(made.temporary)) {
                throw new IOException("it cannot be made");
            }
            return made;
        } catch (IOException | RuntimeException e) {
            if (files != null) {
                files.close();
            }
            throw new IOException("the folder " + name + " for parts: " + Failure.line(e), e);
        }
    }

    /** Not the one that others share, which keeps its checksums. */
    private static FileSystem files(Path path, Configuration configuration) throws IOException {
        FileSystem files = path.toUri().getScheme() == null
                ? FileSystem.newInstance(configuration)
                : FileSystem.newInstance(path.toUri(), configuration);
        if (files instanceof ChecksumFileSystem checked) {
            checked.setWriteChecksum(false);
            checked.setVerifyChecksum(false);
        }
        return files;
    }

    PartsPlace place() {
        return place;
    }

    /** Writes lines, to be accepted; the name of what has them. */
    String write(long firstLine, long attempt, byte[] lines) throws IOException {
        String name = String.format(Locale.ROOT, "part-%012d.%d", firstLine, attempt);
        write(new Path(temporary, name), lines);
        return name;
    }

    /** What was written under that name becomes a part; its name then. */
    String accept(String name, long firstLine) throws IOException {
        String part = String.format(Locale.ROOT, "part-%012d.ndjson", firstLine);
        rename(name, part);
        return part;
    }

    /** Writes a file that is there only as a whole. */
    void writeWhole(String file, byte[] bytes) throws IOException {
        write(new Path(temporary, file), bytes);
        rename(file, file);
    }

    /** On a machine that does not see the folder, its place is not made. */
    private void write(Path path, byte[] bytes) throws IOException {
        short replicas = files.getDefaultReplication(path);
        try (OutputStream out =
                files.createNonRecursive(path, true, BUFFER, replicas, files.getDefaultBlockSize(path), null)) {
            out.write(bytes);
        }
    }

    private void rename(String from, String to) throws IOException {
        if (!files.rename(new Path(temporary, from), new Path(folder, to))) {
            throw new IOException(from + " is not there to become " + to + "; do all machines see the same folder?");
        }
    }

    /** Lets go of the folder. */
    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException e) {
            // nothing is written any more
        }
    }

    /** Removes what nobody accepted. */
    void clear() {
        try {
            files.delete(temporary, true);
        } catch (IOException e) {
            // what is left there harms nobody
        }
    }
}
