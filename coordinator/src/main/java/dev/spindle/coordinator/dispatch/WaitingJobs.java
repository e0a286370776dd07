package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.QueueOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The jobs that wait for a worker, and those that wait until they may run again. Guarded by the pool's lock. */
final class WaitingJobs {
    /** How many jobs that were cancelled while they waited may stay in the queue beside as many as wait. */
    private static final int DONE_IN_QUEUE = 64;

    private final QueueOrder order;
    private final int capacity;
    private final long capacityBytes;
    /** Those that wait, and among them some that were cancelled since: these are passed over. */
    private final Queue<Ticket> queue;
    /** Those that may not run yet, the earliest first. */
    private final PriorityQueue<Ticket> delayed = new PriorityQueue<>(WaitingJobs::byTime);

    private int count;
    /** As {@link #count}, with each job of a chunk. */
    private int jobs;

    private long bytes;

    WaitingJobs(QueueOrder order, int capacity, long capacityBytes) {
        this.order = order;
        this.capacity = capacity;
        this.capacityBytes = capacityBytes;
        this.queue = order == QueueOrder.PRIORITY ? new PriorityQueue<>(WaitingJobs::byPriority) : new ArrayDeque<>();
    }

    private static int byPriority(Ticket one, Ticket other) {
        int highest = Integer.compare(other.priority(), one.priority());
        return highest != 0 ? highest : Long.compare(one.number(), other.number());
    }

    private static int byTime(Ticket one, Ticket other) {
        return Long.compare(one.notBefore, other.notBefore);
    }

    /** Those that could run now, a chunk as one. */
    int count() {
        return count;
    }

    /** No job waits, nor will one without being submitted. */
    boolean isEmpty() {
        return count == 0 && delayed.isEmpty();
    }

    /** As {@link #count}, with those that were cancelled meanwhile and not been passed over yet. */
    int length() {
        return queue.size();
    }

    boolean isFull() {
        return jobs + delayed.size() >= capacity || bytes >= capacityBytes;
    }

    /** A quarter is free. */
    boolean hasRoom() {
        return jobs + delayed.size() <= capacity * 3 / 4 && bytes <= capacityBytes * 3 / 4;
    }

    /** Adds a job that is new. */
    void add(Ticket ticket) {
        if (order == QueueOrder.LIFO) {
            addFirst(ticket);
        } else {
            queue.add(ticket);
        }
        counted(ticket, +1);
    }

    /** Puts back a job that was with a worker: it is the next of its rank. */
    void putBack(Ticket ticket) {
        free(ticket);
        addFirst(ticket);
        counted(ticket, +1);
    }

    /** Puts back jobs that were a chunk: they are the next, in their order. */
    void putBack(List<Ticket> jobs) {
        for (int i = jobs.size() - 1; i >= 0; i--) {
            putBack(jobs.get(i));
        }
    }

    /** As {@link #putBack}, but not before {@code due}. */
    void putBack(Ticket ticket, long due) {
        free(ticket);
        ticket.notBefore = due;
        ticket.isDelayed = true;
        delayed.add(ticket);
        bytes += ticket.input().weight();
    }

    private static void free(Ticket ticket) {
        ticket.state = JobState.QUEUED;
        ticket.worker = null;
        ticket.attempt = null;
    }

    private void addFirst(Ticket ticket) {
        if (queue instanceof ArrayDeque<Ticket> line) {
            line.addFirst(ticket);
        } else {
            queue.add(ticket); // where its number and priority put it
        }
    }

    /** When a job may run again; {@link Long#MAX_VALUE} when none waits for that. */
    long nextDue() {
        Ticket next = delayed.peek();
        return next == null ? Long.MAX_VALUE : next.notBefore;
    }

    /** Those whose time has come wait for a worker from now on, the one that waited longest before the others. */
    void tick(long now) {
        ArrayDeque<Ticket> due = new ArrayDeque<>();
        for (Ticket next = delayed.peek(); next != null && next.notBefore <= now; next = delayed.peek()) {
            endDelay(next);
            due.addFirst(next);
        }
        for (Ticket each : due) {
            addFirst(each);
            counted(each, +1);
        }
    }

    private void endDelay(Ticket ticket) {
        delayed.remove(ticket);
        ticket.isDelayed = false;
        bytes -= ticket.input().weight();
    }

    @Nullable
    Ticket poll() {
        for (Ticket ticket = queue.poll(); ticket != null; ticket = queue.poll()) {
            if (ticket.state == JobState.QUEUED) {
                counted(ticket, -1);
                return ticket;
            }
        }
        return null;
    }

    /** Takes all, those that may not run yet as well. */
    List<Ticket> drain() {
        List<Ticket> all = new ArrayList<>();
        for (Ticket ticket = poll(); ticket != null; ticket = poll()) {
            all.add(ticket);
        }
        for (Ticket ticket = delayed.peek(); ticket != null; ticket = delayed.peek()) {
            endDelay(ticket);
            all.add(ticket);
        }
        return all;
    }

    /** The job of that number, or the chunk that it is in; null when it does not wait. */
    @Nullable
    Ticket find(long job) {
        for (Ticket ticket : queue) {
            if (ticket.state == JobState.QUEUED && ticket.has(job)) {
                return ticket;
            }
        }
        for (Ticket ticket : delayed) {
            if (ticket.has(job)) {
                return ticket;
            }
        }
        return null;
    }

    /** The job has its outcome: it stays in the queue until its turn, or until there are too many such. */
    void passOver(Ticket ticket) {
        if (ticket.isDelayed) {
            endDelay(ticket);
            return;
        }
        counted(ticket, -1);
        if (queue.size() > 2 * count + DONE_IN_QUEUE) {
            queue.removeIf(each -> each.state != JobState.QUEUED);
        }
    }

    private void counted(Ticket ticket, int change) {
        count += change;
        jobs += change * ticket.items();
        bytes += (long) change * ticket.input().weight();
    }
}
