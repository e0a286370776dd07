package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.supervision.StartPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pool's places for workers, who has them, and when to start another. A worker that is about to leave keeps its place until its last
 * job has ended; its successor starts meanwhile, and waits. Guarded by the pool's lock.
 */
final class Places {
    /** What a start is taken to last before one has been seen. */
    private static final long FIRST_GUESS_NANOS = 200_000_000L;

    private final StartPolicy startPolicy = new StartPolicy();
    private final Set<String> taskClasses;
    private final int maxWindow;
    private final @Nullable PooledWorker[] holders;
    private final @Nullable PooledWorker[] successors;
    private final int[] generations;
    /** All whose process is not gone; a place's holder, its successor, and those that have left their place. */
    private final List<PooledWorker> all = new ArrayList<>();
    /** The idle ones; the most recently used last. */
    private final ArrayDeque<PooledWorker> idle = new ArrayDeque<>();

    private int starting;
    private int waitingSuccessors;
    private int vacant;
    private int wantedAtLeast;
    private long startNanos = FIRST_GUESS_NANOS;
    private long nextStartNanos;
    private boolean startDelayed;
    /** Whether any worker ever was about to be replaced. */
    private boolean someRetire;

    Places(int count, Set<String> taskClasses, int maxWindow) {
        this.taskClasses = new LinkedHashSet<>(taskClasses);
        this.maxWindow = maxWindow;
        this.holders = new PooledWorker[count];
        this.successors = new PooledWorker[count];
        this.generations = new int[count];
        this.vacant = count;
    }

    int count() {
        return holders.length;
    }

    /** Whether no process is left. */
    boolean areEmpty() {
        return all.isEmpty();
    }

    /** All whose process is not gone. */
    List<PooledWorker> workers() {
        return new ArrayList<>(all);
    }

    /** The earliest of the workers' deadlines, or of a delayed start. */
    long nextDeadline(Ladder ladder) {
        long next = startDelayed ? nextStartNanos : Long.MAX_VALUE;
        for (int i = 0; i < all.size(); i++) { // at every step: without an iterator
            next = Math.min(next, ladder.deadline(all.get(i)));
        }
        return next;
    }

    /** Workers that start from now on are told of the class, too. */
    void learn(String taskClass) {
        taskClasses.add(taskClass);
    }

    /** Start so many before there are jobs for them; until one has started, or none are wanted any more. */
    void wantAtLeast(int count) {
        wantedAtLeast = Math.min(count, holders.length);
    }

    /** What the latest start took. */
    long startNanos() {
        return startNanos;
    }

    // ---- from state to state

    /** The only way from one state to the next, so that those who start and those who wait are counted right. */
    private void move(PooledWorker worker, WorkerState next) {
        count(worker, -1);
        idle.remove(worker);
        worker.become(next);
        count(worker, +1);
    }

    private void count(PooledWorker worker, int change) {
        boolean toCome = worker.state() == WorkerState.STARTING || worker.state() == WorkerState.RESERVE;
        if (toCome && worker == successors[worker.index()]) {
            waitingSuccessors += change;
        } else if (worker.state() == WorkerState.STARTING) {
            starting += change;
        }
    }

    /** Who should get the next job: the most recently used; null when nobody is idle. */
    @Nullable
    PooledWorker nextIdle() {
        return idle.peekLast();
    }

    void becameIdle(PooledWorker worker) {
        move(worker, WorkerState.IDLE);
        idle.addLast(worker);
    }

    void becameBusy(PooledWorker worker) {
        move(worker, WorkerState.BUSY);
    }

    /** It may be given so many further jobs, and is replaced then: its successor may start. */
    void retiresAfter(PooledWorker worker, int jobs) {
        someRetire = true;
        worker.isRetiring = true;
        worker.mayTake = jobs;
    }

    /** It gets no more jobs: when it has done what it has, it leaves. */
    void drains(PooledWorker worker) {
        retiresAfter(worker, 0);
        move(worker, WorkerState.DRAINING);
    }

    /** It gets no more jobs. One that is still starting stays so: its end is to count as a failed start. */
    void stopping(PooledWorker worker) {
        if (worker.state() != WorkerState.STARTING && worker.state() != WorkerState.STOPPING) {
            move(worker, WorkerState.STOPPING);
        }
    }

    /** It has nothing to do and was told to leave: another may have the place from now on. */
    void dismissed(PooledWorker worker) {
        worker.dismissed();
        move(worker, WorkerState.STOPPING);
        if (worker == holders[worker.index()]) {
            vacate(worker);
        }
    }

    // ---- they come and go

    /** Starts workers for {@code queued} jobs beyond those that are idle or to come. */
    void launchFor(int queued, long now, Actions actions) {
        if (startDelayed || (all.isEmpty() && startPolicy.givenUp() != null)) {
            return;
        }
        for (int place = 0; place < holders.length && vacant > 0; place++) {
            // Successors do not count: no free place waits for the job that keeps another's old worker.
            boolean wanted = queued > starting + idle.size() || holders.length - vacant < wantedAtLeast;
            if (holders[place] == null && wanted) {
                PooledWorker worker = launch(place, now, actions);
                holders[place] = worker;
                vacant--;
                count(worker, +1);
            }
        }
        for (int place = 0; someRetire && place < holders.length && isShort(queued); place++) {
            PooledWorker holder = holders[place];
            if (holder != null && holder.isRetiring && successors[place] == null && isShort(queued - holder.mayTake)) {
                PooledWorker worker = launch(place, now, actions);
                successors[place] = worker;
                count(worker, +1);
            }
        }
    }

    private boolean isShort(int queued) {
        return queued > starting + idle.size() + waitingSuccessors;
    }

    private PooledWorker launch(int place, long now, Actions actions) {
        PooledWorker worker = new PooledWorker(place, generations[place]++, Set.copyOf(taskClasses), maxWindow, now);
        all.add(worker);
        actions.launch(worker);
        return worker;
    }

    /** Whether a start has failed so lately that none is made. */
    boolean isStartDelayed() {
        return startDelayed;
    }

    /** The delay of a start may be over. */
    void tick(long now) {
        if (startDelayed && now >= nextStartNanos) {
            startDelayed = false;
        }
    }

    void started(PooledWorker worker, long now) {
        wantedAtLeast = 0;
        startPolicy.succeeded();
        startNanos = now - worker.launchedNanos();
        if (worker == successors[worker.index()]) {
            move(worker, WorkerState.RESERVE);
        } else {
            becameIdle(worker);
        }
    }

    void exited(PooledWorker worker, DeathReport facts, long now) {
        boolean failedStart = worker.state() == WorkerState.STARTING && !worker.wasDismissed();
        move(worker, WorkerState.EXITED);
        all.remove(worker);
        if (worker == successors[worker.index()]) {
            successors[worker.index()] = null;
        } else if (worker == holders[worker.index()]) {
            vacate(worker);
        }
        if (failedStart) {
            startPolicy.failed(facts);
            nextStartNanos = now + startPolicy.delayNanos();
            startDelayed = true;
        }
    }

    private void vacate(PooledWorker worker) {
        int place = worker.index();
        PooledWorker successor = successors[place];
        holders[place] = successor;
        if (successor == null) {
            vacant++;
            return;
        }
        count(successor, -1);
        successors[place] = null;
        count(successor, +1);
        if (successor.state() == WorkerState.RESERVE) {
            becameIdle(successor);
        }
    }

    /** The first failed start, when workers do not start at all and none is left; else null. */
    @Nullable
    DeathReport broken() {
        return areEmpty() ? startPolicy.givenUp() : null;
    }
}
