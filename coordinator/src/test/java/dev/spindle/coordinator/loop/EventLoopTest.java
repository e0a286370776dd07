package dev.spindle.coordinator.loop;

import static dev.spindle.coordinator.loop.EventLoop.sleep;
import static dev.spindle.coordinator.loop.Step.await;
import static dev.spindle.coordinator.loop.Step.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.coordinator.loop.LoopTask.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Coroutines that note what they do, in a loop that is real. */
class EventLoopTest {
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration FOR_EVER = Duration.ofDays(1_000_000);

    private final List<String> notes = new ArrayList<>();

    private <T> T run(EventLoop.Main<T> main) throws Exception {
        return EventLoop.run(main, notes::add);
    }

    private Step<Integer> noted(String note) {
        notes.add(note);
        return done(notes.size());
    }

    /** Waits, then notes. */
    private Step<Integer> later(Duration length, String note) {
        return await(sleep(length), woken -> {
            woken.get();
            return noted(note);
        });
    }

    private Step<Integer> broken(Throwable error) throws Exception {
        return new Awaited.Thrown<Step<Integer>>(error).get();
    }

    // ---- turns

    @Test
    void theMainCoroutinesValueIsTheLoops() throws Exception {
        assertThat(this.<Integer>run(loop -> done(42))).isEqualTo(42);
        assertThat(this.<Integer>run(loop -> await(sleep(MOMENT), woken -> done(42))))
                .isEqualTo(42);
    }

    @Test
    void aTaskStartsWhenControlReturnsToTheLoopAndInTheOrderOfCreation() throws Exception {
        this.<Integer>run(loop -> {
            LoopTask<Integer> first = loop.createTask("first", () -> noted("first"));
            LoopTask<Integer> second = loop.createTask("second", () -> noted("second"));
            assertThat(first).hasToString("LoopTask[name=first, state=PENDING]");
            notes.add("main");
            return await(second, value -> {
                assertThat(first.state()).isEqualTo(State.DONE);
                assertThat(second.isOver()).isTrue();
                return done(value.get());
            });
        });

        assertThat(notes).containsExactly("main", "first", "second");
    }

    @Test
    void aCoroutineThatIsCalledRunsOnTheSpot() throws Exception {
        this.<Integer>run(loop -> {
            loop.createTask("other", () -> noted("other"));
            return await(
                    noted("called"),
                    value -> await(later(Duration.ZERO, "called, after its await"), more -> {
                        notes.add("main " + value.get() + " " + more.get());
                        return done(0);
                    }));
        });

        assertThat(notes).containsExactly("called", "other", "called, after its await", "main 1 3");
    }

    @Test
    void timersFireInTheOrderOfTheirTimes() throws Exception {
        this.<Integer>run(loop -> {
            loop.createTask("c", () -> later(Duration.ofMillis(30), "30"));
            loop.createTask("a", () -> later(Duration.ofMillis(10), "10"));
            loop.createTask("b", () -> later(Duration.ofMillis(20), "20"));
            loop.createTask("0", () -> later(Duration.ZERO, "0"));
            return later(Duration.ofMillis(40), "40");
        });

        assertThat(notes).containsExactly("0", "10", "20", "30", "40");
    }

    @Test
    void coroutinesTakeTurnsAtEachAwait() throws Exception {
        this.<Integer>run(loop -> {
            LoopTask<Integer> one = loop.createTask("one", () -> counting("one", 0));
            LoopTask<Integer> two = loop.createTask("two", () -> counting("two", 0));
            return await(one, first -> await(two, second -> done(first.get() + second.get())));
        });

        assertThat(notes).containsExactly("one 0", "two 0", "one 1", "two 1", "one 2", "two 2");
    }

    private Step<Integer> counting(String name, int from) {
        notes.add(name + " " + from);
        return from == 2 ? done(from) : await(sleep(Duration.ZERO), woken -> counting(name, from + 1));
    }

    // ---- how many, how deep

    @Test
    void aHundredThousandAwaitsInTurnNeedNoStack() throws Exception {
        int count = 100_000;

        assertThat(this.<Integer>run(loop -> sleeping(count))).isEqualTo(0);
        assertThat(this.<Integer>run(loop -> calling(count))).isEqualTo(0);
        assertThat(this.<Integer>run(loop -> awaitingTasks(loop, count))).isEqualTo(0);
    }

    private Step<Integer> sleeping(int left) {
        return left == 0 ? done(0) : await(sleep(Duration.ZERO), woken -> sleeping(left - 1));
    }

    private Step<Integer> calling(int left) {
        return left == 0 ? done(0) : await(done(left), value -> calling(value.get() - 1));
    }

    private Step<Integer> awaitingTasks(EventLoop loop, int left) {
        return left == 0
                ? done(0)
                : await(loop.createTask("next", () -> done(left)), value -> awaitingTasks(loop, value.get() - 1));
    }

