package dev.spindle.worker.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When a heartbeat is due, and how late it came. A beat that comes so late that the next ones were due, too, stands for all of them: these
 * were missed. For one thread at a time.
 */
public final class Beats {
    private final long periodNanos;
    private final long expected;
    private final long beganNanos = System.nanoTime();
    private final List<Long> delays = new ArrayList<>();
    /** The number of the beat that is due next, from 1. */
    private long next = 1;

    /** From now on, every {@code periodMillis}, for {@code millis}. */
    public Beats(long periodMillis, long millis) {
        this.periodNanos = periodMillis * 1_000_000;
        this.expected = Math.max(1, millis / periodMillis);
    }

    public boolean areOver() {
        return next > expected;
    }

    /** Until the next is due; not positive when it already is. */
    public long nanosUntilDue() {
        return next * periodNanos - elapsedNanos();
    }

    /** It beats. */
    public void beat() {
        long elapsed = elapsedNanos();
        delays.add(Math.max(0, elapsed - next * periodNanos));
        next = Math.max(next, elapsed / periodNanos) + 1;
    }

    private long elapsedNanos() {
        return System.nanoTime() - beganNanos;
    }

    public Rhythm rhythm() {
        return new Rhythm(expected, delays);
    }

    /**
     * How regularly a heart beat.
     *
     * @param expected how many beats
     * @param delays of those that came, in nanoseconds after they were due
     */
    public record Rhythm(long expected, List<Long> delays) {
        public Rhythm {
            delays = List.copyOf(delays);
        }

        String text() {
            StringBuilder text = new StringBuilder();
            text.append(expected);
            delays.forEach(each -> text.append(' ').append(each));
            return text.toString();
        }

        /** What a result says. */
        public static Rhythm of(String text) {
            List<Long> numbers =
                    Arrays.stream(text.split(" ", -1)).map(Long::valueOf).toList();
            return new Rhythm(numbers.get(0), numbers.subList(1, numbers.size()));
        }
    }
}
