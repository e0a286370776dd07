package dev.spindle.coordinator;

import dev.spindle.coordinator.connection.Premises;
import dev.spindle.coordinator.dispatch.DispatchSettings;
import dev.spindle.coordinator.dispatch.Dispatcher;
import dev.spindle.coordinator.dispatch.PooledWorker;
import dev.spindle.coordinator.dispatch.Ticket;
import dev.spindle.coordinator.process.Launcher;
import dev.spindle.coordinator.process.WorkerProcess;
import dev.spindle.protocol.BlobSpace;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.WorkerInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the {@link Dispatcher}: its lock, its clock, its processes. Submitters, the workers' readers and the ticker each take the lock,
 * make a step, release it, and only then do what the step wants done; nobody does I/O while holding it.
 */
final class Engine {
    /** No more input than this waits for workers, whatever the number of jobs. */
    private static final long QUEUE_BYTES = 16 << 20;

    /** Takes some milliseconds. */
    private static final long BUILDING_MILLIS = 2_000;

    private final CountDownLatch built = new CountDownLatch(1);
    private final PoolConfig config;
    private final Launcher launcher;
    private final PoolThreads threads;
    private final Premises premises;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition news = lock.newCondition();
    private final Condition earlier = lock.newCondition();
    private final Dispatcher dispatcher;
    private final Processes processes = new Processes(this::process);
    private final Scales scales;
    /** Steps that are made but have not told all their outcomes and news yet. */
    private final AtomicInteger untold = new AtomicInteger();

    private final AtomicLong refusedConnections = new AtomicLong();

    private final List<Crossing> crossings = new CopyOnWriteArrayList<>();
    private @Nullable WorkerInfo told;
    private int waitingForRoom;
    private int waitingForNews;
    private long tickerWakesAt = Long.MAX_VALUE;
    private boolean givenUpTold;
    private volatile boolean closing;
    private boolean closed;

    Engine(PoolConfig config, Launcher launcher) {
        this.config = config;
        this.launcher = launcher;
        this.threads = new PoolThreads(config.listener());
        threads.atExit(this::abandon); // before there is anything that could be left behind
        try {
            this.premises = new Premises(config, this::refused);
        } catch (RuntimeException e) {
            threads.close();
            throw e;
        }
        this.dispatcher = new Dispatcher(DispatchSettings.of(config, QUEUE_BYTES), config.taskClasses());
        this.scales = new Scales(() -> look(dispatcher::unsettled) > 0, this::weigh);
        try {
            threads.start("ticker", this::tickUntilClosed);
            threads.start("scales", () -> {
                WorkerProcess.prepare();
                Premises.sweep();
                scales.run();
            });
        } catch (OutOfMemoryError noThreadToBeHad) {
            built.countDown();
            close();
            throw noThreadToBeHad;
        }
        built.countDown();
    }

    /** Accepts the job; waits while the queue is full. */
    void submit(Ticket ticket) throws InterruptedException {
        Step step = new Step();
        lock.lockInterruptibly();
        try {
            refuseWhenClosed();
            while (dispatcher.isFull()) {
                waitingForRoom++;
                try {
                    room.await();
                } finally {
                    waitingForRoom--;
                }
                refuseWhenClosed();
            }
            accept(ticket, step);
        } finally {
            lock.unlock();
        }
        carryOut(step);
    }

    /** Accepts the job unless the queue is full. */
    boolean trySubmit(Ticket ticket) {
        Step step = new Step();
        lock.lock();
        try {
            refuseWhenClosed();
            if (dispatcher.isFull()) {
                return false;
            }
            accept(ticket, step);
        } finally {
            lock.unlock();
        }
        carryOut(step);
        return true;
    }

    /** The answer of a chunk was read; {@code jobs} gives, under the lock, those of which it said nothing. */
    void submitLeft(Supplier<List<Ticket>> jobs) {
        step(step -> dispatcher.submitLeft(jobs.get(), System.nanoTime(), step));
    }

    private void accept(Ticket ticket, Step step) {
        dispatcher.submit(ticket, System.nanoTime(), step);
        scales.wake();
        made(step);
    }

    private void refuseWhenClosed() {
        String reason = dispatcher.halted();
        if (closing || reason != null) {
            throw new RejectedExecutionException(
                    reason == null ? "the pool is closed" : "the pool was halted: " + reason);
        }
        DeathReport first = dispatcher.broken();
        if (first != null) {
            throw new PoolBrokenException(first);
        }
    }

    boolean cancel(Ticket ticket) {
        return cancel(ticket, () -> {});
    }

