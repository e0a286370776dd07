package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.HaltRule;
import dev.spindle.coordinator.PoolConfig;
import dev.spindle.coordinator.QueueOrder;
import dev.spindle.coordinator.WriteAhead;
import dev.spindle.coordinator.supervision.RetryPolicy;
import dev.spindle.coordinator.supervision.WorkerLimits;
import org.jspecify.annotations.Nullable;

/**
 * What the dispatcher goes by.
 *
 * @param workers how many processes there may be beside those that are about to leave
 * @param queueCapacity how many jobs may wait before submitters do
 * @param queueBytes how many bytes of input may wait before submitters do
 * @param haltRule when to give up; null for never
 * @param oneAtATime no worker is given a job while it has another
 */
public record DispatchSettings(
        int workers,
        int queueCapacity,
        long queueBytes,
        QueueOrder queueOrder,
        RetryPolicy retryPolicy,
        WorkerLimits limits,
        @Nullable HaltRule haltRule,
        boolean oneAtATime) {
    /** What the pool was configured with. */
    public static DispatchSettings of(PoolConfig config, long queueBytes) {
        return new DispatchSettings(
                config.workers(),
                config.queueCapacity(),
                queueBytes,
                config.queueOrder(),
                new RetryPolicy(
                        config.retries(), config.retryOn(), config.retryDelay().toNanos()),
                new WorkerLimits(
                        config.grace().toNanos(),
                        config.startTimeout().toNanos(),
                        config.heartbeatTimeout().toNanos(),
                        config.recycleAfter(),
                        config.residentLimitBytes()),
                config.haltRule(),
                isExact(config));
    }

    /** Where the order of starts, the count of failures, or what was begun is to be exact. */
    private static boolean isExact(PoolConfig config) {
        boolean atMostOnce = config.retries() == 0 && config.writeAhead() != WriteAhead.NONE;
        return atMostOnce || config.queueOrder() != QueueOrder.FIFO || config.haltRule() != null;
    }
}
