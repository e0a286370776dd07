package dev.spindle.benchmarks.micro;

import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.dispatch.Actions;
import dev.spindle.coordinator.dispatch.Attempt;
import dev.spindle.coordinator.dispatch.DispatchSettings;
import dev.spindle.coordinator.dispatch.Dispatcher;
import dev.spindle.coordinator.dispatch.PooledWorker;
import dev.spindle.coordinator.dispatch.Ticket;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.WorkerInfo;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the dispatcher's steps cost a job, from its submission to its outcome, when nothing is sent anywhere. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DispatchBenchmark {
    private static final int JOBS = 500; // within the queue's capacity
    private static final long JOB_NANOS = 1_000;
    private static final RawJson PAYLOAD = RawJson.of("1");

    private final Notes notes = new Notes();
    private @Nullable Dispatcher dispatcher;
    private @Nullable PooledWorker worker;
    private long now = 1;
    private long number;

    @Setup
    public void setUp() {
        try (WorkerPool pool = WorkerPool.builder().workers(1).build()) {
            dispatcher = new Dispatcher(DispatchSettings.of(pool.config(), 1 << 20), Set.of());
        }
        dispatcher.prestart(1, now, notes);
        worker = Objects.requireNonNull(notes.launched);
        List<WorkerInfo.TaskInfo> tasks = List.of(new WorkerInfo.TaskInfo("echo", "", ""));
        dispatcher.started(worker, new WorkerInfo(1, "", "", 1, tasks, List.of(), Set.of()), now, notes);
    }

    @Benchmark
    @OperationsPerInvocation(JOBS)
    public int jobs() {
        Dispatcher busy = Objects.requireNonNull(dispatcher);
        PooledWorker one = Objects.requireNonNull(worker);
        for (int i = 0; i < JOBS; i++) {
            busy.submit(new Ticket(++number, "echo", null, PAYLOAD, 0, 0, 0, notes), now, notes);
        }
        int settled = notes.settled + JOBS;
        while (notes.settled < settled) {
            // All answers to what was sent come together, as they do from a quick worker.
            for (int left = notes.sent.size(); left > 0; left--) {
                now += JOB_NANOS;
                long id = notes.sent.remove().id();
                busy.answered(one, id, new FromWorker.Result(id, PAYLOAD), now, notes);
            }
            busy.refill(one, now, notes);
        }
        return settled;
    }

    /** Takes the place of all that would be done. */
    private static final class Notes implements Actions, Ticket.Owner {
        private final ArrayDeque<Attempt> sent = new ArrayDeque<>();
        private @Nullable PooledWorker launched;
        private int settled;

        @Override
        public void launch(PooledWorker worker) {
            launched = worker;
        }

        @Override
        public void send(PooledWorker worker, Attempt attempt) {
            sent.add(attempt);
        }

        @Override
        public void settled(Ticket ticket, JobOutcome<RawJson> outcome) {
            settled++;
        }

        @Override
        public void settled(JobOutcome<RawJson> outcome) {}

        @Override
        public void cancel(PooledWorker worker, long attempt) {}

        @Override
        public void cancelRest(PooledWorker worker, long attempt) {}

        @Override
        public void signal(PooledWorker worker, long attempt, String name, @Nullable RawJson value) {}

        @Override
        public void dismiss(PooledWorker worker) {}

        @Override
        public void askStack(PooledWorker asked, long id) {}

        @Override
        public void terminate(PooledWorker worker) {}

        @Override
        public void kill(PooledWorker worker) {}

        @Override
        public void abandon(PooledWorker worker) {}
    }
}