    @Test
    void aHundredThousandCoroutinesMayWaitForOneAnother() throws Exception {
        Step<Integer> innermost = await(sleep(MOMENT), woken -> done(0));
        Step<Integer> outermost = innermost;
        for (int i = 0; i < 100_000; i++) {
            outermost = await(outermost, value -> done(value.get() + 1));
        }
        Step<Integer> all = outermost;

        assertThat(this.<Integer>run(loop -> all)).isEqualTo(100_000);
    }

    @Test
    void aHundredThousandTasksMayWaitForOneAnotherAndBeCancelled() throws Exception {
        LoopTask<Integer> last = this.<LoopTask<Integer>>run(loop -> {
            LoopTask<Integer> chain = loop.createTask("first", () -> later(FOR_EVER, "never"));
            for (int i = 0; i < 100_000; i++) {
                LoopTask<Integer> before = chain;
                chain = loop.createTask("next", () -> await(before, value -> done(value.get())));
            }
            LoopTask<Integer> end = chain;
            return await(sleep(MOMENT), woken -> {
                end.cancel();
                return await(end, gone -> done(end));
            });
        });

        assertThat(last.state()).isEqualTo(State.CANCELLED);
        assertThat(notes).isEmpty();
    }

    // ---- cancelling

    @Test
    void aTaskCancelledBeforeItsFirstStepNeverRuns() throws Exception {
        LoopTask<Integer> task = this.<LoopTask<Integer>>run(loop -> {
            LoopTask<Integer> never = loop.createTask("never", () -> noted("ran"));
            assertThat(never.cancel()).isTrue();
            assertThat(never.cancel()).isTrue();
            return await(never, gone -> {
                assertThatThrownBy(gone::get)
                        .isInstanceOf(CancellationException.class)
                        .hasMessage("never was cancelled");
                return done(never);
            });
        });

        assertThat(task.state()).isEqualTo(State.CANCELLED);
        assertThat(task.cancel()).isFalse();
        assertThat(notes).isEmpty();
    }

    @Test
    void cancellationArrivesAtTheAwaitAndEndsTheSleep() throws Exception {
        LoopTask<Integer> task = this.<LoopTask<Integer>>run(loop -> {
            LoopTask<Integer> sleeper = loop.createTask(
                    "sleeper",
                    () -> await(sleep(FOR_EVER), woken -> {
                        try {
                            woken.get();
                            return noted("slept");
                        } catch (CancellationException e) {
                            notes.add("cleans up");
                            throw e;
                        }
                    }));
            return await(sleep(MOMENT), woken -> {
                assertThat(sleeper.state()).isEqualTo(State.WAITING);
                sleeper.cancel();
                return await(sleeper, gone -> done(sleeper));
            });
        });

        assertThat(task.state()).isEqualTo(State.CANCELLED);
        assertThat(notes).containsExactly("cleans up");
    }

    @Test
    void cancellationWinsOverATimerThatHasFired() throws Exception {
        this.<Integer>run(loop -> {
            LoopTask<Integer> sleeper = loop.createTask("sleeper", () -> later(MOMENT, "slept"));
            loop.createTask("blocker", this::blocking); // until both timers are due: then main's turn comes first
            return await(sleep(MOMENT), woken -> cancelled(sleeper));
        });

        assertThat(notes).containsExactly("CancellationException");
    }

    private Step<Integer> blocking() {
        long began = System.nanoTime();
        while (System.nanoTime() - began <= MOMENT.toNanos()) {
            Thread.onSpinWait();
        }
        return done(0);
    }

    private Step<Integer> cancelled(LoopTask<Integer> task) {
        task.cancel();
        return await(task, gone -> {
            try {
                return done(gone.get());
            } catch (CancellationException e) {
                return noted(e.getClass().getSimpleName());
            }
        });
    }

    @Test
    void cancellationReachesTheTaskThatIsAwaited() throws Exception {
        this.<Integer>run(loop -> {
            LoopTask<Integer> inner = loop.createTask("inner", () -> later(FOR_EVER, "never"));
            LoopTask<Integer> outer = loop.createTask("outer", () -> await(inner, value -> done(value.get())));
            return await(sleep(MOMENT), woken -> {
                outer.cancel();
                return await(outer, gone -> {
                    assertThat(inner.state()).isEqualTo(State.CANCELLED);
                    assertThat(outer.state()).isEqualTo(State.CANCELLED);
                    assertThatThrownBy(gone::get).hasMessage("outer was cancelled");
                    return done(0);
                });
            });
        });
    }

    @Test
    void cancellationGoesThroughTheCoroutinesThatWereCalled() throws Exception {
        this.<Integer>run(loop -> {
            LoopTask<Integer> task = loop.createTask(
                    "task",
                    () -> await(later(FOR_EVER, "never"), value -> {
                        assertThatThrownBy(value::get).isInstanceOf(CancellationException.class);
                        return noted("outer saw it");
                    }));
            return await(sleep(MOMENT), woken -> {
                task.cancel();
                return await(task, value -> done(value.get()));
            });
        });

        assertThat(notes).containsExactly("outer saw it");
    }

