package com.example;

import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.JobRequest;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Works out what orders cost, though one of them hangs, one ends its process, and one makes no sense. */
public class Orders {
    public record Item(String name, int count, BigDecimal price) {}

    public record Order(String customer, List<Item> items) {}

    public record Bill(String customer, BigDecimal total) {}

    /** Has a bug for each kind of trouble. */
    public static class MakeOut implements Task<Order, Bill> {
        @Override
        public Bill run(Order order, TaskContext context) throws InterruptedException {
            BigDecimal total = BigDecimal.ZERO;
            for (Item item : order.items()) {
                switch (item.name()) {
                    case "Möbius strip" -> Thread.sleep(Long.MAX_VALUE); // looks for its other side
                    case "trapdoor" -> Runtime.getRuntime().halt(3); // as a crash of native code would
                    default -> total = total.add(item.price().multiply(BigDecimal.valueOf(item.count())));
                }
            }
            if (total.signum() < 0) {
                throw new IllegalArgumentException("an order cannot cost " + total);
            }
            return new Bill(order.customer(), total);
        }
    }

    private static Order order(String customer, String item, int count) {
        return new Order(customer, List.of(new Item(item, count, new BigDecimal("12.50"))));
    }

    public static void main(String[] args) throws InterruptedException {
        // A time limit for every attempt; a job whose worker dies is tried once more.
        try (WorkerPool pool = WorkerPool.builder()
                .workers(2).heap("64m").timeout(Duration.ofSeconds(30)).retries(1).build()) {
            List<Job<Bill>> jobs = new ArrayList<>();
            jobs.add(pool.submit(MakeOut.class, order("Ada", "teapot", 2)));
            jobs.add(pool.submit(JobRequest.of(MakeOut.class, order("Emmy", "Möbius strip", 1))
                    .withTimeout(Duration.ofMillis(500)))); // this one has a limit of its own
            jobs.add(pool.submit(MakeOut.class, order("Grace", "trapdoor", 1)));
            jobs.add(pool.submit(MakeOut.class, order("Kurt", "teapot", -1)));
            jobs.add(pool.submit(MakeOut.class, order("Zuse", "teapot", 100)));
            for (Job<Bill> job : jobs) {
                System.out.println("job " + job.number() + ": " + say(job.outcome()));
            }
        }
    }

    /** Every job has exactly one outcome, and these are all there are. */
    private static String say(JobOutcome<Bill> outcome) {
        if (outcome instanceof JobOutcome.Succeeded<Bill> succeeded) {
            return succeeded.result().customer() + " pays " + succeeded.result().total();
        } else if (outcome instanceof JobOutcome.Failed<Bill> failed) {
            return "failed with " + failed.error();
        } else if (outcome instanceof JobOutcome.TimedOut<Bill> late) {
            return "took longer than " + late.limit().toMillis() + " ms";
        } else if (outcome instanceof JobOutcome.WorkerLost<Bill> lost) {
            return "lost its worker " + lost.attempts() + " times; the last one " + lost.death().cause();
        } else {
            return "was cancelled";
        }
    }
}
