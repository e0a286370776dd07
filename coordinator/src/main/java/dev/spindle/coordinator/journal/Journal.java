package dev.spindle.coordinator.journal;

import dev.spindle.coordinator.WriteAhead;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a run: each attempt is in it before it is sent, each outcome with its result before anybody sees it. A run that is killed
 * anywhere can so be gone on with. Text, a record a line: {@code CHECKSUM JSON}. {@link #job} is for one thread, all else for any.
 */
public final class Journal implements WriteAhead, Closeable {
    private static final byte[] NOTHING = {};
    /** How long to wait for one that is in use. */
    private static final long LOCK_NANOS = 2_000_000_000L;

    private final Path file;
    private final long lengthBefore;
    private final JournalFile out;
    private final ContentKeys keys;
    private final String code;
    private final Map<String, String> names = new HashMap<>();
    private final @Nullable History history;
    private final @Nullable OutcomeReader outcomes;

    private Journal(
            Path file,
            long lengthBefore,
            JournalFile out,
            ContentKeys keys,
            String code,
            @Nullable History history,
            @Nullable OutcomeReader outcomes) {
        this.file = file;
        this.lengthBefore = lengthBefore;
        this.out = out;
        this.keys = keys;
        this.code = code;
        this.history = history;
        this.outcomes = outcomes;
    }

    /**
     * Opens the journal of a run that begins or, where {@code resume} is set and {@code file} tells of earlier runs, goes on. What is torn at
     * its end is cut off. Nobody else can open it until it is closed, or this process is gone.
     *
     * @param atMostOnce nothing is tried again, and each worker holds one job: whatever may have begun counts as tried
     * @param code the version of the tasks' code: jobs of another are other jobs
     * @param broken told once, in a thread of its own, why nothing can be written any more
     * @throws JournalException when there is a journal and {@code resume} is not set, or it cannot be gone on with
     * @throws IOException when the file cannot be read or written
     */
    public static Journal open(
            Path file, boolean resume, boolean atMostOnce, String version, String code, Consumer<String> broken)
            throws IOException, JournalException {
        RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw");
        try {
            lock(opened, file);
            if (opened.length() > 0 && !resume) {
                throw new JournalException(existsAlready(file));
            }
            // Not through a descriptor of its own: where a process closes any one of a file, its locks on that file are
            // gone.
            History history = opened.length() == 0 ? null : History.read(file, new FileInputStream(opened.getFD()));
            long end = history == null ? 0 : history.wholeUntil();
            if (opened.length() > end) {
                opened.setLength(end);
            }
            opened.seek(end);
            if (end == 0) {
                opened.write(JournalReader.FIRST_LINE);
            }
            if (!Files.isRegularFile(file)) {
                throw new JournalException("a journal has to be a file that can be read again: " + file + " is none");
            }
            return begin(opened, file, end, history, atMostOnce, version, code, broken);
        } catch (IOException | JournalException | RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }

    private static Journal begin(
            RandomAccessFile opened,
            Path file,
            long lengthBefore,
            @Nullable History history,
            boolean atMostOnce,
            String version,
            String code,
            Consumer<String> broken)
            throws IOException {
        JournalFile out = new JournalFile(opened, broken);
        Journal journal = new Journal(
                file,
                lengthBefore,
                out,
                new ContentKeys(code),
                code,
                history,
                history == null ? null : new OutcomeReader(file));
        journal.append("{\"run\":\"" + now() + "\",\"version\":\"" + version + "\",\"code\":\"" + code + "\""
                + (atMostOnce ? ",\"atMostOnce\":1}" : "}"));
        if (!journal.commit()) {
            throw new IOException(out.problem());
        }
        syncFolder(file);
        return journal;
    }

    /** What to say of a journal that nobody asked to go on with. */
    public static String existsAlready(Path file) {
        return "there is a journal already at " + file
                + ": --resume goes on with its run, another name begins a new one";
    }

    /** A lock of the process, gone with it: one that was just killed may need a moment. Where a file system has none, it is up to the user. */
    private static void lock(RandomAccessFile opened, Path file) throws JournalException {
        long end = System.nanoTime() + LOCK_NANOS;
        while (!isFree(opened)) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                throw new JournalException("the journal " + file + " is in use by a run that goes on");
            }
            LockSupport.parkNanos(LOCK_NANOS / 100);
        }
    }

    private static boolean isFree(RandomAccessFile opened) {
        try {
            return opened.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** So that a new file is found in its folder even after a loss of power; some file systems cannot. */
    private static void syncFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (IOException e) {
                // then the file may be missing after such a loss, as any other new one
            }
        }
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void append(String record) {
        out.append(record.getBytes(StandardCharsets.UTF_8), NOTHING, 0, 0);
    }

    /** What earlier runs left; null when there was none. */
    public @Nullable History history() {
        return history;
    }

    /** Whether its latest run had another version of the tasks' code: then none of its jobs is one of this run. */
    public boolean isOfOtherCode() {
        JournaledRun latest = history == null ? null : history.latest();
        return latest != null && !latest.code().equals(code);
    }

    /**
     * The next job of the input: to be called for each of them, in its order, since a job is known by its content and by how often equal content
     * came before.
     *
     * @param seq the line of input it is
     */
    public JournaledJob job(String task, RawJson input, long seq) {
        return new JournaledJob(this, keys.next(task, input), names.computeIfAbsent(task, Journal::quoted), seq);
    }

    private static String quoted(String task) {
        try {
            return Values.write(task).toString();
        } catch (ValueException e) {
            throw new IllegalArgumentException("a task's name that is no text", e);
        }
    }

    long place(JobKey key) {
        return history == null ? -1 : history.place(key);
    }

    int attempts(JobKey key) {
        return history == null ? 0 : history.attempts(key);
    }

    byte[] outcome(long place) throws JournalException {
        if (outcomes == null) {
            throw new IllegalStateException("no earlier run");
        }
        try {
            return outcomes.at(place);
        } catch (IOException e) {
            throw new JournalException("cannot read the journal " + file + ": " + e.getMessage());
        }
    }

    void outOfMemory() {
        out.outOfMemory();
    }

    void begins(JobKey key, long seq, String quotedTask, int attempt, int worker, int generation) {
        append(beginning(key, seq, attempt, worker, generation) + ",\"task\":" + quotedTask + "}");
    }

    void beginsInChunk(JobKey key, long seq, String quotedTask, int attempt, int worker, int generation, long chunk) {
        append(beginning(key, seq, attempt, worker, generation) + ",\"chunk\":" + chunk + ",\"task\":" + quotedTask
                + "}");
    }

    private static String beginning(JobKey key, long seq, int attempt, int worker, int generation) {
        return "{\"begin\":\"" + key + "\",\"seq\":" + seq + ",\"attempt\":" + attempt + ",\"worker\":" + worker
                + ",\"generation\":" + generation;
    }

    void waitsAgain(JobKey key, int attempts) {
        append("{\"again\":\"" + key + "\",\"attempts\":" + attempts + "}");
    }

    void ended(JobKey key, long seq, byte[] outcome, int from, int to) {
        String head = "{\"end\":\"" + key + "\",\"seq\":" + seq;
        out.append(head.getBytes(StandardCharsets.US_ASCII), outcome, from, to);
    }

    /** Writes what was noted so far: from then on the death of this process cannot undo it. */
    @Override
    public boolean commit() {
        return out.commit();
    }

    /**
     * The run has ended in order.
     *
     * @param neverRead how many lines of the input were not read; -1 when that is not known
     */
    public void ended(int exitStatus, long neverRead) {
        append("{\"close\":\"" + now() + "\",\"exitStatus\":" + exitStatus
                + (neverRead < 0 ? "" : ",\"neverRead\":" + neverRead) + "}");
    }

    /** The run could not begin: the journal is again as it was before, unless something was noted of a job. */
    public void takeBack() throws IOException {
        out.takeBackOnlyRecord(lengthBefore);
    }

    /** Why nothing can be written any more; null when it can. */
    public @Nullable String problem() {
        return out.problem();
    }

    /** Writes all that was noted, and forces it to the disk; {@link #problem()} then says whether that went well. */
    @Override
    public void close() throws IOException {
        out.close();
        if (outcomes != null) {
            outcomes.close();
        }
    }
}
