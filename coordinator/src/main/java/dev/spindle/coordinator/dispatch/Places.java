package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.supervision.StartPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pool's places for workers, who has them, and when to start another. Guarded by the pool's lock. */
final class Places {
    private final StartPolicy startPolicy = new StartPolicy();
    private final Set<String> taskClasses;
    private final @Nullable PooledWorker[] workers;
    private final int[] generations;
    /** The idle ones; the most recently used last. */
    private final ArrayDeque<PooledWorker> idle = new ArrayDeque<>();

    private int starting;
    private int vacant;
    private int wantedAtLeast;
    private long nextStartNanos;
    private boolean startDelayed;

    Places(int count, Set<String> taskClasses) {
        this.taskClasses = new LinkedHashSet<>(taskClasses);
        this.workers = new PooledWorker[count];
        this.generations = new int[count];
        this.vacant = count;
    }

    int count() {
        return workers.length;
    }

    boolean areEmpty() {
        return vacant == workers.length;
    }

    /** Those who have a place now. */
    List<PooledWorker> workers() {
        List<PooledWorker> all = new ArrayList<>(workers.length);
        for (PooledWorker worker : workers) {
            if (worker != null) {
                all.add(worker);
            }
        }
        return all;
    }

    /** The earliest of the workers' deadlines, or of a delayed start. */
    long nextDeadline(Ladder ladder) {
        long next = startDelayed ? nextStartNanos : Long.MAX_VALUE;
        for (PooledWorker worker : workers) {
            if (worker != null) {
                next = Math.min(next, ladder.deadline(worker));
            }
        }
        return next;
    }

    /** Workers that start from now on are told of the class, too. */
    void learn(String taskClass) {
        taskClasses.add(taskClass);
    }

    /** Start so many before there are jobs for them; until one has started, or none are wanted any more. */
    void wantAtLeast(int count) {
        wantedAtLeast = Math.min(count, workers.length);
    }

    // ---- idle or not

    /** Who should get the next job: the most recently used; null when nobody is idle. */
    @Nullable
    PooledWorker nextIdle() {
        return idle.peekLast();
    }

    List<PooledWorker> allIdle() {
        return new ArrayList<>(idle);
    }

    void becameIdle(PooledWorker worker) {
        worker.become(WorkerState.IDLE);
        idle.addLast(worker);
    }

    /** From whatever it was doing to {@code next}. */
    void leaveIdle(PooledWorker worker, WorkerState next) {
        idle.remove(worker);
        if (worker.state() == WorkerState.STARTING) {
            starting--;
        }
        worker.become(next);
    }

    /** It gets no more jobs. One that is still starting stays so: its end is to count as a failed start. */
    void stopping(PooledWorker worker) {
        if (worker.state() != WorkerState.STARTING && worker.state() != WorkerState.STOPPING) {
            leaveIdle(worker, WorkerState.STOPPING);
        }
    }

    // ---- they come and go

    /** Starts workers for {@code queued} jobs beyond those that are idle or starting. */
    void launchFor(int queued, long now, Actions actions) {
        if (startDelayed || startPolicy.givenUp() != null) {
            return;
        }
        for (int place = 0; place < workers.length && vacant > 0; place++) {
            boolean needed = queued > starting + idle.size() || workers.length - vacant < wantedAtLeast;
            if (workers[place] == null && needed) {
                PooledWorker worker = new PooledWorker(place, generations[place]++, Set.copyOf(taskClasses), now);
                workers[place] = worker;
                vacant--;
                starting++;
                actions.launch(worker);
            }
        }
    }

    /** The delay of a start may be over. */
    void tick(long now) {
        if (startDelayed && now >= nextStartNanos) {
            startDelayed = false;
        }
    }

    void started(PooledWorker worker) {
        starting--;
        wantedAtLeast = 0;
        startPolicy.succeeded();
        becameIdle(worker);
    }

    void exited(PooledWorker worker, DeathReport facts, long now) {
        boolean failedStart = worker.state() == WorkerState.STARTING && !worker.wasDismissed();
        leaveIdle(worker, WorkerState.EXITED);
        workers[worker.index()] = null;
        vacant++;
        if (failedStart) {
            startPolicy.failed(facts);
            nextStartNanos = now + startPolicy.delayNanos();
            startDelayed = true;
        }
    }

    /** The first failed start, when workers do not start at all and none is left; else null. */
    @Nullable
    DeathReport broken() {
        return areEmpty() ? startPolicy.givenUp() : null;
    }
}
