package dev.spindle.coordinator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of README or docs: its fenced blocks, and what else stands there. A block {@code sh} has commands. The block {@code text} behind it,
 * in the same section, shows what the command says. An HTML comment just above a block tells the tests what readers need not be told:
 * the commands' exit status, or the name of the file that the block is the content of.
 */
record Document(String name, List<String> lines, List<Block> blocks) {
    static final Path ROOT = Path.of(System.getProperty("spindle.basedir", ".."))
            .toAbsolutePath()
            .normalize();

    private static final String FENCE = "```";
    private static final Pattern NOTE = Pattern.compile("<!-- (status|file) (\\S+) -->");

    /** What stands between two fences, in the section {@code heading}. */
    record Block(
            String language,
            List<String> lines,
            String heading,
            int line,
            int status,
            @Nullable String file) {
        /** One for each command, whose lines a backslash joins; comments are none. */
        List<String> commands() {
            List<String> commands = new ArrayList<>();
            String begun = "";
            for (String line : lines) {
                if (line.endsWith("\\")) {
                    begun += line.substring(0, line.length() - 1);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    commands.add(begun + line);
                    begun = "";
                }
            }
            return commands;
        }

        String text() {
            return String.join("\n", lines) + "\n";
        }
    }

    /** README and all pages below docs. */
    static List<Document> all() throws IOException {
        List<Document> all = new ArrayList<>(List.of(read("README.md")));
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                all.add(read(ROOT.relativize(file).toString()));
            }
        }
        return all;
    }

    static Document read(String name) throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve(name));
        List<Block> blocks = new ArrayList<>();
        List<String> others = new ArrayList<>();
        String heading = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.startsWith(FENCE)) {
                heading = line.startsWith("#") ? line : heading;
                others.add(line);
                continue;
            }
            int begin = i + 1;
            do {
                i++;
            } while (!lines.get(i).equals(FENCE));
            Matcher note = NOTE.matcher(begin < 2 ? "" : lines.get(begin - 2));
            boolean noted = note.matches();
            blocks.add(new Block(
                    line.substring(FENCE.length()),
                    lines.subList(begin, i),
                    heading,
                    begin + 1,
                    noted && note.group(1).equals("status") ? Integer.parseInt(note.group(2)) : 0,
                    noted && note.group(1).equals("file") ? note.group(2) : null));
        }
        return new Document(name, others, blocks);
    }

    /** What is shown of what the last command of {@code block} says; null when nothing is. */
    @Nullable
    Block shownBy(Block block) {
        int next = blocks.indexOf(block) + 1;
        boolean shown = next < blocks.size()
                && blocks.get(next).language().equals("text")
                && blocks.get(next).heading().equals(block.heading());
        return shown ? blocks.get(next) : null;
    }

    /** The rows of the tables below the heading, without their head, each with its cells. */
    List<List<String>> rowsOf(String heading) {
        List<List<String>> rows = new ArrayList<>();
        int begin = lines.indexOf(heading) + 1;
        for (String line : lines.subList(begin, lines.size())) {
            if (line.startsWith("#") && begin > 0) {
                break;
            }
            if (line.startsWith("| --")) {
                rows.remove(rows.size() - 1);
            } else if (line.startsWith("| ")) {
                rows.add(Stream.of(line.substring(2).split("(?<!\\\\)\\|", -1))
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }
}
