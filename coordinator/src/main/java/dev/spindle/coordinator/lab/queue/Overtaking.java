package dev.spindle.coordinator.lab.queue;

import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.JobListener;
import dev.spindle.coordinator.JobProgress;
import dev.spindle.coordinator.JobRequest;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.Sample;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.worker.lab.Listen;
import dev.spindle.worker.lab.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One worker whose running job is sent a control message while others wait behind it. For one thread. */
final class Overtaking implements AutoCloseable {
    private static final long JOB_MICROS = 100;
    private static final long PATIENCE_SECONDS = 60;
    /** Long enough for the worker's reader to have taken over: it does when a job has run for a millisecond. */
    private static final long RUNS_MILLIS = 5;

    private final WorkerPool pool;
    private final Clocks clocks;
    private final List<Cell> cells = new ArrayList<>();
    private @Nullable Scene scene;

    /** One message with so many jobs behind the running one, and what it took. */
    private record Cell(String message, int queued, Sample answered, Sample jobWaited) {
        Cell(String message, int queued) {
            this(message, queued, new Sample(), new Sample());
        }

        ControlRow row(int samples) {
            return new ControlRow(message, queued, samples, answered.spread(), jobWaited.spread());
        }
    }

    /** When the running job listened, answered and ended. */
    private static final class Ear implements JobListener {
        private final CompletableFuture<Long> listens = new CompletableFuture<>();
        private final CompletableFuture<Long> heard = new CompletableFuture<>();

        @Override
        public void progress(JobProgress progress) {
            (progress.fraction() < 1 ? listens : heard).complete(System.nanoTime());
        }
    }

    /**
     * What happened around the last signal that overtook jobs.
     *
     * @param listens when the running job was known to run
     * @param last the job submitted right before the message
     */
    record Scene(long listens, long sent, long answered, List<Times> queued, Times last) {}

    /** Begins to start the worker. */
    Overtaking(Setting setting, Clocks clocks, int queued) {
        this.clocks = clocks;
        this.pool = setting.pool()
                .workers(1)
                .heap("64m")
                .retries(0)
                .queueCapacity(2 * queued)
                .tasks(Stamp.class)
                .tasks(Listen.class)
                .build();
        pool.prestart(1);
        for (int jobs : List.of(0, queued)) {
            cells.add(new Cell(ControlRow.SIGNAL, jobs));
            cells.add(new Cell(ControlRow.CANCEL, jobs));
        }
    }

    /** Short jobs, so that the worker holds many at a time, and everything is compiled. */
    void warmUp(int jobs) throws UnmeasuredException, InterruptedException {
        List<Submitted> all = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            all.add(Submitted.to(pool, 0, 0));
        }
        for (Submitted each : all) {
            each.times(clocks);
        }
        for (Cell cell : cells) {
            run(new Cell(cell.message(), 0));
        }
    }

    /** Each message once with and once without jobs behind. */
    void round() throws UnmeasuredException, InterruptedException {
        for (Cell cell : cells) {
            run(cell);
        }
    }

    private void run(Cell cell) throws UnmeasuredException, InterruptedException {
        Ear ear = new Ear();
        Job<Boolean> running =
                pool.submit(JobRequest.of(Listen.class, PATIENCE_SECONDS).withListener(ear));
        try {
            measure(cell, running, ear);
        } finally {
            running.cancel(); // else it would listen on where this was interrupted
        }
    }

    private void measure(Cell cell, Job<Boolean> running, Ear ear) throws UnmeasuredException, InterruptedException {
        long listens = when(ear.listens);
        TimeUnit.MILLISECONDS.sleep(RUNS_MILLIS);
        List<Submitted> queued = new ArrayList<>();
        for (int i = 0; i < cell.queued(); i++) {
            queued.add(Submitted.to(pool, JOB_MICROS, 0));
        }
        Submitted last = Submitted.to(pool, JOB_MICROS, 0);
        long sent = System.nanoTime();
        long answered;
        if (cell.message().equals(ControlRow.SIGNAL)) {
            running.signal(Listen.CALL, null);
            answered = when(ear.heard);
        } else {
            running.cancel();
            running.outcome();
            answered = System.nanoTime();
        }
        cell.answered().add(answered - sent);
        List<Times> before = new ArrayList<>();
        for (Submitted each : queued) {
            before.add(each.times(clocks));
        }
        Times behind = last.times(clocks);
        cell.jobWaited().add(behind.waited());
        if (cell.message().equals(ControlRow.SIGNAL) && !before.isEmpty()) {
            scene = new Scene(listens, sent, answered, before, behind);
        }
    }

    private static long when(CompletableFuture<Long> event) throws UnmeasuredException, InterruptedException {
        try {
            return event.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new UnmeasuredException("the running job does not answer", e);
        }
    }

    List<ControlRow> rows(int samples) {
        return cells.stream().map(cell -> cell.row(samples)).toList();
    }

    /** After a round. */
    Scene scene() {
        if (scene == null) {
            throw new IllegalStateException("nothing was measured");
        }
        return scene;
    }

    @Override
    public void close() {
        pool.close();
    }
}
