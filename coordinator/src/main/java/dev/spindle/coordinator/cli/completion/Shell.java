package dev.spindle.coordinator.cli.completion;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A shell that can be taught to complete a program's words. */
public enum Shell {
    BASH {
        @Override
        String script(Command program, List<Command> commands) {
            return new BashScript(program, commands).text();
        }
    },
    ZSH {
        @Override
        String script(Command program, List<Command> commands) {
            return new ZshScript(program, commands).text();
        }
    },
    FISH {
        @Override
        String script(Command program, List<Command> commands) {
            return new FishScript(program, commands).text();
        }
    };

    /** As people type them. */
    public static List<String> names() {
        return Stream.of(values())
                .map(shell -> shell.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /**
     * What this shell has to read to complete the words of {@code program}.
     *
     * @param choices the values of an option by its longest name, as {@code --queue}; those that it has with one command only, and those of a
     *     word, by that command's name and this, as {@code run --task} and {@code lab NAME}
     */
    public String script(CommandLine program, Map<String, List<String>> choices) {
        return script(Command.of(program.getCommandSpec(), choices), Command.allOf(program, choices));
    }

    abstract String script(Command program, List<Command> commands);

    /** The text as one word of bash or zsh. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