    /** @param first is run under the lock */
    boolean cancel(Ticket ticket, Runnable first) {
        boolean[] cancelled = new boolean[1];
        step(step -> {
            first.run();
            cancelled[0] = dispatcher.cancel(ticket, System.nanoTime(), step);
        });
        return cancelled[0];
    }

    void pause() {
        step(step -> dispatcher.pause());
    }

    void resume() {
        step(step -> dispatcher.resume(System.nanoTime(), step));
    }

    void countFailure() {
        step(step -> dispatcher.countFailure(System.nanoTime(), step));
    }

    @Nullable
    String halted() {
        lock.lock();
        try {
            return dispatcher.halted();
        } finally {
            lock.unlock();
        }
    }

    void prestart(int workers) {
        step(step -> dispatcher.prestart(workers, System.nanoTime(), step));
    }

    boolean signal(Ticket ticket, String name, @Nullable RawJson value) {
        boolean[] kept = new boolean[1];
        step(step -> kept[0] = dispatcher.signal(ticket, name, value, step));
        return kept[0];
    }

    /** For a caller that waits for the job: lets it look for the answer itself, if that is all its worker has to do. */
    void lookOn(Ticket ticket, BooleanSupplier isDone) {
        WorkerProcess process;
        lock.lock();
        try {
            PooledWorker worker = dispatcher.aloneWith(ticket);
            process = worker == null ? null : processes.of(worker);
        } finally {
            lock.unlock();
        }
        if (process != null) {
            process.lookOn(isDone);
        }
    }

    PoolStatus status() {
        List<WorkerStatus> workers = new ArrayList<>();
        lock.lock();
        try {
            long now = System.nanoTime();
            for (PooledWorker worker : dispatcher.workers()) {
                WorkerProcess process = processes.of(worker);
                long id = process == null ? -1 : process.id();
                workers.add(worker.status(id, process == null ? -1 : process.residentBytes(), now));
            }
            workers.sort(Comparator.comparingInt(WorkerStatus::worker).thenComparingInt(WorkerStatus::generation));
            return new PoolStatus(dispatcher.queued(), dispatcher.unsettled(), workers);
        } finally {
            lock.unlock();
        }
    }

