package dev.spindle.coordinator.lab.preemption;

import dev.spindle.coordinator.lab.Figures;
import dev.spindle.worker.lab.Beats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How regularly one heartbeat beat. Times are in nanoseconds. Immutable.
 *
 * @param expected how many beats in all
 * @param beats how many came; one that came so late that further ones were due stands for these as well, which were missed
 * @param median of the delays of those that came; {@code p25}, {@code p75} and {@code p99} likewise
 * @param classes how many of the expected beats fell into each of {@link Delays#CLASSES}
 */
record Row(
        Variant variant,
        long expected,
        long beats,
        double p25,
        double median,
        double p75,
        double p99,
        double worst,
        List<Long> classes) {
    static final List<String> COLUMNS =
            List.of("heartbeat in a", "Java", "busy", "beats", "missed", "median", "p99", "worst");

    Row {
        classes = List.copyOf(classes);
    }

    /** @param rounds at least one, with at least one beat */
    static Row of(Variant variant, List<Beats.Rhythm> rounds) {
        long expected = rounds.stream().mapToLong(Beats.Rhythm::expected).sum();
        Delays delays = new Delays(
                rounds.stream().flatMap(each -> each.delays().stream()).toList());
        return new Row(
                variant,
                expected,
                delays.count(),
                delays.quantile(0.25),
                delays.quantile(0.5),
                delays.quantile(0.75),
                delays.quantile(0.99),
                delays.quantile(1),
                delays.classes(expected));
    }

    long missed() {
        return expected - beats;
    }

    List<String> cells() {
        return List.of(
                variant.kind().label(),
                Integer.toString(variant.java()),
                Integer.toString(variant.busy()),
                Long.toString(expected),
                Long.toString(missed()),
                millis(median),
                millis(p99),
                millis(worst));
    }

    private static String millis(double nanos) {
        return Figures.of(nanos / 1e6);
    }

    Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("unit", variant.kind().label());
        fields.put("java", variant.java());
        fields.put("busy", variant.busy());
        fields.put("expected", expected);
        fields.put("beats", beats);
        fields.put("missed", missed());
        Map<String, Object> delay = new LinkedHashMap<>();
        delay.put("median", micros(median));
        delay.put("p25", micros(p25));
        delay.put("p75", micros(p75));
        delay.put("p99", micros(p99));
        delay.put("worst", micros(worst));
        fields.put("delayMicros", delay);
        List<Object> counts = new ArrayList<>(classes);
        fields.put("delayClasses", counts);
        return fields;
    }

    private static double micros(double nanos) {
        return Math.round(nanos) / 1e3;
    }
}
