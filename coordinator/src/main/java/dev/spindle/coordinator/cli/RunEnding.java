package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.PoolConfig;
import dev.spindle.coordinator.PoolTimes;
import dev.spindle.coordinator.lines.Counts;
import dev.spindle.coordinator.lines.ResultLine;
import dev.spindle.coordinator.lines.RunFacts;
import dev.spindle.coordinator.report.Advice;
import dev.spindle.coordinator.report.Findings;
import dev.spindle.coordinator.report.RunEnd;
import dev.spindle.coordinator.report.RunFigures;
import dev.spindle.coordinator.report.Summary;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells everybody how a run ended: people, programs, and those who watched.
 *
 * @param times what the workers did with theirs
 * @param heldNanos how long reading waited for results to be written, or for jobs to be done
 * @param readEnd when the last line was read, in {@link System#nanoTime}'s count; 0 where it never was
 */
record RunEnding(
        RunPlan plan,
        Counts counts,
        Findings findings,
        Reporter reporter,
        Stopwatch stopwatch,
        PoolConfig config,
        PoolTimes times,
        long heldNanos,
        long readEnd) {
    /** Begins with the run. */
    record Stopwatch(long beganNanos, double cpuBefore) {
        static Stopwatch start() {
            return new Stopwatch(System.nanoTime(), ChildrenTime.seconds());
        }

        double seconds() {
            return (System.nanoTime() - beganNanos) / 1e9;
        }

        /** What the processes of workers that are gone have computed; negative where nobody knows. */
        double cpuSeconds() {
            return cpuBefore < 0 ? -1 : ChildrenTime.seconds() - cpuBefore;
        }

        /** From the start to {@code moment}; {@code otherwise} where that never came. */
        double until(long moment, double otherwise) {
            return moment == 0 ? otherwise : (moment - beganNanos) / 1e9;
        }
    }

    /** Returns why the summary for programs could not be written, or null. */
    @Nullable
    String tell(int status, RunFacts facts, Observers observers) {
        Summary summary = findings.summary(times, Advice.of(figures(facts), findings));
        String headline = counts.text(facts);
        Map<String, Object> fields = counts.fields(status, facts);
        fields.putAll(summary.fields());
        String unsaid = plan.summary().write(fields);
        boolean changes = unsaid != null
                && (status == ExitStatus.OK || status == ExitStatus.NOT_ALL_OK || status == ExitStatus.HALTED);
        observers.ended(new RunEnd(changes ? ExitStatus.CANNOT_WORK : status, headline, fields, summary));
        plan.verbosity().say(headline);
        for (String line : new SummaryText(summary, config.workers(), facts.seconds()).lines()) {
            plan.verbosity().sayFitting(line);
        }
        return unsaid;
    }

    /**
     * What the program ends with.
     *
     * @param problem why the run could not be brought to its end, or null
     * @param unsaid why the summary for programs could not be written, or null: of a run that was interrupted it changes nothing more
     */
    static int status(
            int status, @Nullable String problem, @Nullable String unsaid, boolean interrupted, Verbosity verbosity) {
        String first = problem != null ? problem : unsaid;
        if (first == null) {
            return status;
        }
        if (problem == null && interrupted) {
            verbosity.say(first);
            return status;
        }
        throw CommandException.cannotWork(first, null);
    }

    private RunFigures figures(RunFacts facts) {
        return new RunFigures(
                config,
                Runtime.getRuntime().availableProcessors(),
                facts.seconds(),
                stopwatch.until(reporter.firstStart(), facts.seconds()),
                stopwatch.until(readEnd, facts.seconds()),
                plan.input().isRegularFile(),
                stopwatch.cpuSeconds(),
                reporter.started(),
                reporter.deaths(),
                findings.latencies().count(),
                counts.of(ResultLine.Status.TIMEOUT),
                heldNanos / 1e9,
                times);
    }
}
