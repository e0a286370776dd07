package dev.spindle.coordinator.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The jobs that wait for a worker, first come first served. Guarded by the pool's lock. */
final class WaitingJobs {
    /** How many jobs that were cancelled while they waited may stay in the queue beside as many as wait. */
    private static final int DONE_IN_QUEUE = 64;

    private final int capacity;
    private final long capacityBytes;
    /** Those that wait, and among them some that were cancelled since: these are passed over. */
    private final ArrayDeque<Ticket> queue = new ArrayDeque<>();

    private int count;
    private long bytes;

    WaitingJobs(int capacity, long capacityBytes) {
        this.capacity = capacity;
        this.capacityBytes = capacityBytes;
    }

    int count() {
        return count;
    }

    /** As {@link #count}, with those that were cancelled meanwhile and not been passed over yet. */
    int length() {
        return queue.size();
    }

    boolean isFull() {
        return count >= capacity || bytes >= capacityBytes;
    }

    /** A quarter is free. */
    boolean hasRoom() {
        return count <= capacity * 3 / 4 && bytes <= capacityBytes * 3 / 4;
    }

    void addLast(Ticket ticket) {
        queue.addLast(ticket);
        counted(ticket, +1);
    }

    /** Puts back a job that was with a worker. */
    void putBack(Ticket ticket) {
        ticket.state = JobState.QUEUED;
        ticket.worker = null;
        ticket.attempt = null;
        queue.addFirst(ticket);
        counted(ticket, +1);
    }

    @Nullable
    Ticket poll() {
        for (Ticket ticket = queue.pollFirst(); ticket != null; ticket = queue.pollFirst()) {
            if (ticket.state == JobState.QUEUED) {
                counted(ticket, -1);
                return ticket;
            }
        }
        return null;
    }

    List<Ticket> drain() {
        List<Ticket> all = new ArrayList<>();
        for (Ticket ticket = poll(); ticket != null; ticket = poll()) {
            all.add(ticket);
        }
        return all;
    }

    /** The job has its outcome: it stays in the queue until its turn, or until there are too many such. */
    void passOver(Ticket ticket) {
        counted(ticket, -1);
        if (queue.size() > 2 * count + DONE_IN_QUEUE) {
            queue.removeIf(each -> each.state != JobState.QUEUED);
        }
    }

    private void counted(Ticket ticket, int change) {
        count += change;
        bytes += (long) change * ticket.input().length();
    }
}
