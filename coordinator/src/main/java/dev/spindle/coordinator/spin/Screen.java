package dev.spindle.coordinator.spin;

import dev.spindle.worker.tasks.Columns;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What draws on standard output: frames over one another, and lines. It knows what stands on the line where the cursor is, so that no
 * line is printed behind a frame. Each call writes at once. Thread-safe: the spinner may draw while the program is told to end.
 */
public final class Screen implements AutoCloseable {
    /** On Ctrl-C a terminal shows these behind the frame. */
    private static final int ECHO_COLUMNS = "^C".length();
    /** A writer that is stuck, as its terminal is paused, must not keep the program from ending. */
    private static final long PATIENCE_MILLIS = 500;

    private final OutputStream out;
    private final int width;
    private final Consumer<IOException> broken;

    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;
    /** Why nothing can be drawn any more. */
    private @Nullable IOException problem;

    /** How many columns the frame takes on which the cursor stands; 0 when there is none. */
    private int standing;

    private int frames;
    private long firstFrameNanos;

    /**
     * A screen with the cursor at the start of a line.
     *
     * @param width the terminal's columns; 0 where {@code out} is no terminal
     * @param broken told why {@code out} cannot be written, once, in the thread that drew; nothing is drawn any more then
     */
    public Screen(OutputStream out, int width, Consumer<IOException> broken) {
        this.out = out;
        this.width = width;
        this.broken = broken;
    }

    /** Another spinner starts: frames are counted anew. */
    public void begin() {
        locked(() -> frames = 0);
    }

    /** Draws a frame over the one before; it begins with a carriage return. */
    public void frame(String frame) {
        locked(() -> draw(frame, Columns.of(frame)));
    }

    /** Wipes the frame, if one stands there. */
    public void wipe() {
        locked(() -> blank(0));
    }

    /** Prints a line, over the frame if one stands there. */
    public void line(String text) {
        locked(() -> {
            blank(0);
            draw(text + "\n", 0);
        });
    }

    /** Draws what a spinner elsewhere has printed: a frame, the blanks that wipe it, or anything else. */
    public void print(String text) {
        if (!text.startsWith("\r")) {
            locked(() -> draw(text, standing));
        } else if (text.isBlank()) {
            locked(() -> draw(text, 0));
        } else {
            frame(text);
        }
    }

    /** How many frames were drawn since the last {@link #begin}. */
    public int frames() {
        lock.lock();
        try {
            return frames;
        } finally {
            lock.unlock();
        }
    }

    /** Nanoseconds from {@code began}, as {@link System#nanoTime} has it, to the first frame; -1 when there was none. */
    public long nanosToFirstFrame(long began) {
        lock.lock();
        try {
            return frames == 0 ? -1 : firstFrameNanos - began;
        } finally {
            lock.unlock();
        }
    }

    /** Whether something could not be drawn. */
    public boolean isBroken() {
        lock.lock();
        try {
            return problem != null;
        } finally {
            lock.unlock();
        }
    }

    /** Wipes the frame, for good: nothing is drawn any more. For the end of the program, which a signal may have brought. */
    @Override
    public void close() {
        boolean free = false;
        try {
            free = lock.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            if (free) {
                blank(ECHO_COLUMNS);
                closed = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (free) {
                lock.unlock();
            }
        }
    }

    private void locked(Runnable drawing) {
        IOException before;
        IOException after;
        lock.lock();
        try {
            before = problem;
            drawing.run();
            after = problem;
        } finally {
            lock.unlock();
        }
        if (before == null && after != null) {
            broken.accept(after); // without the lock: it may end the program, and a hook then closes this
        }
    }

    // ---- under the lock

    /** Blanks the frame and, on a terminal, {@code more} columns, as far as its line reaches. */
    private void blank(int more) {
        if (standing > 0) {
            int columns = width > 0 ? Math.min(standing + more, width) : standing;
            draw("\r" + " ".repeat(columns) + "\r", 0);
        }
    }

    /** Draws {@code text}; the cursor is then behind a frame of {@code stands} columns. */
    private void draw(String text, int stands) {
        if (closed || problem != null) {
            return;
        }
        if (stands > 0 && text.startsWith("\r") && frames++ == 0) {
            firstFrameNanos = System.nanoTime();
        }
        standing = stands;
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            problem = e;
        }
    }
}
