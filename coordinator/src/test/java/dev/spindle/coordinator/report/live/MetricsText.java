package dev.spindle.coordinator.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Prometheus's text format, version 0.0.4, and takes nothing that is not exactly that. */
final class MetricsText {
    private static final Pattern COMMENT = Pattern.compile(
            "# (?:HELP ([a-z_:]+) (?:[^\\\\\\n]|\\\\\\\\|\\\\n)+|TYPE ([a-z_:]+) (counter|gauge|histogram))");
    private static final String LABEL = "[a-z_]+=\"(?:[^\\\\\"\\n]|\\\\[\\\\\"n])*\"";
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-z_:]+)(\\{" + LABEL + "(?:," + LABEL + ")*})? (-?\\d+(?:\\.\\d+)?(?:E-?\\d+)?|\\+Inf|NaN)");

    private final Map<String, Double> samples = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();

    MetricsText(String text) {
        assertThat(text).endsWith("\n");
        String metric = "";
        String helped = "";
        for (String line : text.split("\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            Matcher comment = COMMENT.matcher(line);
            if (comment.matches()) {
                if (comment.group(1) != null) {
                    helped = comment.group(1);
                } else {
                    metric = comment.group(2);
                    assertThat(helped).as("help comes before the type").isEqualTo(metric);
                    assertThat(types.put(metric, comment.group(3)))
                            .as("%s comes once", metric)
                            .isNull();
                }
                continue;
            }
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            String name = sample.group(1);
            boolean isPart = "histogram".equals(types.get(metric))
                    && name.matches(Pattern.quote(metric) + "_(bucket|sum|count)");
            assertThat(isPart || name.equals(metric)).as(line).isTrue();
            String series = name + (sample.group(2) == null ? "" : sample.group(2));
            Double twice = samples.put(series, Double.valueOf(sample.group(3).replace("+Inf", "Infinity")));
            assertThat(twice).as("%s comes once", series).isNull();
        }
        types.forEach(
                (name, type) -> assertThat(name.endsWith("_total")).as(name).isEqualTo(type.equals("counter")));
        checkHistograms();
    }

    private void checkHistograms() {
        types.forEach((name, type) -> {
            if (type.equals("histogram")) {
                double[] buckets = samples.entrySet().stream()
                        .filter(each -> each.getKey().startsWith(name + "_bucket{"))
                        .mapToDouble(Map.Entry::getValue)
                        .toArray();
                assertThat(buckets).isSorted();
                assertThat(samples.get(name + "_bucket{le=\"+Inf\"}")).isEqualTo(samples.get(name + "_count"));
                assertThat(buckets[buckets.length - 1]).isEqualTo(samples.get(name + "_count"));
            }
        });
    }

    double value(String series) {
        Double value = samples.get(series);
        if (value == null) {
            throw new AssertionError("no " + series + " in " + samples.keySet());
        }
        return value;
    }

    /** None of what only counts up is less than it was. */
    void assertNotBelow(MetricsText earlier) {
        earlier.samples.forEach((series, value) -> {
            String name = series.replaceFirst("\\{.*", "").replaceFirst("_(bucket|sum|count)$", "");
            if (!"gauge".equals(types.get(name))) {
                assertThat(value(series)).as(series).isGreaterThanOrEqualTo(value);
            }
        });
    }
}
