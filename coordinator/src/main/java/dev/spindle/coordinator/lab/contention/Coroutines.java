package dev.spindle.coordinator.lab.contention;

import static dev.spindle.coordinator.loop.EventLoop.sleep;
import static dev.spindle.coordinator.loop.Step.await;
import static dev.spindle.coordinator.loop.Step.done;

import dev.spindle.coordinator.lab.Loop;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.coordinator.loop.EventLoop;
import dev.spindle.coordinator.loop.LoopTask;
import dev.spindle.coordinator.loop.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of one event loop, in the caller's thread. Each lets the others run once for each increment, at an await that waits for nothing.
 *
 * @param place where the await stands
 */
record Coroutines(Kind kind, int contenders, AwaitPlace place) implements Way {
    enum AwaitPlace {
        /** What is read is written before anybody else has a turn. */
        AFTER_WRITING,
        /** Everybody else has a turn meanwhile. */
        BETWEEN_READING_AND_WRITING
    }

    @Override
    public Count count(long each) throws UnmeasuredException, InterruptedException {
        Counting counting = new Counting(each);
        long began = System.nanoTime();
        Loop.run(kind, counting::all);
        return new Count(counting.count, System.nanoTime() - began);
    }

    /** A counter like any other: no lock, not even volatile. */
    private final class Counting {
        private final long each;
        private long count;

        Counting(long each) {
            this.each = each;
        }

        Step<@Nullable Void> all(EventLoop loop) {
            List<LoopTask<@Nullable Void>> tasks = new ArrayList<>();
            for (int i = 0; i < contenders; i++) {
                tasks.add(loop.createTask(
                        "contender " + i,
                        place == AwaitPlace.AFTER_WRITING ? () -> addThenAwait(each) : () -> addAcrossAwait(each)));
            }
            return awaitAll(tasks);
        }

        private Step<@Nullable Void> awaitAll(List<LoopTask<@Nullable Void>> tasks) {
            if (tasks.isEmpty()) {
                return done();
            }
            return await(tasks.get(0), over -> {
                over.get();
                return awaitAll(tasks.subList(1, tasks.size()));
            });
        }

        private Step<@Nullable Void> addThenAwait(long left) {
            if (left == 0) {
                return done();
            }
            long read = count;
            count = read + 1;
            return await(sleep(Duration.ZERO), woken -> {
                woken.get();
                return addThenAwait(left - 1);
            });
        }

        private Step<@Nullable Void> addAcrossAwait(long left) {
            if (left == 0) {
                return done();
            }
            long read = count;
            return await(sleep(Duration.ZERO), woken -> {
                woken.get();
                count = read + 1;
                return addAcrossAwait(left - 1);
            });
        }
    }
}
