package dev.spindle.coordinator.cli.completion;

import java.util.List;

/** For fish: a line for every command and option. */
final class FishScript {
    private static final String BEGIN = """
            # Completes the words of %1$s in fish.
            function __%1$s_command
                set -l typed (commandline -opc)
                if set -q argv[1]
                    test (count $typed) -gt 1; and test $typed[2] = $argv[1]
                else
                    test (count $typed) -eq 1
                end
            end
            complete -c %1$s -f
            """;

    private final Command program;
    private final List<Command> commands;
    private final StringBuilder script = new StringBuilder();

    FishScript(Command program, List<Command> commands) {
        this.program = program;
        this.commands = commands;
    }

    String text() {
        script.append(BEGIN.formatted(program.name()));
        String first = "__" + program.name() + "_command";
        for (Command command : commands) {
            line(first, " -a " + command.name() + described(command.description()));
        }
        program.options().forEach(option -> line(first, option(option)));
        for (Command command : commands) {
            String here = first + " " + command.name();
            command.words().forEach(word -> line(here, value(word)));
            command.options().forEach(option -> line(here, option(option)));
        }
        return script.toString();
    }

    private static String option(Argument option) {
        StringBuilder words = new StringBuilder();
        for (String name : option.names()) {
            words.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
        }
        return words + (option.takesValue() ? value(option) : "") + described(option.description());
    }

    private static String value(Argument argument) {
        String needed = argument.names().isEmpty() ? "" : " -r";
        return switch (argument.value()) {
            case CHOICE -> needed + " -f -a " + quoted(String.join(" ", argument.choices()));
            case FILE -> needed + " -F";
            case TEXT, NONE -> needed + " -f";
        };
    }

    private static String described(String text) {
        return " -d " + quoted(text);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private void line(String condition, String words) {
        script.append("complete -c ").append(program.name()).append(" -n ").append(quoted(condition));
        script.append(words).append('\n');
    }
}
