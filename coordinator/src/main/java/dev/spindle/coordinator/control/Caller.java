package dev.spindle.coordinator.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One connection: what it asks is read, done and answered. Whatever comes of it, the run does not notice. */
final class Caller implements Runnable {
    private static final int MOST_BYTES = 1 << 12;
    private static final long ASKING_MILLIS = 2_000;
    private static final long TAKING_MILLIS = 5_000;
    private static final long LOOK_MILLIS = 200;

    private final SocketChannel channel;
    private final Path folder;
    private final Controlled run;
    private final CountDownLatch closing;
    private final Runnable done;
    private volatile @Nullable Messages messages;
    private volatile boolean asked;

    /** @param closing the run ends */
    Caller(SocketChannel channel, Path folder, Controlled run, CountDownLatch closing, Runnable done) {
        this.channel = channel;
        this.folder = folder;
        this.run = run;
        this.closing = closing;
        this.done = done;
    }

    /** Whether there is nothing that it is to be told yet. */
    boolean isSilent() {
        return !asked;
    }

    /** Ends it, wherever it is. */
    void hangUp() {
        Messages open = messages;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void run() {
        try (Messages open = new Messages(channel)) {
            messages = open;
            if (isTrusted()) {
                Map<String, Object> request = open.read(MOST_BYTES, ASKING_MILLIS);
                asked = true;
                answer(request, open);
            }
        } catch (IOException | RuntimeException | Error e) {
            // who cannot be understood, or does not listen, is not answered
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            done.run();
        }
    }

    private boolean isTrusted() throws IOException {
        try {
            return Peer.mayUse(folder, channel);
        } catch (LinkageError | UnsupportedOperationException e) {
            return true; // nobody else gets into the folder
        }
    }

    private void answer(Map<String, Object> request, Messages open) throws IOException, InterruptedException {
        Map<String, Object> answer;
        try {
            answer = answerTo(request, open);
        } catch (RefusedException e) {
            answer = Map.of("error", String.valueOf(e.getMessage()));
        }
        if (answer != null) {
            open.write(answer, TAKING_MILLIS);
        }
        if (Boolean.TRUE.equals(request.get("wait"))) {
            while (!closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS) && !open.isOver()) {
                // until the run ends, or nobody waits for that any more
            }
        }
    }

    /** Null when nobody waits for it any more. */
    private @Nullable Map<String, Object> answerTo(Map<String, Object> request, Messages open)
            throws RefusedException, InterruptedException {
        String what = String.valueOf(request.get("do"));
        return switch (what) {
            case "status" -> run.status();
            case "stack" -> run.stack(job(request));
            case "cancel" -> outcome(run.cancel(job(request)), open);
            case "drain" -> run.drain();
            default -> throw new RefusedException("this run does not know the request: it is of another version");
        };
    }

    private static long job(Map<String, Object> request) throws RefusedException {
        if (request.get("job") instanceof Number job) {
            return job.longValue();
        }
        throw new RefusedException("the request names no job");
    }

    private static @Nullable Map<String, Object> outcome(CompletableFuture<Map<String, Object>> outcome, Messages open)
            throws InterruptedException {
        while (!open.isOver()) {
            try {
                return outcome.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // it has the grace time to stop, however long that is
            } catch (ExecutionException e) {
                throw new IllegalStateException("nobody completes it with an exception", e);
            }
        }
        return null;
    }
}
