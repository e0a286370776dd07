package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.HaltRule;
import dev.spindle.coordinator.PoolConfig;
import dev.spindle.coordinator.QueueOrder;
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
 */
public record DispatchSettings(
        int workers,
        int queueCapacity,
        long queueBytes,
        QueueOrder queueOrder,
        RetryPolicy retryPolicy,
        WorkerLimits limits,
        @Nullable HaltRule haltRule) {
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
                config.haltRule());
    }

    /** Workers may hold several jobs at a time: not where the order of starts, or the count of failures, is to be exact. */
    boolean allowsWindows() {
        return queueOrder == QueueOrder.FIFO && haltRule == null;
    }
}
