package dev.spindle.coordinator.report;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.PoolConfig;
import dev.spindle.coordinator.PoolTimes;
import java.time.Duration;
import java.util.Map;

/**
 * What {@link Advice} goes by.
 *
 * @param config what was set
 * @param cores of the machine
 * @param seconds the whole run
 * @param startSeconds until the first worker was ready
 * @param readSeconds until the last line was read; as {@code seconds} where it never was
 * @param isFile whether the input is a file, which can be read as fast as jobs are wanted
 * @param cpuSeconds what the workers' processes computed; negative for not known
 * @param started how many workers became ready
 * @param deaths workers that ended without having been told to, by how
 * @param jobs how many ran
 * @param timeouts how many of them were ended at their limit
 * @param heldSeconds how long reading waited because as many lines as may be had no result written
 */
public record RunFigures(
        PoolConfig config,
        int cores,
        double seconds,
        double startSeconds,
        double readSeconds,
        boolean isFile,
        double cpuSeconds,
        long started,
        Map<DeathReport.Kind, Long> deaths,
        long jobs,
        long timeouts,
        double heldSeconds,
        PoolTimes times) {
    public RunFigures {
        deaths = Map.copyOf(deaths);
    }

    long died(DeathReport.Kind kind) {
        return deaths.getOrDefault(kind, 0L);
    }

    long died() {
        return deaths.values().stream().mapToLong(each -> each).sum();
    }

    /** The limit of a job that has none of its own; zero for none. */
    Duration timeout() {
        Duration limit = config.timeout();
        return limit == null ? Duration.ZERO : limit;
    }
}
