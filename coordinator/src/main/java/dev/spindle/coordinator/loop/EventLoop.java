package dev.spindle.coordinator.loop;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs many coroutines by turns in one thread, its caller's. Each runs until it awaits; then the loop runs the next that is ready, and
 * where none is, it sleeps until the first timer is due. So no two ever run at the same time, what one does between two awaits nobody
 * else sees half done, no lock is needed; and one that does not await keeps all others from running.
 */
public final class EventLoop {
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 2;

    private final long beganNanos = System.nanoTime();
    private final Queue<LoopTask<?>> ready = new ArrayDeque<>();
    private final TreeSet<Timer> timers =
            new TreeSet<>(Comparator.comparingLong(Timer::dueNanos).thenComparingLong(Timer::number));
    private final Map<LoopTask<?>, Timer> timerOf = new HashMap<>();
    private long lastTimer;
    private final Set<LoopTask<?>> unfinished = new LinkedHashSet<>();
    private final List<LoopTask<?>> failed = new ArrayList<>();

    /** When to wake whom, in nanoseconds since the loop began; of two for the same time the earlier made comes first. */
    private record Timer(long dueNanos, long number, LoopTask<?> sleeper) {}

    /** A method that can wait without a thread: called, it runs to its first await. */
    @FunctionalInterface
    public interface Coroutine<T extends @Nullable Object> {
        Step<T> begin() throws Exception;
    }

    /** The coroutine a loop is run for. */
    @FunctionalInterface
    public interface Main<T extends @Nullable Object> {
        Step<T> begin(EventLoop loop) throws Exception;
    }

    private EventLoop() {}

    /**
     * Runs {@code main} to its end; tasks that are not over by then are cancelled, and waited for.
     *
     * @param told gets a line for each task that failed and that nobody had awaited
     * @return what {@code main} returned
     * @throws IllegalStateException when nothing is left that could ever wake {@code main}
     * @throws InterruptedException when the thread is interrupted while the loop sleeps; nothing runs any more then
     * @throws Exception what {@code main} threw
     */
    public static <T extends @Nullable Object> T run(Main<T> main, Consumer<String> told) throws Exception {
        EventLoop loop = new EventLoop();
        LoopTask<T> task = loop.createTask("main", () -> main.begin(loop));
        loop.runUntilOver(task);
        Awaited<T> outcome = task.outcome();
        loop.end();
        loop.tellUnheard(told);
        return outcome.get();
    }

    /** Something to await: a pause, during which the others run. */
    public static Awaitable.Sleep sleep(Duration length) {
        return new Awaitable.Sleep(length);
    }

    /** Schedules a coroutine. It begins when control has come back to the loop and all that were ready before have had their turn. */
    public <T extends @Nullable Object> LoopTask<T> createTask(String name, Coroutine<T> coroutine) {
        LoopTask<T> task = new LoopTask<>(this, name, coroutine);
        unfinished.add(task);
        ready.add(task);
        return task;
    }

    private void runUntilOver(LoopTask<?> awaited) throws InterruptedException {
        while (!awaited.isOver()) {
            if (!turn()) {
                throw new IllegalStateException("deadlock: nobody can wake any of " + unfinished);
            }
        }
    }

    /** Gives a turn to each task that is ready; sleeps where none is. Returns false when nothing can come any more. */
    private boolean turn() throws InterruptedException {
        wakeSleepers();
        if (ready.isEmpty()) {
            if (timers.isEmpty()) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(timers.first().dueNanos() - elapsedNanos());
            return true;
        }
        for (int turns = ready.size(); turns > 0; turns--) {
            ready.remove().takeTurn();
        }
        return true;
    }

    private void wakeSleepers() {
        long now = elapsedNanos();
        while (!timers.isEmpty() && timers.first().dueNanos() <= now) {
            wakeEarly(timers.first().sleeper());
        }
    }

    private long elapsedNanos() {
        return System.nanoTime() - beganNanos;
    }

    /** Tasks may catch their cancellation, and wait again to clean up. */
    private void end() throws InterruptedException {
        Collection<LoopTask<?>> left = List.copyOf(unfinished);
        left.forEach(LoopTask::cancel);
        boolean alive = true;
        while (alive && !unfinished.isEmpty()) {
            alive = turn();
        }
    }

    private void tellUnheard(Consumer<String> told) {
        for (LoopTask<?> task : failed) {
            Throwable error = task.unheardError();
            if (error != null) {
                told.accept("task " + task.name() + " failed and nobody awaited it: " + error);
            }
        }
    }

    // ---- for the tasks

    /** The task has something to go on with: it gets a turn. */
    void wake(LoopTask<?> task) {
        ready.add(task);
    }

    void wakeAfter(Duration length, LoopTask<?> sleeper) {
        Timer timer = new Timer(elapsedNanos() + nanos(length), ++lastTimer, sleeper);
        timers.add(timer);
        timerOf.put(sleeper, timer);
    }

    private static long nanos(Duration length) {
        return length.compareTo(Duration.ofNanos(LONGEST_NANOS)) < 0 ? length.toNanos() : LONGEST_NANOS;
    }

    /** Wakes a task that sleeps, whenever it was to wake; one that was woken already is left alone. */
    void wakeEarly(LoopTask<?> sleeper) {
        Timer timer = timerOf.remove(sleeper);
        if (timer != null) {
            timers.remove(timer);
            wake(sleeper);
        }
    }

    void ended(LoopTask<?> task) {
        unfinished.remove(task);
        if (task.state() == LoopTask.State.FAILED) {
            failed.add(task);
        }
    }
}
