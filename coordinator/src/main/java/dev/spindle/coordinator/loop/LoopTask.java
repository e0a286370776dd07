package dev.spindle.coordinator.loop;

import dev.spindle.coordinator.loop.Awaited.Returned;
import dev.spindle.coordinator.loop.Awaited.Thrown;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that an {@link EventLoop} runs by turns with others: what a thread is to a scheduler, except that nobody takes control away
 * from it. It gives control up at each await and at no other place. Used in the loop's thread only.
 *
 * @param <T> what its coroutine returns
 */
public final class LoopTask<T extends @Nullable Object> implements Awaitable<T> {
    /** Where a task stands. The first three say that it is not over. */
    public enum State {
        /** Its first line has yet to run. */
        PENDING,
        RUNNING,
        /** It is at an await. */
        WAITING,
        DONE,
        FAILED,
        CANCELLED
    }

    private final EventLoop loop;
    private final String name;
    private State state = State.PENDING;

    /** The rests of the coroutines that wait for one another in here, the innermost first: it takes the place of a stack. */
    private final Deque<Step.Rest<Object, ?>> rests = new ArrayDeque<>();
    /** What the innermost of them waits for; null before the first line and while it runs. */
    private @Nullable Awaitable<?> awaiting;

    private boolean cancelRequested;
    private @Nullable Awaited<T> outcome;
    private final List<LoopTask<?>> waiters = new ArrayList<>();
    private boolean outcomeIsKnown;

    LoopTask(EventLoop loop, String name, EventLoop.Coroutine<T> coroutine) {
        this.loop = loop;
        this.name = name;
        Step.Rest<Object, T> all = start -> {
            start.get(); // throws when the task was cancelled before its turn came: then the coroutine never begins
            return coroutine.begin();
        };
        rests.push(all);
    }

    /**
     * Asks the task to stop: the await at which it is, or the next it comes to, will throw a {@link CancellationException}; before its
     * first line it will not begin. What it waits for is cancelled, too. A task that catches the exception and goes on is not stopped.
     *
     * @return whether it was not over yet
     */
    public boolean cancel() {
        if (isOver()) {
            return false;
        }
        // Along the chain of those that wait for one another, which may be a ring.
        LoopTask<?> asked = this;
        while (asked != null && !asked.isOver() && !asked.cancelRequested) {
            asked.cancelRequested = true;
            if (asked.awaiting instanceof Sleep) {
                loop.wakeEarly(asked);
            }
            asked = asked.awaiting instanceof LoopTask<?> next ? next : null;
        }
        return true;
    }

    public boolean isOver() {
        return outcome != null;
    }

    public State state() {
        return state;
    }

    /** What came of the task, which is over. Whoever calls this knows of its error from now on. */
    public Awaited<T> outcome() {
        if (outcome == null) {
            throw new IllegalStateException(this + " is not over");
        }
        outcomeIsKnown = true;
        return outcome;
    }

    /** What it failed with, if nobody was told. */
    @Nullable
    Throwable unheardError() {
        return state == State.FAILED && !outcomeIsKnown && outcome instanceof Thrown<T> thrown ? thrown.error() : null;
    }

    /** Its turn: runs the coroutine to its next await of a task or a sleep, or to its end. */
    void takeTurn() {
        Awaited<?> arrived = whatArrived();
        state = State.RUNNING;
        while (!rests.isEmpty()) {
            arrived = goOn(rests.pop(), arrived);
            if (arrived == null) {
                return; // waits
            }
        }
        end(arrived);
    }

    private Awaited<?> whatArrived() {
        Awaitable<?> awaited = awaiting;
        awaiting = null;
        if (cancelRequested) {
            cancelRequested = false;
            return new Thrown<>(new CancellationException(name + " was cancelled"));
        }
        return awaited instanceof LoopTask<?> task ? task.outcome() : nothing();
    }

    @SuppressWarnings("NullAway") // does not see that this T is nullable
    private static Awaited<@Nullable Void> nothing() {
        return new Returned<>(null);
    }

    /** Runs one coroutine on, and those that it calls; returns what it ended with, or null when it has to wait. */
    @SuppressWarnings("unchecked") // a rest takes what its await gives: both came in the same step
    private @Nullable Awaited<?> goOn(Step.Rest<Object, ?> rest, Awaited<?> arrived) {
        try {
            Awaitable<?> next = rest.resume((Awaited<Object>) arrived);
            while (next instanceof Step.Await<?, ?> await) {
                rests.push((Step.Rest<Object, ?>) await.then());
                next = await.what();
            }
            if (next instanceof Step.Done<?> done) {
                return new Returned<>(done.value());
            }
            waitFor(next);
            return null;
        } catch (Exception | Error e) {
            return new Thrown<>(e);
        }
    }

    private void waitFor(Awaitable<?> what) {
        state = State.WAITING;
        awaiting = what;
        if (what instanceof Sleep sleep) {
            loop.wakeAfter(sleep.length(), this);
        } else if (what instanceof LoopTask<?> task && !task.isOver()) {
            task.waiters.add(this);
        } else {
            loop.wake(this);
        }
        if (cancelRequested) { // by itself, while it ran
            cancelRequested = false;
            cancel();
        }
    }

    @SuppressWarnings("unchecked") // the outermost coroutine, which ends last, returns a T
    private void end(Awaited<?> with) {
        outcome = (Awaited<T>) with;
        if (with instanceof Thrown<?> thrown) {
            state = thrown.error() instanceof CancellationException ? State.CANCELLED : State.FAILED;
        } else {
            state = State.DONE;
        }
        loop.ended(this);
        waiters.forEach(loop::wake);
    }

    String name() {
        return name;
    }

    @Override
    public String toString() {
        return "LoopTask[name=" + name + ", state=" + state + "]";
    }
}
