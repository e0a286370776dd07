package dev.spindle.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A trace as its readers take it: an array of events, checked against the rules of the format. */
public final class TraceFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> events = new ArrayList<>();

    /** Reads and checks the file; one that has no end is given one, as the readers do. */
    public static TraceFile read(Path file) throws IOException {
        String text = Files.readString(file).strip();
        TraceFile trace = new TraceFile();
        JSON.readTree(text.endsWith("]") ? text : text + "]").forEach(trace.events::add);
        trace.events.forEach(TraceFile::check);
        trace.checkNesting();
        trace.checkLives();
        return trace;
    }

    private static void check(JsonNode event) {
        String phase = event.path("ph").asText();
        assertThat(phase).as("%s", event).isIn("X", "i", "b", "e", "C", "M");
        assertThat(event.path("name").isTextual()).as("%s", event).isTrue();
        assertThat(event.path("pid").isIntegralNumber() && event.path("tid").isIntegralNumber())
                .as("%s", event)
                .isTrue();
        assertThat(event.path("ts").decimalValue()).as("%s", event).isNotNegative();
        JsonNode args = event.path("args");
        switch (phase) {
            case "X" ->
                assertThat(event.path("dur").decimalValue()).as("%s", event).isNotNegative();
            case "i" -> assertThat(event.path("s").asText()).as("%s", event).isIn("g", "p", "t");
            case "b", "e" ->
                assertThat(event.path("id").asText() + event.path("cat")).startsWith("0x");
            case "C" -> assertThat(args).as("%s", event).isNotEmpty().allMatch(JsonNode::isNumber);
            default -> assertThat(args.has("name") || args.has("sort_index")).isTrue();
        }
    }

    /** On each track a slice is within another or beside it. */
    private void checkNesting() {
        Map<Long, Deque<BigDecimal>> open = new HashMap<>();
        slices().stream()
                .sorted(Comparator.comparing(TraceFile::begin)
                        .thenComparing(Comparator.comparing(TraceFile::end).reversed()))
                .forEach(slice -> {
                    Deque<BigDecimal> ends =
                            open.computeIfAbsent(slice.path("tid").asLong(), none -> new ArrayDeque<>());
                    while (!ends.isEmpty() && ends.peek().compareTo(begin(slice)) <= 0) {
                        ends.pop();
                    }
                    assertThat(ends.isEmpty() || ends.peek().compareTo(end(slice)) >= 0)
                            .as("%s within what ends at %s", slice, ends.peek())
                            .isTrue();
                    ends.push(end(slice));
                });
    }

    /** Nothing ends that has not begun. */
    private void checkLives() {
        Set<String> begun = new HashSet<>();
        for (JsonNode event : events) {
            String life = event.path("id").asText() + event.path("name");
            if (event.path("ph").asText().equals("b")) {
                assertThat(begun.add(life)).as("%s", event).isTrue();
            } else if (event.path("ph").asText().equals("e")) {
                assertThat(begun.remove(life)).as("%s", event).isTrue();
            }
        }
    }

    private static BigDecimal begin(JsonNode slice) {
        return slice.path("ts").decimalValue();
    }

    private static BigDecimal end(JsonNode slice) {
        return begin(slice).add(slice.path("dur").decimalValue());
    }

    /** All slices. */
    public List<JsonNode> slices() {
        return ofPhase("X");
    }

    /** Those slices that are of the kind, in the order of the file. */
    public List<JsonNode> slices(String category) {
        return slices().stream()
                .filter(each -> each.path("cat").asText().equals(category))
                .toList();
    }

    /** The names of all events of a phase. */
    public List<String> names(String phase) {
        return ofPhase(phase).stream().map(each -> each.path("name").asText()).toList();
    }

    /** All events of a phase. */
    public List<JsonNode> ofPhase(String phase) {
        return events.stream()
                .filter(each -> each.path("ph").asText().equals(phase))
                .toList();
    }
}
