package dev.spindle.coordinator.conformance;

import dev.spindle.protocol.RawJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came from the worker. */
sealed interface Heard {
    /**
     * A JSON object.
     *
     * @param members those that JSON-RPC knows
     */
    record Said(String text, Map<String, RawJson> members) implements Heard {
        /** The member {@code name} as it stands; null when it is missing. */
        @Nullable
        String member(String name) {
            RawJson value = members.get(name);
            return value == null ? null : value.toString();
        }

        boolean isResponse() {
            return !members.containsKey("method");
        }

        /** It wants to be answered. */
        boolean isRequest() {
            return members.containsKey("method") && members.containsKey("id");
        }
    }

    /** What is no message, and why. */
    record Noise(String why, String text) implements Heard {}

    /** Nothing more comes. */
    record End() implements Heard {}
}