    PoolTimes times() {
        lock.lock();
        try {
            return dispatcher.times(System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    long strayAnswers() {
        return look(dispatcher::strayAnswers);
    }

    /** Where the blobs of inputs stand. */
    BlobSpace inputs() {
        return premises.inputs();
    }

    PoolConfig config() {
        return config;
    }

    /** What the first worker said of itself; waits until one has. */
    WorkerInfo worker() throws InterruptedException {
        prestart(1);
        lock.lockInterruptibly();
        try {
            waitingForNews++;
            while (told == null) {
                refuseWhenClosed();
                news.await();
            }
            return told;
        } finally {
            waitingForNews--;
            lock.unlock();
        }
    }

    /** A worker told what it is; in a step. */
    void known(WorkerInfo info) {
        if (told == null) {
            told = info;
        }
    }

    /** What crossed the boundary of a worker that has ended. */
    void crossed(List<Crossing> recorded) {
        crossings.addAll(recorded);
    }

    List<Crossing> crossings() {
        return List.copyOf(crossings);
    }

    NewsQueue jobNews(LongConsumer dropped) {
        return threads.jobNews(dropped);
    }

    void callback(Runnable callback) {
        threads.callback(callback);
    }

    // ---- the end

    /** Waits until every job has its outcome and no process is left. */
    void close() {
        step(step -> {
            closing = true;
            dispatcher.close(System.nanoTime(), step);
            room.signalAll();
        });
        boolean interrupted = false;
        try {
            awaitEnd(news::await);
        } catch (InterruptedException e) {
            interrupted = true;
            closeNow();
            awaitEnd(news::awaitUninterruptibly);
        }
        threads.close();
        premises.freeInputs();
        premises.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Waiting<E extends Exception> {
        void forNews() throws E;
    }

    private <E extends Exception> void awaitEnd(Waiting<E> waiting) throws E {
        lock.lock();
        try {
            waitingForNews++;
            while (dispatcher.unsettled() > 0 || !dispatcher.isEmpty() || untold.get() > 0) {
                waiting.forNews();
            }
            closed = true;
            earlier.signalAll();
            scales.close();
        } finally {
            waitingForNews--;
            lock.unlock();
        }
    }

    /** Cancels what did not begin, and what still runs after that time; does not wait. */
    void closeSoon(long patienceNanos) {
        step(step -> {
            closing = true;
            dispatcher.closeSoon(patienceNanos, System.nanoTime(), step);
            room.signalAll();
        });
    }

    /** Cancels every job and kills every worker; does not wait for their ends. */
    void closeNow() {
        step(step -> {
            closing = true;
            dispatcher.closeNow(System.nanoTime(), step);
            room.signalAll();
        });
    }

    /** The JVM goes down, perhaps while the pool is being built. */
    private void abandon() {
        try {
            if (!built.await(BUILDING_MILLIS, TimeUnit.MILLISECONDS)) {
                return; // it was not built, and has nothing
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeNow();
        premises.close();
    }

    // ---- steps

    /** What {@code question} finds under the lock. */
    long look(LongSupplier question) {
        lock.lock();
        try {
            return question.getAsLong();
        } finally {
            lock.unlock();
        }
    }

    void step(Consumer<StepActions> work) {
        Step step = new Step();
        lock.lock();
        try {
            work.accept(step);
            if (closing && dispatcher.unsettled() == 0) {
                dispatcher.close(System.nanoTime(), step); // lets those go that were still starting
            }
            made(step);
        } finally {
            lock.unlock();
        }
        carryOut(step);
    }

    /** Without the lock: what the step wants done. */
    private void carryOut(Step step) {
        step.carryOut();
        if (step.isCounted && untold.decrementAndGet() == 0 && closing) {
            lock.lock();
            try {
                news.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Wakes those whose condition the step may have made true. */
    private void made(Step step) {
        if (!givenUpTold) {
            tellWhenGivenUp(step);
        }
        step.isCounted = step.tells();
        if (step.isCounted) {
            untold.incrementAndGet();
        }
        if (waitingForRoom > 0 && (dispatcher.hasRoom() || dispatcher.broken() != null)) {
            room.signalAll();
        }
        if (waitingForNews > 0) {
            news.signalAll();
        }
        if (dispatcher.nextDeadline() < tickerWakesAt) {
            earlier.signal();
        }
    }

    private void tellWhenGivenUp(Step step) {
        DeathReport first = dispatcher.broken();
        String why = dispatcher.halted();
        if (first != null) {
            threads.news(news -> news.poolBroken(first));
        } else if (why != null) {
            threads.news(news -> news.poolHalted(why));
        } else {
            return;
        }
        givenUpTold = true;
        step.later(threads::tellNews);
    }

    private void tickUntilClosed() {
        while (true) {
            config.writeAhead().commit(); // a disk that hangs makes the ticker late, which is held against nobody
            Step step = new Step();
            lock.lock();
            try {
                if (closed) {
                    return;
                }
                long now = System.nanoTime();
                dispatcher.tick(now, step);
                if (step.isEmpty()) {
                    long next = dispatcher.nextDeadline();
                    tickerWakesAt = next;
                    if (next == Long.MAX_VALUE) {
                        earlier.await();
                    } else if (next > now) {
                        earlier.await(next - now, TimeUnit.NANOSECONDS);
                    }
                    tickerWakesAt = Long.MIN_VALUE;
                } else {
                    made(step);
                }
            } catch (InterruptedException e) {
                return; // nobody interrupts it but a JVM that goes down
            } finally {
                lock.unlock();
            }
            carryOut(step);
        }
    }

    private void weigh() {
        Map<PooledWorker, WorkerProcess> alive;
        lock.lock();
        try {
            alive = processes.now();
        } finally {
            lock.unlock();
        }
        Processes.weigh(alive, this::weighed);
    }

    private void weighed(PooledWorker worker, long bytes) {
        if (config.residentLimitBytes() > 0) {
            step(step -> dispatcher.weighed(worker, bytes, System.nanoTime(), step));
        }
    }

    // ---- processes

    private WorkerProcess process(PooledWorker worker) {
        return new WorkerProcess(
                config,
                worker.index(),
                worker.generation(),
                worker.taskClasses(),
                premises,
                threads.writers(),
                launcher,
                new WorkerReports(this, dispatcher, threads, worker));
    }

    private void refused(String why) {
        refusedConnections.incrementAndGet();
        threads.news(news -> news.connectionRefused(why));
        threads.tellNews();
    }

    long refusedConnections() {
        return refusedConnections.get();
    }

    /** In a step: its process is gone. */
    void gone(PooledWorker worker) {
        processes.remove(worker);
    }

    /** One step of the dispatcher, and afterwards what it wants done. */
    private final class Step extends StepActions {
        /** Among the {@link #untold}. */
        boolean isCounted;

        Step() {
            super(processes::of, config.writeAhead(), config.attemptListener());
        }

        @Override
        RawJson withBlobsWithin(RawJson input) {
            return premises.withBlobsWithin(input);
        }

        /** Under the lock: later steps must find the process. */
        @Override
        public void launch(PooledWorker worker) {
            later(processes.add(worker)::start);
        }
    }
}
