package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.supervision.RetryPolicy;

/**
 * What the dispatcher goes by.
 *
 * @param workers how many processes there may be
 * @param queueCapacity how many jobs may wait before submitters do
 * @param queueBytes how many bytes of input may wait before submitters do
 * @param graceNanos how long a job that was asked to stop, or a worker told to leave, may take
 */
public record DispatchSettings(
        int workers, int queueCapacity, long queueBytes, long graceNanos, RetryPolicy retryPolicy) {}
