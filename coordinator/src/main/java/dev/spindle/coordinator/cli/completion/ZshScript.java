package dev.spindle.coordinator.cli.completion;

import java.util.List;

/** For zsh: a function that may stand in a file of {@code fpath} named after it, or be read by {@code source}. */
final class ZshScript {
    private static final String BEGIN = """
            #compdef %1$s
            # Completes the words of %1$s in zsh.
            _%1$s() {
                if ((CURRENT == 2)); then
                    local -a commands=(
            """;

    private static final String AFTER_COMMANDS = """
                    )
                    _describe -t commands command commands
            """;

    private static final String END = """
                esac
            }
            if [[ ${funcstack[1]} == _%1$s ]]; then
                _%1$s "$@"
            else
                compdef _%1$s %1$s
            fi
            """;

    private final Command program;
    private final List<Command> commands;
    private final StringBuilder script = new StringBuilder();

    ZshScript(Command program, List<Command> commands) {
        this.program = program;
        this.commands = commands;
    }

    String text() {
        script.append(BEGIN.formatted(program.name()));
        for (Command command : commands) {
            line(3, Shell.quoted(command.name() + ":" + escaped(command.description())));
        }
        script.append(AFTER_COMMANDS);
        line(2, "[[ $PREFIX == -* ]] || return 0");
        addArguments(2, program);
        line(2, "return");
        line(1, "fi");
        line(1, "local command=$words[2]");
        line(1, "shift words");
        line(1, "((CURRENT--))");
        line(1, "case $command in");
        for (Command command : commands) {
            line(2, command.name() + ")");
            addArguments(3, command);
            line(3, ";;");
        }
        return script.append(END.formatted(program.name())).toString();
    }

    private void addArguments(int depth, Command command) {
        StringBuilder all = new StringBuilder("_arguments -s");
        String gap = " \\\n" + "    ".repeat(depth + 1);
        for (Argument option : command.options()) {
            for (String name : option.names()) {
                all.append(gap).append(Shell.quoted(option(option, name)));
            }
        }
        for (Argument word : command.words()) {
            all.append(gap).append(Shell.quoted(":" + value(word)));
        }
        line(depth, all.toString());
    }

    /** Each name excludes the others, and itself, unless the option may be given again. */
    private static String option(Argument option, String name) {
        String others = option.isRepeatable() ? "*" : "(" + String.join(" ", option.names()) + ")";
        String text = others + name;
        if (option.takesValue()) {
            text += name.startsWith("--") ? "=" : "+";
        }
        return text + "[" + escaped(option.description()) + "]" + (option.takesValue() ? value(option) : "");
    }

    private static String value(Argument argument) {
        String action =
                switch (argument.value()) {
                    case CHOICE -> "(" + String.join(" ", argument.choices()) + ")";
                    case FILE -> "_files";
                    case TEXT, NONE -> " ";
                };
        return ":" + escaped(argument.label()) + ":" + action;
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\\\:\\[\\]]", "\\\\$0");
    }

    private void line(int depth, String text) {
        script.append("    ".repeat(depth)).append(text).append('\n');
    }
}
