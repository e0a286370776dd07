package dev.spindle.coordinator.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** An option may have a value behind {@code =}, and never takes the next word for one. Without a value it is an empty text. */
final class AttachedWord implements IParameterPreprocessor {
    @Override
    @SuppressWarnings("JdkObsolete") // picocli's signature
    public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        if ("=".equals(info.get("separator"))) {
            return false;
        }
        option.setValue("");
        return true;
    }
}
