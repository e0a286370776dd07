package dev.spindle.coordinator.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The help of all commands as one manual page, in the macros that both groff and mandoc know. */
final class ManPage {
    private static final int WIDTH = 76;

    private static final Pattern SPACES = Pattern.compile(" +");

    private final StringBuilder page = new StringBuilder();
    private final CommandLine program;

    ManPage(CommandLine program) {
        this.program = program;
    }

    /** The page, ASCII alone, and the same for the same help. */
    String text() {
        CommandSpec spec = program.getCommandSpec();
        macro("TH", spec.name().toUpperCase(Locale.ROOT), "1", "", spec.name() + " " + Version.number());
        macro("SH", "NAME");
        line(spec.name() + " - process pools for the JVM");
        macro("SH", "SYNOPSIS");
        line(synopsis(program));
        macro("SH", "DESCRIPTION");
        filled(description(spec));
        options(spec);
        footer(spec);
        macro("SH", "COMMANDS");
        for (CommandLine command : program.getSubcommands().values()) {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                macro("SS", synopsis(command));
                filled(description(command.getCommandSpec()));
                options(command.getCommandSpec());
                footer(command.getCommandSpec());
            }
        }
        macro("SH", "ENVIRONMENT");
        tagged(
                "JAVA_HOME",
                "The Java to run on, 17 or newer. Without it that on the PATH is taken, or one at the usual places.");
        tagged("NO_COLOR", "When it is set, there are no colours and no progress bar.");
        tagged("SPINDLE_JAVA_OPTS", "Flags for the coordinator's JVM, with spaces between.");
        return page.toString();
    }

    private static String synopsis(CommandLine command) {
        return command.getHelp().abbreviatedSynopsis().strip();
    }

    private static String description(CommandSpec spec) {
        return plain(String.join(" ", spec.usageMessage().description()));
    }

    private void options(CommandSpec spec) {
        Stream.concat(spec.positionalParameters().stream(), spec.options().stream())
                .filter(argument -> !argument.hidden())
                .forEach(argument -> tagged(tag(spec, argument), plain(String.join(" ", argument.description()))));
    }

    private static String tag(CommandSpec spec, ArgSpec argument) {
        Help help = spec.commandLine().getHelp();
        String label = help.createDefaultParamLabelRenderer()
                .renderParameterLabel(argument, Ansi.OFF, List.of())
                .toString();
        return argument instanceof OptionSpec option ? String.join(", ", option.names()) + label : label;
    }

    /** Lines that begin with a space are shown as they are; between empty lines, others flow together. */
    private void footer(CommandSpec spec) {
        StringBuilder flowing = new StringBuilder();
        boolean isShown = false;
        for (String each : spec.usageMessage().footer()) {
            String text = plain(each);
            boolean toShow = text.startsWith(" ");
            if (toShow || text.isEmpty()) {
                paragraph(flowing);
            }
            if (toShow != isShown) {
                macro(toShow ? "nf" : "fi");
                isShown = toShow;
            }
            if (toShow) {
                line(text);
            } else {
                flowing.append(text).append(' ');
            }
        }
        if (isShown) {
            macro("fi");
        }
        paragraph(flowing);
    }

    private void paragraph(StringBuilder text) {
        if (!text.toString().isBlank()) {
            macro("PP");
            filled(text.toString());
        }
        text.setLength(0);
    }

    private void tagged(String tag, String text) {
        macro("TP");
        page.append("\\fB").append(escaped(tag)).append("\\fR\n");
        filled(text);
    }

    private void filled(String text) {
        StringBuilder line = new StringBuilder();
        for (String word : SPACES.split(escaped(text.strip()), -1)) {
            if (line.length() + word.length() > WIDTH) {
                escapedLine(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        escapedLine(line.toString());
    }

    private void line(String text) {
        escapedLine(escaped(text));
    }

    /** What would begin a request is text. */
    private void escapedLine(String text) {
        page.append(text.startsWith(".") || text.startsWith("'") ? "\\&" : "")
                .append(text)
                .append('\n');
    }

    private void macro(String name, String... arguments) {
        page.append('.').append(name);
        for (String argument : arguments) {
            page.append(" \"").append(escaped(argument)).append('"');
        }
        page.append('\n');
    }

    /** Without what picocli replaces: {@code %%}, {@code %n}, markup. */
    private static String plain(String text) {
        return Ansi.OFF.string(text).replace("%n", " ").replace("%%", "%");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '\'' -> escaped.append("\\(aq");
                case '"' -> escaped.append("\\(dq");
                case '`' -> escaped.append("\\(ga");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                default -> {
                    if (character < 127) {
                        escaped.append((char) character);
                    } else {
                        escaped.append(String.format("\\[u%04X]", character));
                    }
                }
            }
        });
        return escaped.toString();
    }
}
