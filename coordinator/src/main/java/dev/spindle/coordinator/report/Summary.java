package dev.spindle.coordinator.report;

import dev.spindle.coordinator.PoolTimes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run says of itself when it is over.
 *
 * @param failures why lines did not end ok, the most frequent cause first
 * @param slowest the jobs that took longest, the longest first
 * @param latencies what all that ran took
 * @param times what workers did with their time
 * @param advice what to change, most often nothing
 */
public record Summary(
        List<Failures.Group> failures,
        List<SlowJobs.Slow> slowest,
        Latencies latencies,
        PoolTimes times,
        List<String> advice) {
    /** How many causes are told to programs, and on a page. */
    static final int CAUSES_TOLD = 20;

    public Summary {
        failures = List.copyOf(failures);
        slowest = List.copyOf(slowest);
        advice = List.copyOf(advice);
    }

    /** Of a run of which nothing is known. */
    public static Summary none() {
        return new Findings().summary(PoolTimes.NONE, List.of());
    }

    /** For programs; docs/supervision.md explains the fields. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        List<Object> causes = new ArrayList<>();
        for (Failures.Group each : failures.subList(0, Math.min(CAUSES_TOLD, failures.size()))) {
            Map<String, Object> cause = new LinkedHashMap<>();
            cause.put("status", each.status());
            cause.put("type", each.type());
            cause.put("message", each.message());
            cause.put("messagesDiffer", each.messagesDiffer());
            cause.put("count", each.count());
            cause.put("line", each.line());
            causes.add(cause);
        }
        fields.put("failures", causes);
        fields.put("moreCauses", failures.size() - causes.size());
        List<Object> slow = new ArrayList<>();
        for (SlowJobs.Slow each : slowest) {
            slow.add(fields(each));
        }
        fields.put("slowest", slow);
        fields.put("ms", latencies.count() == 0 ? null : milliseconds());
        fields.put("times", Shares.of(times).isKnown() ? timesFields() : null);
        fields.put("advice", advice);
        return fields;
    }

    private static Map<String, @Nullable Object> fields(SlowJobs.Slow slow) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("line", slow.line());
        fields.put("id", slow.id());
        fields.put("task", slow.task());
        fields.put("status", slow.status());
        fields.put("ms", rounded(slow.nanos()));
        return fields;
    }

    private Map<String, Object> milliseconds() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("median", rounded(latencies.within(0.5)));
        fields.put("p90", rounded(latencies.within(0.9)));
        fields.put("p99", rounded(latencies.within(0.99)));
        fields.put("max", rounded(latencies.max()));
        return fields;
    }

    private Map<String, Object> timesFields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("aliveMs", times.alive().toMillis());
        fields.put("busyMs", times.busy().toMillis());
        for (Map.Entry<String, Double> each : Shares.of(times).byName().entrySet()) {
            fields.put(each.getKey(), Math.round(each.getValue() * 1e4) / 1e4);
        }
        return fields;
    }

    private static double rounded(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }
}
