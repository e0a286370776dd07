package dev.spindle.coordinator.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The socket through which others look into a run. A thread opens it shortly after the run has begun, so that no run begins later for it, and one
 * whose jobs take no time never has it. Each who connects has a thread and a bounded time; so many at once, and the next ones wait.
 */
public final class ControlSocket implements AutoCloseable {
    /** What its file is called. */
    static final String NAME = "control";

    private static final long DELAY_MILLIS = 300;
    private static final int MOST_CALLERS = 16;
    /** So many more may wait for the end of a job or of the run. */
    private static final int MOST_WAITING = 240;

    /** How long the end of the run waits for those who are being answered. */
    private static final long ANSWERING_MILLIS = 500;

    private static final long PAUSE_MILLIS = 100;

    private final Supplier<Path> place;
    private final Controlled run;
    private final Consumer<String> problem;
    private final Semaphore room = new Semaphore(MOST_CALLERS);
    /** All of them; the value says whether one only waits. Guarded by itself. */
    private final Map<Caller, Boolean> callers = new HashMap<>();

    private int waiting;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::serve, "spindle-control");

    /**
     * @param folder where it is to be; nobody else may get in there
     * @param problem told why there is no socket, if there is none
     */
    public ControlSocket(Supplier<Path> folder, Controlled run, Consumer<String> problem) {
        this.place = folder;
        this.run = run;
        this.problem = problem;
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError noThreadToBeHad) {
            problem.accept("no thread can be started to look into this run by");
        }
    }

    private void serve() {
        try {
            if (closing.await(DELAY_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
            Path folder = place.get();
            try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                listening.bind(UnixDomainSocketAddress.of(folder.resolve(NAME)));
                serve(listening, folder);
            }
        } catch (InterruptedException | ClosedChannelException e) {
            // the run ends
        } catch (IOException | RuntimeException | Error e) {
            if (closing.getCount() > 0) {
                problem.accept("spindle ps and the like cannot reach this run, which goes on: no socket can be made in "
                        + "its folder: " + e.getMessage());
            }
        }
    }

    private void serve(ServerSocketChannel listening, Path folder) throws InterruptedException, ClosedChannelException {
        while (closing.getCount() > 0) {
            room.acquire();
            try {
                start(listening.accept(), folder);
            } catch (ClosedChannelException e) {
                room.release();
                throw e;
            } catch (IOException | OutOfMemoryError e) {
                room.release();
                TimeUnit.MILLISECONDS.sleep(
                        PAUSE_MILLIS); // no descriptor or thread is to be had, and the next look would find the same
            }
        }
    }

    private void start(SocketChannel channel, Path folder) throws IOException {
        Caller caller = new Caller(channel, folder, run, closing, new Callers());
        synchronized (callers) {
            callers.put(caller, false);
        }
        Thread answering = new Thread(caller, "spindle-caller");
        answering.setDaemon(true);
        try {
            answering.start();
        } catch (OutOfMemoryError e) {
            synchronized (callers) {
                callers.remove(caller);
            }
            channel.close();
            throw e;
        }
    }

    private final class Callers implements Caller.Room {
        @Override
        public boolean waits(Caller caller) {
            synchronized (callers) {
                if (Boolean.TRUE.equals(callers.get(caller))) {
                    return true;
                }
                if (waiting == MOST_WAITING) {
                    return false;
                }
                waiting++;
                callers.put(caller, true);
            }
            room.release();
            return true;
        }

        @Override
        public void left(Caller caller) {
            boolean waited;
            synchronized (callers) {
                waited = Boolean.TRUE.equals(callers.remove(caller));
                waiting -= waited ? 1 : 0;
                callers.notifyAll();
            }
            if (!waited) {
                room.release();
            }
        }
    }

    /** Nobody can connect any more; who is being answered is, if that takes no time. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        boolean interrupted = false;
        try {
            thread.join(ANSWERING_MILLIS);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWERING_MILLIS);
            synchronized (callers) {
                callers.keySet().stream().filter(Caller::isSilent).forEach(Caller::hangUp);
                for (long left = end - System.nanoTime();
                        !callers.isEmpty() && left > 0;
                        left = end - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(callers, left);
                }
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        synchronized (callers) {
            callers.keySet().forEach(Caller::hangUp);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
