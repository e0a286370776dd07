package dev.spindle.coordinator.cli.completion;

import dev.spindle.coordinator.cli.completion.Argument.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command with what may stand behind it; the program itself is one, too. */
record Command(String name, String description, List<Argument> options, List<Argument> words) {
    private static final Pattern LABEL_OF_FILES = Pattern.compile("(FILE|INPUT|PATH|DIR)\\b.*");

    /** @param choices by the option's longest name, or by the command's name and that or the word's label */
    static Command of(CommandSpec spec, Map<String, List<String>> choices) {
        List<Argument> options = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                String name = option.longestName();
                options.add(argument(option, List.of(option.names()), choicesOf(spec.name(), name, choices)));
            }
        }
        List<Argument> words = new ArrayList<>();
        spec.positionalParameters()
                .forEach(word ->
                        words.add(argument(word, List.of(), choicesOf(spec.name(), word.paramLabel(), choices))));
        return new Command(spec.name(), brief(spec.usageMessage().description()), options, words);
    }

    /** The commands of {@code program} that its help shows. */
    static List<Command> allOf(CommandLine program, Map<String, List<String>> choices) {
        return program.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(spec -> !spec.usageMessage().hidden())
                .map(spec -> of(spec, choices))
                .toList();
    }

    private static List<String> choicesOf(String command, String argument, Map<String, List<String>> choices) {
        return choices.getOrDefault(command + " " + argument, choices.getOrDefault(argument, List.of()));
    }

    private static Argument argument(ArgSpec spec, List<String> names, List<String> choices) {
        Value value = Value.TEXT;
        if (spec.arity().max() == 0 || (spec.isOption() && spec.arity().min() == 0)) {
            value = Value.NONE; // or after an equals sign only
        } else if (!choices.isEmpty()) {
            value = Value.CHOICE;
        } else if (LABEL_OF_FILES.matcher(spec.paramLabel()).matches()) {
            value = Value.FILE;
        }
        return new Argument(names, spec.paramLabel(), brief(spec.description()), value, choices, spec.isMultiValue());
    }

    /** The first sentence, which a menu has room for, without its full stop. */
    private static String brief(String[] description) {
        String all = Ansi.OFF.string(String.join(" ", description)).replace("%%", "%");
        return all.replaceFirst("(?:[.;:] .*|[.:])$", "").replaceFirst(" \\([^)]*$", "");
    }
}
