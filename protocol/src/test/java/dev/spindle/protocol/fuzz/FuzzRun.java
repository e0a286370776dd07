package dev.spindle.protocol.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Opens one connection after another until so many frames were sent, and watches over what must not happen meanwhile: a hang, a memory
 * or a thread that is not given back. The connections have seeds of their own, S, S+1, …; {@code -Dspindle.fuzz.seed=S} begins with
 * that one, {@code -Dspindle.fuzz.frames=N} sends so many frames.
 */
public final class FuzzRun {
    /** Where the seeds begin. */
    public static final long FIRST_SEED = Long.getLong("spindle.fuzz.seed", 1);

    private static final int FULL = 35;
    private static final Duration LONGEST_CONNECTION = Duration.ofSeconds(60);
    private static final long MOST_GROWTH = 12L << 20;
    private static final int MOST_THREADS_MORE = 4; // the JVM's own, and what waits for its time-out

    private final String side;
    private final long frames;
    private final Connection connection;

    private final AtomicLong seed = new AtomicLong(FIRST_SEED);
    private final AtomicLong sent = new AtomicLong();
    private volatile @Nullable Throwable failure;

    /** Sends some frames. */
    public interface Connection {
        /**
         * A connection from its beginning to its end, which {@code seed} decides.
         *
         * @return how many frames it sent
         */
        int live(long seed) throws Exception;
    }

    /** @param ordinarily so many frames, 25 times as many in a full run, others on demand */
    public FuzzRun(String side, long ordinarily, Connection connection) {
        this.side = side;
        this.frames = Long.getLong("spindle.fuzz.frames", ordinarily * (Boolean.getBoolean("spindle.full") ? FULL : 1));
        this.connection = connection;
    }

    /** Returns when all is well. */
    public void run() throws InterruptedException {
        long began = System.nanoTime();
        int threadsBefore = liveThreads();
        sendUntil(frames / 4); // by then all is loaded that ever will be
        long heapBefore = frames > 4 ? liveHeap() : Long.MAX_VALUE / 2;
        sendUntil(frames);
        long grown = liveHeap() - heapBefore;
        System.out.printf(
                "%s: %d frames in %d connections (seeds %d to %d), %.1f s, live heap %+d KiB%n",
                side,
                sent.get(),
                seed.get() - FIRST_SEED,
                FIRST_SEED,
                seed.get() - 1,
                (System.nanoTime() - began) / 1e9,
                frames > 4 ? grown >> 10 : 0);
        if (grown > MOST_GROWTH) {
            throw new AssertionError("the live heap grew by " + grown + " bytes from a quarter of the way to its end");
        }
        awaitThreads(threadsBefore + MOST_THREADS_MORE);
    }

    private void sendUntil(long count) throws InterruptedException {
        Thread sender = new Thread(() -> send(count), "fuzz");
        sender.setDaemon(true);
        sender.start();
        long seedSeen = seed.get();
        long since = System.nanoTime();
        while (sender.isAlive()) {
            sender.join(50);
            if (seedSeen != seed.get()) {
                seedSeen = seed.get();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > LONGEST_CONNECTION.toNanos()) {
                AssertionError hang = new AssertionError("it hangs" + where());
                hang.setStackTrace(sender.getStackTrace());
                throw hang;
            }
        }
        Throwable thrown = failure;
        if (thrown != null) {
            throw new AssertionError(thrown + where(), thrown);
        }
    }

    private void send(long count) {
        try {
            while (sent.get() < count || seed.get() == FIRST_SEED) {
                sent.addAndGet(connection.live(seed.get()));
                seed.incrementAndGet();
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    private String where() {
        return "; " + side + ", after " + sent + " frames, seed " + seed
                + ": -Dspindle.fuzz.frames=1 -Dspindle.fuzz.seed=" + seed + " runs it alone";
    }

    private static int liveThreads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private void awaitThreads(int most) {
        await(side + " leave no threads").atMost(LONGEST_CONNECTION).untilAsserted(() -> assertThat(liveThreads())
                .as(() -> Thread.getAllStackTraces().keySet().toString())
                .isLessThanOrEqualTo(most));
    }

    private static long liveHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) { // what a collection clears may have to wait for the next
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
