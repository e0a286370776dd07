package dev.spindle.coordinator.batch;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.HaltRule;
import dev.spindle.coordinator.lines.Counts;
import dev.spindle.coordinator.lines.Line;
import dev.spindle.coordinator.lines.ResultLine;
import dev.spindle.coordinator.report.Findings;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What came of all batches of a run together. For one thread, but for the counts. */
public final class BatchTotals {
    /** Later deaths are only counted, lest a storm of them hides the first. */
    private static final int DEATHS_TOLD = 3;

    private final Consumer<String> say;
    private final Counts counts = new Counts();
    private final Findings findings = new Findings();
    private final Map<DeathReport.Kind, Long> deaths = new EnumMap<>(DeathReport.Kind.class);
    private long workersStarted;
    private long deathsTold;

    BatchTotals(Consumer<String> say) {
        this.say = say;
    }

    void add(BatchResult result) {
        counts.addAll(result.counts());
        findings.addAll(result.findings());
    }

    void add(Line line, ResultLine made) {
        counts.add(made);
        made.tell(line, findings);
    }

    void note(BatchResult.News news) {
        workersStarted += news.started();
        news.deaths().forEach((kind, count) -> deaths.merge(kind, count, Long::sum));
        for (String each : news.told()) {
            deathsTold++;
            if (deathsTold <= DEATHS_TOLD) {
                say.accept(each);
            } else if (deathsTold == DEATHS_TOLD + 1) {
                say.accept("more workers died; they are counted in the summary");
            }
        }
    }

    /** Why it is time to give up, by that rule; null while it is not. */
    @Nullable
    String haltsBy(HaltRule rule) {
        long cancelled = counts.of(ResultLine.Status.CANCELLED);
        long failed = counts.notOk() - cancelled;
        long ended = counts.lines() - cancelled;
        return rule.isDue(failed, ended) ? rule.reason(failed, ended) : null;
    }

    public Counts counts() {
        return counts;
    }

    public Findings findings() {
        return findings;
    }

    /** How many workers became ready. */
    public long workersStarted() {
        return workersStarted;
    }

    /** How many ended without having been told to, by how. */
    public Map<DeathReport.Kind, Long> deaths() {
        return deaths;
    }
}
