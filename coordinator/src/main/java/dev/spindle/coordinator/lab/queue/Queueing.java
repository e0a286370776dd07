package dev.spindle.coordinator.lab.queue;

import dev.spindle.coordinator.lab.Experiment;
import dev.spindle.coordinator.lab.Findings;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.UnmeasuredException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One worker, and jobs that wait for it in each order that a queue can have; then messages to a job that runs, with jobs in the queue and
 * without. All orders take turns in each of their rounds, then all messages in theirs.
 */
public final class Queueing implements Experiment {
    private static final String QUESTION =
            "In what order do waiting jobs start, who waits how long for it, and what need not wait at all?";
    private static final String CAPTION =
            "started: the jobs in the order in which they began; 1 ran when the others were"
                    + " submitted, one right after the other. waits, most: the mean and the longest time a job waited, and"
                    + " which; of the messages to a running job the median and p75 until its answer was there, and of a job"
                    + " submitted right before the message until it began.";

    /** How much is enough. */
    private record Effort(int warmUp, int orderRounds, int controlRounds, int queued) {}

    private static final Effort FULL = new Effort(10_000, 7, 20, 1000);
    private static final Effort QUICK = new Effort(1000, 1, 5, 1000);

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public String description() {
        return "who waits how long: fifo, lifo, priority, control messages";
    }

    @Override
    public Findings run(Setting setting) throws UnmeasuredException, InterruptedException {
        Effort effort = setting.either(QUICK, FULL);
        Clocks clocks = new Clocks(setting);
        try (Orders orders = new Orders(setting, clocks);
                Overtaking overtaking = new Overtaking(setting, clocks, effort.queued())) {
            orders.warmUp();
            overtaking.warmUp(effort.warmUp());
            for (int round = 0; round < effort.orderRounds(); round++) {
                orders.round();
            }
            for (int round = 0; round < effort.controlRounds(); round++) {
                overtaking.round();
            }
            return findings(setting, orders.rows(), overtaking.rows(effort.controlRounds()), overtaking.scene());
        }
    }

    private Findings findings(
            Setting setting, List<OrderRow> orders, List<ControlRow> controls, Overtaking.Scene scene) {
        Map<String, Object> method = new LinkedHashMap<>();
        method.put("lengthsMillis", Orders.MILLIS);
        method.put("control", controls.stream().map(ControlRow::json).toList());
        return Findings.of(
                this,
                QUESTION,
                setting,
                method,
                orders.stream().map(OrderRow::json).toList(),
                Pictures.table(orders, controls),
                CAPTION,
                Conclusion.of(orders, controls),
                Pictures.charts(orders, scene));
    }
}
