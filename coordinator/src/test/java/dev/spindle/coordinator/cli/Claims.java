package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Percentage;

/** The numbers in a conclusion's sentences, each to be compared with what the rows say. */
final class Claims {
    private static final Map<String, Double> NANOS = Map.of("ns", 1.0, "µs", 1e3, "ms", 1e6, "s", 1e9);
    private static final String PLAIN = "(\\d+(?:\\.\\d+)?)";
    private static final String TIME = PLAIN + " (ns|µs|ms|s)\\b";
    private static final Pattern NUMBER = Pattern.compile("\\b\\d+(\\.\\d+)?\\b");

    private final String text;
    private final List<Integer> checked = new ArrayList<>();

    Claims(List<String> sentences) {
        text = String.join(" ", sentences);
    }

    /** Where {@code words}, a regular expression, have {@code #} stands a time that is {@code nanos}, but for rounding. */
    Claims time(String words, double nanos) {
        Matcher found = find(words, TIME);
        double claimed = Double.parseDouble(found.group(1)) * NANOS.getOrDefault(found.group(2), Double.NaN);
        assertThat(claimed).as("the time in '%s' of: %s", words, text).isCloseTo(nanos, Percentage.withPercentage(1));
        return this;
    }

    /** Where {@code words}, a regular expression, have {@code #} stands {@code number}, but for rounding. */
    Claims number(String words, double number) {
        Matcher found = find(words, PLAIN);
        assertThat(Double.parseDouble(found.group(1)))
                .as("the number in '%s' of: %s", words, text)
                .isCloseTo(number, Percentage.withPercentage(1));
        return this;
    }

    private Matcher find(String words, String number) {
        Matcher matcher = Pattern.compile(words.replace("#", number)).matcher(text);
        assertThat(matcher.find()).as("'%s' in: %s", words, text).isTrue();
        checked.add(matcher.start(1));
        return matcher;
    }

    /** There is no number that nobody compared. */
    void assertAllChecked() {
        assertThat(NUMBER.matcher(text).results())
                .as("all numbers were compared in: %s", text)
                .allSatisfy(number -> assertThat(checked)
                        .as("%s, at %d", number.group(), number.start())
                        .contains(number.start()));
    }
}
