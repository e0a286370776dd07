package dev.spindle.coordinator.cli;

import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Takes the next word as an option's value whatever it looks like: {@code --jvm-arg -v}, {@code -j -1}. */
final class NextWord implements IParameterConsumer {
    @Override
    @SuppressWarnings("JdkObsolete") // picocli's signature
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
        if (words.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "Missing required parameter for option " + ((OptionSpec) option).longestName());
        }
        String word = words.pop();
        if (option.isMultiValue()) {
            List<String> known = option.getValue();
            known.add(word);
        } else {
            option.setValue(word);
        }
    }
}
