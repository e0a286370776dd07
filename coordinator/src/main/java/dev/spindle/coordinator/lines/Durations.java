package dev.spindle.coordinator.lines;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 500ms}, {@code 30s}, {@code 1.5m}, {@code 2h}. */
public final class Durations {
    /** A hundred years; more would overflow once it is added to the clock. */
    private static final double MOST_NANOS = 100 * 365 * 86_400e9;

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)");

    private Durations() {}

    /**
     * Reads a time such as {@code 30s}.
     *
     * @throws IllegalArgumentException when the text says none
     */
    public static Duration of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no time such as 500ms, 30s, 5m or 2h");
        }
        double number = Double.parseDouble(matcher.group(1));
        double nanos =
                switch (matcher.group(2)) {
                    case "ms" -> 1e6;
                    case "s" -> 1e9;
                    case "m" -> 60e9;
                    default -> 3600e9;
                };
        return Duration.ofNanos((long) Math.min(number * nanos, MOST_NANOS));
    }
}
