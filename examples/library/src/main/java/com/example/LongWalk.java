package com.example;

import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.JobListener;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.JobProgress;
import dev.spindle.coordinator.JobRequest;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.concurrent.CountDownLatch;

/** Starts a job that would take for ever, watches how far it is, and cancels it. */
public class LongWalk {
    /** Goes so many steps, and tells of each hundredth part of them. */
    public static class Walk implements Task<Long, String> {
        @Override
        public String run(Long steps, TaskContext context) throws InterruptedException {
            for (long step = 1; step <= steps; step++) {
                try {
                    Thread.sleep(1); // a job that computes asks context.isCancelled() now and then
                } catch (InterruptedException asked) {
                    System.out.println("turned back at step " + step);
                    throw asked; // with a result instead it would have succeeded
                }
                if (step % Math.max(1, steps / 100) == 0) {
                    context.progress((double) step / steps, "at step " + step);
                }
            }
            return "arrived after " + steps + " steps";
        }
    }

    /** Hears what one job says while it runs, in a thread of the pool's that may wait. */
    private static class Watch implements JobListener {
        private final CountDownLatch tenth = new CountDownLatch(1);

        @Override
        public void progress(JobProgress progress) {
            if (progress.fraction() >= 0.1) {
                tenth.countDown();
            }
        }

        @Override
        public void output(boolean stderr, String text) {
            System.out.print("the job printed: " + text);
        }
    }

    public static void main(String[] args) throws Exception {
        try (WorkerPool pool = WorkerPool.builder().workers(2).heap("64m").build()) {
            Job<String> shortWalk = pool.submit(Walk.class, 20L);
            System.out.println(shortWalk.get());

            Watch watch = new Watch();
            Job<String> longWalk = pool.submit(JobRequest.of(Walk.class, 3_000L).withListener(watch));
            watch.tenth.await();
            System.out.println("a tenth is done: that is enough");
            longWalk.cancel();

            // Cancelling asks; the outcome is there when the job has stopped, and says how. A job that does not listen loses its worker.
            JobOutcome<String> outcome = longWalk.outcome();
            if (outcome instanceof JobOutcome.Cancelled<String> cancelled && cancelled.stop() != null) {
                System.out.println("cancelled, stopped by " + cancelled.stop().by().text());
            }
        }
    }
}
