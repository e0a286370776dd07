package dev.spindle.coordinator.cli;

import static dev.spindle.coordinator.cli.Document.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.lines.DeathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What README and docs say of options, messages, tests and each other is so. */
class DocumentsTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern FIGURE = Pattern.compile("\\d[\\d,]*\\.\\d+|\\d{1,3}(?:,\\d{3})+");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))(?:\\.(\\w+))?`");

    /** Options of scripts/test and scripts/bench. */
    private static final Set<String> OF_SCRIPTS = Set.of("--full", "--quick", "--pin", "--out");

    @Test
    void nameEveryOptionAndNoOther() throws Exception {
        Document page = Document.read("docs/options.md");
        Map<String, CommandLine> commands =
                new TreeMap<>(SpindleCommand.commandLine().getSubcommands());
        commands.values().removeIf(each -> each.getCommandSpec().usageMessage().hidden());
        for (String name : commands.keySet()) {
            assertThat(page.lines()).as("a section of docs/options.md").contains("## " + name);
        }
        for (String heading :
                page.lines().stream().filter(each -> each.startsWith("## ")).toList()) {
            String command = heading.substring("## ".length());
            if (commands.containsKey(command)) {
                assertThat(documented(page, heading))
                        .as("what docs/options.md has on %s", command)
                        .containsExactlyInAnyOrderElementsOf(
                                known(commands.get(command).getCommandSpec()));
            } else {
                assertThat(Character.isUpperCase(command.charAt(0))).as(command).isTrue();
            }
        }
    }

    private static List<String> documented(Document page, String heading) {
        List<String> found = new ArrayList<>();
        for (List<String> row : page.rowsOf(heading)) {
            assertThat(row.get(2)).as("the meaning of %s", row.get(0)).endsWith(".");
            String names = String.join(
                    " ",
                    CODE.matcher(row.get(0))
                            .results()
                            .map(each -> each.group(1))
                            .toList());
            String[] words = names.replace("\\|", "|").split(" ", -1);
            found.add(String.join(" ", new TreeSet<>(Arrays.asList(words))));
        }
        return found;
    }

    private static List<String> known(CommandSpec command) {
        List<String> all = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            TreeSet<String> words = new TreeSet<>(Arrays.asList(option.names()));
            if (option.arity().max() > 0 && option.arity().min() == 0) {
                words.clear();
                words.add(option.longestName() + "[=" + option.paramLabel() + "]");
            } else if (option.arity().max() > 0) {
                words.add(option.paramLabel()
                        + (option.splitRegex().isEmpty() || option.paramLabel().equals("WHAT")
                                ? ""
                                : "[," + option.paramLabel() + "...]"));
            }
            if (!words.contains("--help") && !words.contains("--version")) {
                all.add(String.join(" ", words));
            }
        }
        command.positionalParameters().forEach(each -> all.add(each.paramLabel()));
        return all;
    }

    @Test
    void nameOnlyCommandsAndOptionsThatThereAre() throws Exception {
        Map<String, Set<String>> known = optionsByCommand();
        Set<String> any = new TreeSet<>(OF_SCRIPTS);
        known.values().forEach(any::addAll);
        for (Document page : Document.all()) {
            for (MatchResult code :
                    CODE.matcher(String.join("\n", page.lines())).results().toList()) {
                String[] words = code.group(1).replaceFirst("^scripts/", "").split("[\\s=:\\[]+", -1);
                boolean isCommand = words[0].equals("spindle") && words.length > 1 && !words[1].equals("COMMAND");
                Set<String> options = isCommand ? known.getOrDefault(words[1], Set.of()) : any;
                if (isCommand || words[0].startsWith("--")) {
                    assertThat(options)
                            .as("%s: %s", page.name(), code.group())
                            .isNotEmpty()
                            .containsAll(Stream.of(words)
                                    .filter(each -> each.startsWith("--"))
                                    .toList());
                }
            }
        }
    }

    private static Map<String, Set<String>> optionsByCommand() {
        Map<String, Set<String>> known = new TreeMap<>();
        CommandLine spindle = SpindleCommand.commandLine();
        spindle.getSubcommands()
                .forEach((name, command) ->
                        known.put(name, command.getCommandSpec().optionsMap().keySet()));
        known.put("--version", spindle.getCommandSpec().optionsMap().keySet());
        known.put("--help", spindle.getCommandSpec().optionsMap().keySet());
        return known;
    }

    /** Each message that troubleshooting quotes stands in one source, its parts in order but for what is filled in ({@code …}). */
    @Test
    void quoteMessagesThatAreStillPrinted() throws Exception {
        List<String> sources = new ArrayList<>();
        for (String folder :
                List.of("protocol/src/main", "worker/src/main", "coordinator/src/main", "spark/src/main", "scripts")) {
            for (Path file : filesBelow(ROOT.resolve(folder))) {
                // A literal that goes on in the next line is one.
                sources.add(
                        Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\""));
            }
        }
        Document page = Document.read("docs/troubleshooting.md");
        List<String> quoted = page.lines().stream()
                .filter(each -> each.startsWith("### `"))
                .map(each -> each.substring("### `".length(), each.length() - 1))
                .toList();
        assertThat(quoted).hasSizeGreaterThan(20);
        assertThat(quoted.stream()
                        .filter(message -> sources.stream().noneMatch(source -> Stream.of(message.split("…", -1))
                                .map(String::strip)
                                .allMatch(source::contains))))
                .as("messages that no source prints")
                .isEmpty();
    }

    @Test
    void nameTestsThatThereAre() throws Exception {
        Map<String, String> tests = new TreeMap<>();
        for (String module : List.of("protocol", "worker", "coordinator")) {
            for (Path file : filesBelow(ROOT.resolve(module).resolve("src/test/java"))) {
                String name = String.valueOf(file.getFileName()).replace(".java", "");
                tests.merge(name, Files.readString(file), String::concat);
            }
        }
        Document page = Document.read("docs/guarantees.md");
        List<List<String>> promises = page.rowsOf("## What is promised");
        assertThat(promises).hasSizeGreaterThan(10);
        for (List<String> promise : promises) {
            List<MatchResult> named = TEST.matcher(promise.get(1)).results().toList();
            assertThat(named).as("the tests that hold: %s", promise.get(0)).isNotEmpty();
            for (MatchResult test : named) {
                assertThat(tests).as(promise.get(0)).containsKey(test.group(1));
                assertThat(tests.getOrDefault(test.group(1), "")
                                .contains(test.group(2) == null ? "" : "void " + test.group(2) + "("))
                        .as(test.group())
                        .isTrue();
            }
        }
    }

    @Test
    void nameEveryFieldOfAReportOfADeath() throws Exception {
        Set<?> report = DeathText.usedUp(1, 1).get("death") instanceof Map<?, ?> death ? death.keySet() : Set.of();
        String page = Files.readString(ROOT.resolve("docs/formats.md"));
        String fields =
                page.substring(page.indexOf("`error.death` has these fields"), page.indexOf("`stop` is null or"));
        assertThat(CODE.matcher(fields).results().map(each -> each.group(1)).skip(1))
                .containsExactlyElementsOf(report.stream().map(String::valueOf).toList());
    }

    @Test
    void takeTheirFiguresFromWhatWasMeasured() throws Exception {
        String measured = "";
        for (String kept : List.of("systems", "growth")) {
            measured += Files.readString(ROOT.resolve("benchmarks/results/" + kept + "/results.md"));
        }
        List<String> told = new ArrayList<>(Document.read("docs/comparison.md").lines());
        Document.read("README.md")
                .rowsOf("## What it costs, and what others cost")
                .forEach(told::addAll);
        for (MatchResult figure :
                FIGURE.matcher(String.join("\n", told)).results().toList()) {
            assertThat(measured).as("a figure in README or docs/comparison.md").contains(figure.group());
        }
    }

    @Test
    void showAProgramThatCompiles(@TempDir Path folder) throws Exception {
        String program = Document.read("docs/guide.md").blocks().stream()
                .filter(block ->
                        block.heading().contains("Maven") && block.language().equals("java"))
                .map(Document.Block::text)
                .findFirst()
                .orElseThrow();
        assertThat(UserJar.of(folder.resolve("primes.jar"), "Primes", program)).exists();
    }

    /** A file that is there, and in a page of ours a heading. */
    @Test
    void leadSomewhere() throws Exception {
        for (Document page : Document.all()) {
            for (MatchResult link :
                    LINK.matcher(String.join("\n", page.lines())).results().toList()) {
                String target = link.group(1);
                if (target.contains("://")) {
                    continue;
                }
                String[] parts = target.split("#", -1);
                Path file = parts[0].isEmpty()
                        ? ROOT.resolve(page.name())
                        : ROOT.resolve(page.name()).resolveSibling(parts[0]).normalize();
                assertThat(file).as("%s: %s", page.name(), target).exists();
                if (parts.length > 1) {
                    assertThat(Files.readAllLines(file).stream()
                                    .filter(each -> each.startsWith("#"))
                                    .map(DocumentsTest::anchor))
                            .as("%s: %s", page.name(), target)
                            .contains(parts[1]);
                }
            }
        }
    }

    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\d -]", "")
                .replace(' ', '-');
    }

    @Test
    void haveAnIndexOfAllPages() throws Exception {
        String index = Files.readString(ROOT.resolve("docs/README.md"));
        assertThat(Document.all())
                .filteredOn(
                        page -> page.name().startsWith("docs/") && !page.name().equals("docs/README.md"))
                .allSatisfy(page -> assertThat(index).contains("(" + page.name().substring("docs/".length()) + ")"));
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
