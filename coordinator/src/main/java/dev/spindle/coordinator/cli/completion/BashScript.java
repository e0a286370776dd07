package dev.spindle.coordinator.cli.completion;

import dev.spindle.coordinator.cli.completion.Argument.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For bash, 3.2 and newer: a function that looks at the words typed so far. */
final class BashScript {
    private static final String BEGIN = """
            # Completes the words of %1$s in bash.
            _%1$s() {
                local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} reply begin='' words='' files=''
                # An option and its value may be one word, or three: bash splits at the equals sign where it is told to.
                if [[ $current == = ]]; then
                    current=''
                elif [[ $previous == = ]]; then
                    previous=${COMP_WORDS[COMP_CWORD - 2]}
                elif [[ $current == --*=* ]]; then
                    previous=${current%%%%=*} begin=$previous= current=${current#*=}
                fi
                if ((COMP_CWORD == 1)); then
                    case $current in
                        -*) words=%2$s ;;
                        *) words=%3$s ;;
                    esac
                else
                    case ${COMP_WORDS[1]} in
            """;

    /** Without a reply bash completes files, unless it is told not to, which 3.2 cannot be. */
    private static final String END = """
                    esac
                fi
                COMPREPLY=()
                if [[ -z $files ]]; then
                    local IFS=$' \\t\\n'
                    while IFS= read -r reply; do
                        COMPREPLY+=("$reply")
                    done < <(compgen -P "$begin" -W "$words" -- "$current")
                    ! type compopt &>/dev/null || compopt +o default
                fi
            }
            complete -o default -F _%1$s %1$s
            """;

    private final Command program;
    private final List<Command> commands;
    private final StringBuilder script = new StringBuilder();

    BashScript(Command program, List<Command> commands) {
        this.program = program;
        this.commands = commands;
    }

    String text() {
        List<String> names = commands.stream().map(Command::name).toList();
        script.append(BEGIN.formatted(program.name(), list(names(program.options())), list(names)));
        commands.forEach(this::addCommand);
        return script.append(END.formatted(program.name())).toString();
    }

    private void addCommand(Command command) {
        line(3, command.name() + ")");
        line(4, "case $previous in");
        Map<String, List<String>> byValues = new LinkedHashMap<>();
        for (Argument option : command.options()) {
            if (option.takesValue()) {
                byValues.computeIfAbsent(values(option), each -> new ArrayList<>())
                        .addAll(option.names());
            }
        }
        byValues.forEach((values, options) -> line(5, String.join(" | ", options) + ") " + values + ";;"));
        line(5, "*)");
        line(6, "case $current in");
        String options = "words=" + list(names(command.options())) + " ";
        if (!command.words().isEmpty() && command.words().get(0).value() != Value.TEXT) {
            line(7, "-*) " + options + ";;");
            options = values(command.words().get(0));
        }
        line(7, "*) " + options + ";;");
        line(6, "esac");
        line(6, ";;");
        line(4, "esac");
        line(4, ";;");
    }

    private static List<String> names(List<Argument> options) {
        return options.stream().flatMap(each -> each.names().stream()).toList();
    }

    private static String values(Argument argument) {
        return switch (argument.value()) {
            case CHOICE -> "words=" + list(argument.choices()) + " ";
            case FILE -> "files=yes ";
            case TEXT, NONE -> "";
        };
    }

    private static String list(List<String> words) {
        return Shell.quoted(String.join(" ", words));
    }

    private void line(int depth, String text) {
        script.append("    ".repeat(depth)).append(text).append('\n');
    }
}
