package dev.spindle.coordinator.lab.contention;

import dev.spindle.coordinator.lab.Figures;
import dev.spindle.coordinator.lab.Sample;
import dev.spindle.coordinator.lab.Spread;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of one way to increment. Immutable.
 *
 * @param repetitions how often the contenders began together
 * @param expected the increments of all contenders and repetitions
 * @param counted of these
 * @param increment what one took: the time until the last contender had ended, by the increments of all
 * @param ratio how many times longer than one of a thread alone
 */
record Row(Kind kind, int contenders, int repetitions, long expected, long counted, Spread increment, double ratio) {
    static final List<String> COLUMNS = List.of("way", "increments", "lost", "median", "p25", "p75", "ratio");

    /** @param picos picoseconds: a nanosecond is too coarse for a single increment */
    static Row of(Kind kind, int contenders, int repetitions, long expected, long counted, Sample picos, double alone) {
        Spread spread = picos.spread();
        Spread nanos = new Spread(spread.p25() / 1e3, spread.median() / 1e3, spread.p75() / 1e3);
        return new Row(kind, contenders, repetitions, expected, counted, nanos, nanos.median() / alone);
    }

    long lost() {
        return expected - counted;
    }

    double lostPercent() {
        return 100.0 * lost() / Math.max(1, expected);
    }

    List<String> cells() {
        return List.of(
                kind.toString(),
                Long.toString(expected),
                Figures.of(lostPercent()) + " %",
                Figures.of(increment.median()),
                Figures.of(increment.p25()),
                Figures.of(increment.p75()),
                Figures.of(ratio));
    }

    Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("way", kind.toString());
        fields.put("unit", kind.unit());
        fields.put("guard", kind.guard());
        fields.put("contenders", contenders);
        fields.put("repetitions", repetitions);
        fields.put("expected", expected);
        fields.put("counted", counted);
        fields.put("lost", lost());
        fields.put("lostPercent", Math.round(lostPercent() * 1e6) / 1e6);
        Map<String, Object> nanos = new LinkedHashMap<>();
        nanos.put("median", rounded(increment.median()));
        nanos.put("p25", rounded(increment.p25()));
        nanos.put("p75", rounded(increment.p75()));
        fields.put("incrementNanos", nanos);
        fields.put("ratio", rounded(ratio));
        return fields;
    }

    private static double rounded(double number) {
        return Math.round(number * 1e3) / 1e3;
    }
}
