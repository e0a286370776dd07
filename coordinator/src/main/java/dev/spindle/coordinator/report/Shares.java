package dev.spindle.coordinator.report;

import dev.spindle.coordinator.PoolTimes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What workers did, as parts of the time that they were there; 0 to 1.
 *
 * @param compute in tasks; where too little is known of what they spend, all that they had a job in
 * @param decode from JSON to inputs
 * @param encode from results to JSON
 * @param transport all else between sending a job and having its answer
 * @param waiting without a job
 * @param isMeasured whether enough is known of what they spend
 */
public record Shares(
        double compute, double decode, double encode, double transport, double waiting, boolean isMeasured) {
    /** What less of the time with a job was spent for says nothing of the rest. */
    private static final double ENOUGH = 0.5;

    /** All zero where nothing is known. */
    public static Shares of(PoolTimes times) {
        double alive = seconds(times.alive());
        if (alive <= 0) {
            return new Shares(0, 0, 0, 0, 0, false);
        }
        double busy = Math.min(1, seconds(times.busy()) / alive);
        double measured = seconds(times.measured());
        if (measured <= seconds(times.busy()) * ENOUGH) {
            return new Shares(busy, 0, 0, 0, 1 - busy, false);
        }
        double told = seconds(times.decode()) + seconds(times.run()) + seconds(times.encode());
        double scale =
                busy / Math.max(measured, told); // clocks of two processes: what is told may exceed what was seen
        double transport = Math.max(0, measured - told) * scale;
        return new Shares(
                seconds(times.run()) * scale,
                seconds(times.decode()) * scale,
                seconds(times.encode()) * scale,
                transport,
                1 - busy,
                true);
    }

    boolean isKnown() {
        return compute + decode + encode + transport + waiting > 0;
    }

    /** By their names, in order. */
    public Map<String, Double> byName() {
        Map<String, Double> byName = new LinkedHashMap<>();
        byName.put(isMeasured ? "compute" : "busy", compute);
        if (isMeasured) {
            byName.put("decode", decode);
            byName.put("encode", encode);
            byName.put("transport", transport);
        }
        byName.put("waiting", waiting);
        return byName;
    }

    /** As in {@code 71 % compute, 12 % encode, 17 % waiting}; what is less than a hundredth is left out. */
    public String text() {
        StringBuilder text = new StringBuilder();
        byName().forEach((name, part) -> {
            if (part >= 0.005) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(String.format(Locale.ROOT, "%.0f %% %s", part * 100, name));
            }
        });
        return text.toString();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
