package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The code that the documentation shows stands in files that are compiled and run: it cannot rot unseen. Spaces do not count. */
class SnippetsTest {
    private static final Path ROOT = Path.of(System.getProperty("spindle.basedir"));
    private static final Path EXAMPLES = ROOT.resolve("examples/library/src/main/java");
    private static final List<String> PUBLIC = List.of(
            "protocol/src/main/java/dev/spindle/protocol",
            "worker/src/main/java/dev/spindle/worker",
            "coordinator/src/main/java/dev/spindle/coordinator");

    private static final Pattern JAVADOC = Pattern.compile("<pre>\\{@code(.*?)\\}</pre>", Pattern.DOTALL);
    private static final Pattern MARKDOWN = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> javaFiles(Path folder, int depth) throws IOException {
        try (var files = Files.walk(folder, depth)) {
            return files.filter(each -> each.toString().endsWith(".java")).toList();
        }
    }

    private static String dense(String code) {
        return code.replaceAll("\\s+", "");
    }

    private static String compiled() throws IOException {
        return javaFiles(EXAMPLES, 9).stream().map(each -> dense(read(each))).collect(Collectors.joining("\n"));
    }

    private static List<String> blocks(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void whatTheJavadocShowsIsInTheExamples() throws IOException {
        String compiled = compiled();
        List<String> shown = new ArrayList<>();
        for (String folder : PUBLIC) {
            for (Path file : javaFiles(ROOT.resolve(folder), 1)) {
                shown.addAll(blocks(JAVADOC, read(file).replaceAll("(?m)^ *\\* ?", "")));
            }
        }
        shown.addAll(blocks(JAVADOC, read(ROOT.resolve("coordinator/src/main/javadoc/overview.html"))));
        assertThat(shown).hasSizeGreaterThan(10);
        assertThat(shown).filteredOn(each -> !compiled.contains(dense(each))).isEmpty();
    }

    /** Line by line, without comments: what is left out there is shown as an ellipsis. */
    @Test
    void whatTheReadmeShowsIsInTheExamples() throws IOException {
        String compiled = compiled();
        List<String> lines = blocks(MARKDOWN, read(ROOT.resolve("README.md"))).stream()
                .flatMap(String::lines)
                .filter(line -> !line.contains("…"))
                .map(line -> line.replaceFirst("\\s+//.*", ""))
                .toList();
        assertThat(lines).isNotEmpty();
        assertThat(lines).filteredOn(each -> !compiled.contains(dense(each))).isEmpty();
    }
}
