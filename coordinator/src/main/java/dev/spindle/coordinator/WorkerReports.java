package dev.spindle.coordinator;

import dev.spindle.coordinator.dispatch.Attempt;
import dev.spindle.coordinator.dispatch.Dispatcher;
import dev.spindle.coordinator.dispatch.PooledWorker;
import dev.spindle.coordinator.process.WorkerEvents;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.WorkerInfo;
import java.util.List;

/** Turns what one worker's process does into steps of the dispatcher and news for listeners. Called in that process's own threads. */
final class WorkerReports implements WorkerEvents {
    /** A longer name comes back as its beginning. */
    private static final int LONGEST_METHOD = 100;

    private final Engine engine;
    private final Dispatcher dispatcher;
    private final PoolThreads threads;
    private final PooledWorker worker;

    /** @param dispatcher to be used in steps of the engine only */
    WorkerReports(Engine engine, Dispatcher dispatcher, PoolThreads threads, PooledWorker worker) {
        this.engine = engine;
        this.dispatcher = dispatcher;
        this.threads = threads;
        this.worker = worker;
    }

    @Override
    public void introduced(WorkerInfo info) {
        engine.step(step -> {
            engine.known(info);
            dispatcher.started(worker, info, System.nanoTime(), step);
        });
        threads.news(news -> news.workerStarted(worker.index(), worker.generation(), info.processId()));
        threads.tellNews();
    }

    @Override
    public int received(List<FromWorker> messages) {
        int[] left = new int[1];
        engine.step(step -> {
            dispatcher.heard(worker, System.nanoTime());
            for (FromWorker message : messages) {
                receive(message, step);
            }
            dispatcher.refill(worker, System.nanoTime(), step);
            left[0] = worker.outstandingCount();
        });
        threads.tellNews(); // before this process's end is told, for which a pool that is being closed waits
        return left[0];
    }

    private void receive(FromWorker message, StepActions actions) {
        if (message instanceof FromWorker.Result result) {
            dispatcher.answered(worker, result.id(), result, System.nanoTime(), actions);
        } else if (message instanceof FromWorker.Failure failure) {
            dispatcher.answered(worker, failure.id(), failure, System.nanoTime(), actions);
        } else if (message instanceof FromWorker.Output output) {
            printed(output, actions);
        } else if (message instanceof FromWorker.Progress progress) {
            progressed(progress, actions);
        } else if (message instanceof FromWorker.Goodbye goodbye) {
            dispatcher.goodbye(worker, goodbye.running());
        } else if (message instanceof FromWorker.UnknownRequest request) {
            String method = request.method();
            String shown = method.length() <= LONGEST_METHOD ? method : method.substring(0, LONGEST_METHOD) + "…";
            ErrorObject error = new ErrorObject(ErrorObject.METHOD_NOT_FOUND, "no method " + shown, null);
            actions.answer(worker, new FromWorker.Failure(request.id(), error));
        }
    }

    private void printed(FromWorker.Output output, StepActions actions) {
        Attempt attempt = worker.attempt(output.token());
        boolean stderr = output.stream() == FromWorker.Stream.STDERR;
        if (attempt != null && attempt.isAwaited()) {
            attempt.job().owner().printed(stderr, output.text());
            actions.later(attempt.job().owner()::tellNews);
        }
        if (threads.hearsJobs()) {
            long job = attempt == null ? -1 : jobOf(attempt, output.item());
            threads.said(output.text().length(), news -> news.output(worker.index(), job, stderr, output.text()));
        }
    }

    private void progressed(FromWorker.Progress progress, StepActions actions) {
        Attempt attempt = worker.attempt(progress.token());
        if (attempt == null) {
            return; // of a job that is over: nobody waits to hear how far it was
        }
        if (attempt.isAwaited()) {
            attempt.job().owner().progressed(progress.value());
            actions.later(attempt.job().owner()::tellNews);
        }
        if (threads.hearsJobs()) {
            long job = jobOf(attempt, progress.item());
            threads.said(
                    progress.value().length(),
                    news -> news.progress(worker.index(), job, JobProgress.of(progress.value())));
        }
    }

    /** The number of the job that speaks; -1 when that is one of a chunk and the worker does not say which. */
    private static long jobOf(Attempt attempt, int item) {
        if (!attempt.job().isChunk()) {
            return attempt.job().number();
        }
        boolean known = item >= 0 && item < attempt.job().items();
        return known ? attempt.job().number() + item : -1;
    }

    @Override
    public void stderr(String line) {
        if (threads.hasListener()) {
            long job = engine.look(worker::runningJob);
            threads.said(line.length(), news -> news.stderr(worker.index(), job, line));
            threads.tellNews();
        }
    }

    @Override
    public void closed() {
        engine.step(step -> dispatcher.closed(worker, System.nanoTime()));
    }

    @Override
    public void unusable() {
        engine.step(step -> dispatcher.unusable(worker, System.nanoTime(), step));
    }

    @Override
    public void crossed(List<Crossing> crossings) {
        engine.crossed(crossings);
    }

    @Override
    public void exited(DeathReport report) {
        engine.step(step -> {
            DeathReport death = dispatcher.exited(worker, report, System.nanoTime(), step);
            if (worker.wasDismissed()) {
                threads.news(news -> news.workerLeft(death, worker.given()));
            } else {
                threads.news(news -> news.workerLost(death));
            }
            engine.gone(worker);
            step.later(threads::tellNews);
        });
    }
}
