package dev.spindle.coordinator.cli.completion;

import java.util.List;

/**
 * An option, or a word that stands for itself.
 *
 * @param names of the option; empty for a word
 * @param label what people call its value
 * @param description of a few words
 * @param value what to type behind an option, or as the word
 * @param choices the values that there are, where these are known
 * @param isRepeatable whether it may be given again
 */
record Argument(
        List<String> names, String label, String description, Value value, List<String> choices, boolean isRepeatable) {
    enum Value {
        /** Nothing: the option stands alone. */
        NONE,
        /** What nobody can guess. */
        TEXT,
        FILE,
        CHOICE
    }

    boolean takesValue() {
        return value != Value.NONE;
    }
}
