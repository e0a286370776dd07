package dev.spindle.coordinator.cli;

import static dev.spindle.coordinator.cli.LabFindings.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers in sentences of a conclusion, each found by the words around it, to be compared with what the rows say.
 * Words are a regular expression, with {@code #} where the number stands.
 */
final class Claims {
    static final String FIGURE = "(\\d+(?:\\.\\d+)?)";

    private static final Map<String, Double> NANOS = Map.of("ns", 1.0, "µs", 1e3, "ms", 1e6, "s", 1e9);
    private static final String TIME = FIGURE + " (ns|µs|ms|s)\\b";
    private static final Pattern NUMBER = Pattern.compile("\\b\\d+(\\.\\d+)?\\b");

    private final String text;
    private final List<Integer> checked = new ArrayList<>();

    Claims(String text) {
        this.text = text;
    }

    /** There stands a time that is {@code nanos}, but for rounding. */
    Claims time(String words, double nanos) {
        Matcher found = find(words, TIME);
        double claimed = Double.parseDouble(found.group(1)) * NANOS.getOrDefault(found.group(2), Double.NaN);
        assertNear("the time in '" + words + "' of: " + text, claimed, nanos);
        return this;
    }

    /** There stands {@code number}, but for rounding. */
    Claims number(String words, double number) {
        assertNear("the number in '" + words + "' of: " + text, figure(words), number);
        return this;
    }

    /** The number that stands there, for what is not rounded to a share of itself. */
    double figure(String words) {
        return Double.parseDouble(find(words, FIGURE).group(1));
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
