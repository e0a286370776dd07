package dev.spindle.coordinator.lab.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.lab.Spread;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConclusionTest {
    /** Of three jobs, of which the first runs; the others are of 20 and 10 ms. */
    private static OrderRow order(String name, List<Integer> starts, double second, double third) {
        return new OrderRow(name, 3, 3, starts, List.of(job(1, 50, 0), job(2, 20, second), job(3, 10, third)));
    }

    private static OrderRow.JobRow job(int number, int length, double waited) {
        return new OrderRow.JobRow(number, length, 0, 0, 0, 0, waited);
    }

    private static ControlRow control(String message, int queued, double answered, double waited) {
        return new ControlRow(message, queued, 5, new Spread(1, answered, 3), new Spread(1, waited, 3));
    }

    @Test
    void asExpected() {
        List<OrderRow> orders = List.of(
                order("fifo", List.of(1, 2, 3), 50, 70),
                order("lifo", List.of(1, 3, 2), 60, 50),
                order("priority", List.of(1, 3, 2), 60, 50));
        List<ControlRow> controls = List.of(
                control("signal", 0, 200_000, 300_000),
                control("signal", 1000, 250_000, 100_000_000),
                control("cancel", 1000, 500_000, 100_000_000));

        assertThat(Conclusion.of(orders, controls))
                .containsExactly(
                        "Behind the job that runs, fifo starts 2 3 (as submitted), lifo starts 3 2 (the latest first) and"
                                + " priority starts 3 2 (the latest first).",
                        "A job waits 55.0 ms with lifo, 55.0 ms with priority and 60.0 ms with fifo on average: 8 % less"
                                + " with lifo than with fifo, though the work is the same.",
                        "The longest wait is 70.0 ms with fifo (job 3, the last submitted), 60.0 ms with lifo (job 2, the"
                                + " first submitted and the longest) and 60.0 ms with priority (job 2, the first submitted"
                                + " and the longest).",
                        "A signal to the running job, sent behind 1000 jobs, is answered in 250 µs (200 µs behind none);"
                                + " a job submitted right before it waits 100 ms, 400 times as long.",
                        "A cancel to the running job, sent behind 1000 jobs, is answered in 500 µs; a job submitted right"
                                + " before it waits 100 ms, 200 times as long.");
    }

    @Test
    void oddOrders() {
        List<OrderRow.JobRow> jobs =
                new ArrayList<>(List.of(job(1, 50, 0), job(2, 20, 30), job(3, 10, 40), job(4, 15, 35)));
        OrderRow odd = new OrderRow("lifo", 3, 2, List.of(1, 2, 4, 3), jobs);

        List<String> sentences = Conclusion.of(List.of(odd), List.of(control("signal", 10, 5_000_000, 4_000_000)));

        assertThat(sentences)
                .containsExactly(
                        "Behind the job that runs, lifo starts 2 4 3 (by no simple rule, in 2 of 3 rounds).",
                        "A job waits 35.0 ms with lifo on average.",
                        "The longest wait is 40.0 ms with lifo (job 3).",
                        "A signal to the running job, sent behind 10 jobs, is answered in 5.00 ms; a job submitted right"
                                + " before it waits 4.00 ms, no longer than that.");
    }

    @Test
    void theShortestFirst() {
        List<OrderRow.JobRow> jobs = List.of(job(1, 50, 0), job(2, 20, 30), job(3, 10, 40), job(4, 15, 35));

        assertThat(Conclusion.of(List.of(new OrderRow("priority", 1, 1, List.of(1, 3, 4, 2), jobs)), List.of()))
                .first()
                .asString()
                .endsWith("priority starts 3 4 2 (the shortest first).");
    }
}
