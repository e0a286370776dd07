package dev.spindle.coordinator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options that say what pools are like, for those on other machines: as words, which are read there again. */
@Command
final class ShippedOptions {
    /** Files are sent by themselves, and what is about the whole run is decided where it is seen. */
    private static final Set<String> STAY_HERE = Set.of("--jar", "--source", "--halt", "--queue");

    @Mixin
    private PoolOptions pool = new PoolOptions();

    @Mixin
    private PromiseOptions promises = new PromiseOptions();

    PoolOptions pool() {
        return pool;
    }

    PromiseOptions promises() {
        return promises;
    }

    static ShippedOptions read(List<String> words) {
        ShippedOptions options = new ShippedOptions();
        new CommandLine(options).setExpandAtFiles(false).parseArgs(words.toArray(String[]::new));
        return options;
    }

    /** Those words of a command line that are to be sent. */
    static List<String> of(ParseResult parsed) {
        Set<String> known = new CommandLine(new ShippedOptions())
                .getCommandSpec()
                .optionsMap()
                .keySet();
        List<String> words = new ArrayList<>();
        for (OptionSpec option : parsed.commandSpec().options()) {
            String name = option.longestName();
            if (known.contains(name) && !STAY_HERE.contains(name)) {
                for (String value : values(option)) {
                    words.add(name);
                    words.add(value);
                }
            }
        }
        return words;
    }

    /** As they were given; of an option with a {@link NextWord}, picocli only knows what it was set to. */
    private static List<String> values(OptionSpec option) {
        if (!(option.parameterConsumer() instanceof NextWord)) {
            return option.originalStringValues();
        }
        Object value = option.getValue();
        if (value instanceof List<?> all) {
            return all.stream().map(String::valueOf).toList();
        }
        return value == null || value.equals(option.initialValue()) ? List.of() : List.of(value.toString());
    }
}
