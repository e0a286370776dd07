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
    private final Room room;
    private volatile @Nullable Messages messages;
    private volatile boolean asked;

    /** Where it is, among the others. */
    interface Room {
        /** From now on it only waits, and takes nobody's place; false when too many do. */
        boolean waits(Caller caller);

        /** It is gone. */
        void left(Caller caller);
    }

    /** @param closing the run ends */
    Caller(SocketChannel channel, Path folder, Controlled run, CountDownLatch closing, Room room) {
        this.channel = channel;
        this.folder = folder;
        this.run = run;
        this.closing = closing;
        this.room = room;
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
            room.left(this);
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
        try {
            switch (String.valueOf(request.get("do"))) {
                case "status" -> open.write(run.status(), TAKING_MILLIS);
                case "stack" -> open.write(run.stack(job(request)), TAKING_MILLIS);
                case "cancel" -> cancel(job(request), open);
                case "drain" -> drain(Boolean.TRUE.equals(request.get("wait")), open);
                default -> throw new RefusedException("this run does not know the request: it is of another version");
            }
        } catch (RefusedException e) {
            open.write(Map.of("error", String.valueOf(e.getMessage())), TAKING_MILLIS);
        }
    }

    /** Says at once that it is under way, and then how it ended, since a job has its grace time to stop, however long that is. */
    private void cancel(long seq, Messages open) throws IOException, InterruptedException, RefusedException {
        if (open.isOver()) {
            return; // while this run was stopped, whoever asked has given up
        }
        CompletableFuture<Map<String, Object>> outcome = run.cancel(seq);
        if (!room.waits(this)) {
            throw new RefusedException("line " + seq + " is asked to stop; too many wait for such ends already");
        }
        open.write(Map.of("job", seq, "accepted", true), TAKING_MILLIS);
        while (!open.isOver()) {
            try {
                open.write(outcome.get(LOOK_MILLIS, TimeUnit.MILLISECONDS), TAKING_MILLIS);
                return;
            } catch (TimeoutException e) {
                // not yet
            } catch (ExecutionException e) {
                throw new IllegalStateException("nobody completes it with an exception", e);
            }
        }
    }

    /** @param waits whether to stay until the run ends */
    private void drain(boolean waits, Messages open) throws IOException, InterruptedException {
        open.write(run.drain(), TAKING_MILLIS);
        while (waits && room.waits(this) && !closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS) && !open.isOver()) {
            // until the run ends, or nobody waits for that any more
        }
    }

    private static long job(Map<String, Object> request) throws RefusedException {
        if (request.get("job") instanceof Number job) {
            return job.longValue();
        }
        throw new RefusedException("the request names no job");
    }
}
