package dev.spindle.worker.runtime;

import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.ToWorker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attempts on their way from the read loop to the job's thread. Thread-safe; nobody writes a message while holding the lock.
 *
 * <p>An attempt is waiting, then running, then being answered. A cancel races with both steps, and the lock decides: an attempt that
 * {@link #cancel} finds waiting never runs; one that it finds running is interrupted before {@link #ended} returns; and
 * {@link #ended} and {@link #poll} clear the thread's interrupt flag. So no interrupt outlives the attempt it was meant for.
 */
final class JobQueue {
    private final ArrayDeque<Attempt> waiting = new ArrayDeque<>();
    private ToWorker.@Nullable Initialize hello;
    /** The attempt that is running or being answered. */
    private @Nullable Attempt current;
    /** The thread that runs it, while a cancel may interrupt it. */
    private @Nullable Thread interruptible;

    private boolean closed;
    private ToWorker.@Nullable Shutdown shutdown;
    private boolean frozen;
    private boolean nobodyReads;

    /** Keeps the handshake for the job's thread, which answers it when it knows its tasks. */
    synchronized void greet(ToWorker.Initialize message) {
        hello = message;
        notifyAll();
    }

    /** Waits for the handshake. */
    synchronized ToWorker.Initialize greeting() {
        while (hello == null) {
            awaitNews();
        }
        return hello;
    }

    /** False, and nothing is kept, once the queue is closed. */
    synchronized boolean add(Attempt attempt) {
        if (closed) {
            return false;
        }
        waiting.add(attempt);
        if (current == null) {
            notifyAll();
        }
        return true;
    }

    /** The oldest attempt, which the calling thread runs from now on; null when there is none, or none may begin. */
    synchronized @Nullable Attempt poll() {
        Attempt taken = frozen ? null : waiting.poll();
        if (taken != null) {
            current = taken;
            interruptible = Thread.currentThread();
            Thread.interrupted(); // a task's own helper may have been late with one
        }
        return taken;
    }

    /** Whether somebody has to run an attempt. */
    synchronized boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /** Whether there is an attempt that may be run, or a shutdown to answer. */
    synchronized boolean hasNext() {
        return !frozen && (!waiting.isEmpty() || shutdown != null);
    }

    /** Whether {@link #shutdown()} is next. */
    synchronized boolean isShutDown() {
        return !frozen && waiting.isEmpty() && shutdown != null;
    }

    /** Waits until there is an attempt to run or a shutdown to answer, or nobody reads. */
    synchronized void await() {
        while (!nobodyReads && !hasNext()) {
            awaitNews();
        }
        nobodyReads = false;
    }

    /** The job's thread is to read: it may have found another at it, which has stopped since. */
    synchronized void letRead() {
        nobodyReads = true;
        notifyAll();
    }

    /** From here on the running attempt can be cancelled no more. Called by its thread, whose interrupt flag is then clear. */
    synchronized void ended() {
        interruptible = null;
        Thread.interrupted();
    }

    /** The answer is out. */
    synchronized void answered() {
        current = null;
    }

    /** Asks the attempt {@code id} to stop. Returns it if it was waiting: then it is the caller's to answer. */
    synchronized @Nullable Attempt cancel(long id) {
        Attempt running = current;
        if (running != null && running.id() == id) {
            if (interruptible != null) {
                running.cancel();
                interruptible.interrupt();
            }
            return null;
        }
        return takeWaiting(id);
    }

    /** Lets no further job of the chunk {@code id} begin. Returns it if it was waiting: then it is the caller's to answer. */
    synchronized @Nullable Attempt cancelRest(long id) {
        Attempt running = current;
        if (running != null && running.id() == id) {
            running.cancelRest();
            return null;
        }
        return takeWaiting(id);
    }

    private @Nullable Attempt takeWaiting(long id) {
        for (Iterator<Attempt> each = waiting.iterator(); each.hasNext(); ) {
            Attempt attempt = each.next();
            if (attempt.id() == id) {
                each.remove();
                return attempt;
            }
        }
        return null;
    }

    /** The running or waiting attempt {@code id}, or null. */
    synchronized @Nullable Attempt find(long id) {
        if (current != null && current.id() == id) {
            return current;
        }
        for (Attempt attempt : waiting) {
            if (attempt.id() == id) {
                return attempt;
            }
        }
        return null;
    }

    /** Keeps no attempt any more; those that were waiting are the caller's to answer. */
    synchronized List<Attempt> close() {
        List<Attempt> dropped = new ArrayList<>(waiting);
        waiting.clear();
        closed = true;
        return dropped;
    }

    /** Leaves {@code message} for the job's thread, which answers it when the running job has ended. */
    synchronized void shutDown(ToWorker.Shutdown message) {
        shutdown = message;
        notifyAll();
    }

    /** The shutdown that came, or null. */
    synchronized ToWorker.@Nullable Shutdown shutdown() {
        return shutdown;
    }

    /** Nothing begins any more: the process is about to end. Answers the id of the attempt that is running, the last one. */
    synchronized long freeze() {
        frozen = true;
        return current == null ? Message.NO_ID : current.id();
    }

    /** Whoever interrupts the job's thread while it has no job means nobody. */
    @SuppressWarnings("WaitNotInLoop") // every caller loops
    private void awaitNews() {
        try {
            wait();
        } catch (InterruptedException e) {
            // the caller's loop looks again
        }
    }
}
