package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers in a sentence, in their order; times in milliseconds, whatever their unit. */
final class Numbers {
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])(\\d+(?:\\.\\d+)?)(?: (µs|ms|s)\\b)?");

    private Numbers() {}

    static List<Double> in(String sentence) {
        List<Double> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(sentence);
        while (matcher.find()) {
            String unit = String.valueOf(matcher.group(2));
            double factor = unit.equals("µs") ? 1e-3 : unit.equals("s") ? 1e3 : 1;
            numbers.add(factor * Double.parseDouble(matcher.group(1)));
        }
        return numbers;
    }

    /** To a hundredth, as numbers are rounded for people. */
    static void assertIn(String sentence, List<? extends Number> expected) {
        List<Double> numbers = in(sentence);
        assertThat(numbers).as(sentence).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            double value = expected.get(i).doubleValue();
            assertThat(numbers.get(i))
                    .as("number %s of: %s", i + 1, sentence)
                    .isCloseTo(value, within(0.01 * value + 1e-6));
        }
    }
}