    @Test
    void aTaskThatSwallowsItsCancellationGoesOn() throws Exception {
        int result = this.<Integer>run(loop -> {
            LoopTask<Integer> stubborn = loop.createTask(
                    "stubborn",
                    () -> await(sleep(FOR_EVER), woken -> {
                        assertThatThrownBy(woken::get).isInstanceOf(CancellationException.class);
                        return await(sleep(MOMENT), again -> {
                            again.get();
                            return done(7);
                        });
                    }));
            return await(sleep(MOMENT), woken -> {
                stubborn.cancel();
                return await(stubborn, value -> done(value.get()));
            });
        });

        assertThat(result).isEqualTo(7);
    }

    @Test
    void aTaskThatCancelsItselfHearsOfItAtItsNextAwait() throws Exception {
        this.<Integer>run(loop -> {
            List<LoopTask<Integer>> itself = new ArrayList<>();
            itself.add(loop.createTask("itself", () -> {
                itself.get(0).cancel();
                notes.add("still runs");
                return later(FOR_EVER, "never");
            }));
            return await(itself.get(0), gone -> {
                assertThatThrownBy(gone::get).hasMessage("itself was cancelled");
                return done(0);
            });
        });

        assertThat(notes).containsExactly("still runs");
    }

    @Test
    void cancellingAfterTheEndChangesNothing() throws Exception {
        this.<Integer>run(loop -> {
            LoopTask<Integer> task = loop.createTask("task", () -> done(7));
            return await(task, value -> {
                assertThat(task.cancel()).isFalse();
                assertThat(task.state()).isEqualTo(State.DONE);
                return await(task, again -> done(again.get() + value.get()));
            });
        });
    }

    // ---- errors

    @Test
    void anErrorArrivesAtTheAwaitAsTheSameObject() throws Exception {
        for (Throwable error : List.of(new IllegalStateException("broke"), new StackOverflowError(), new Exception())) {
            this.<Integer>run(loop -> {
                LoopTask<Integer> task = loop.createTask("task", () -> await(sleep(MOMENT), woken -> broken(error)));
                return await(task, gone -> {
                    assertThatThrownBy(gone::get).isSameAs(error);
                    assertThatThrownBy(task.outcome()::get).isSameAs(error);
                    assertThat(task.state()).isEqualTo(State.FAILED);
                    return done(0);
                });
            });
            assertThatThrownBy(() -> this.<Integer>run(loop -> broken(error))).isSameAs(error);
        }
        assertThat(notes).isEmpty();
    }

    @Test
    void anErrorOfACoroutineThatWasCalledArrivesToo() throws Exception {
        IllegalStateException error = new IllegalStateException("broke");

        this.<Integer>run(loop -> await(await(sleep(MOMENT), woken -> broken(error)), value -> {
            assertThatThrownBy(value::get).isSameAs(error);
            return done(0);
        }));
    }

    @Test
    void anErrorThatNobodyAwaitedIsToldAtTheEnd() throws Exception {
        this.<Integer>run(loop -> {
            loop.createTask("lonely", () -> broken(new IllegalStateException("broke")));
            return later(MOMENT, "main");
        });

        assertThat(notes)
                .containsExactly(
                        "main", "task lonely failed and nobody awaited it: java.lang.IllegalStateException: broke");
    }

    // ---- the end

    @Test
    void tasksThatAreLeftAreCancelledAndWaitedFor() throws Exception {
        this.<Integer>run(loop -> {
            loop.createTask(
                    "left",
                    () -> await(sleep(FOR_EVER), woken -> {
                        assertThatThrownBy(woken::get).isInstanceOf(CancellationException.class);
                        return later(MOMENT, "left cleaned up");
                    }));
            return later(MOMENT, "main");
        });

        assertThat(notes).containsExactly("main", "left cleaned up");
    }

    @Test
    void aRingOfWaitersIsADeadlock() {
        assertThatThrownBy(() -> this.<Integer>run(loop -> {
                    List<LoopTask<Integer>> ring = new ArrayList<>();
                    for (int place = 0; place < 2; place++) {
                        int next = (place + 1) % 2;
                        ring.add(loop.createTask("ring " + place, () -> await(ring.get(next), v -> done(v.get()))));
                    }
                    return await(ring.get(0), value -> done(value.get()));
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nobody can wake")
                .hasMessageContaining("ring 1");
    }

    @Test
    void aRingThatIsLeftKeepsNobodyWaiting() throws Exception {
        int result = this.<Integer>run(loop -> {
            List<LoopTask<@Nullable Object>> ring = new ArrayList<>();
            ring.add(loop.createTask("a", () -> await(ring.get(1), value -> done(value.get()))));
            ring.add(loop.createTask("b", () -> await(ring.get(0), value -> done(value.get()))));
            return await(sleep(MOMENT), woken -> {
                assertThat(ring.get(0).cancel()).isTrue();
                return done(7);
            });
        });

        assertThat(result).isEqualTo(7);
    }

    @Test
    void anInterruptEndsTheLoopWhileItSleeps() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> this.<Integer>run(loop -> later(FOR_EVER, "never")))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
