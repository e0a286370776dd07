package dev.spindle.coordinator;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.JsonSyntaxException;
import dev.spindle.protocol.codec.JsonText;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a job is.
 *
 * @param fraction from 0 to 1; not a number when the worker did not say
 * @param message for people; may be empty
 */
public record JobProgress(double fraction, String message) {
    private static final String FRACTION = "fraction";
    private static final String MESSAGE = "message";

    /** From the value of a {@code $/progress}: our own workers send an object, those of others perhaps just a number or a text. */
    static JobProgress of(RawJson value) {
        try {
            Map<String, RawJson> members =
                    JsonText.members(value.shared(), 0, value.length(), Set.of(FRACTION, MESSAGE));
            if (members == null) {
                return new JobProgress(number(value), text(value));
            }
            return new JobProgress(number(members.get(FRACTION)), text(members.get(MESSAGE)));
        } catch (JsonSyntaxException e) {
            return new JobProgress(Double.NaN, "");
        }
    }

    private static double number(@Nullable RawJson value) {
        try {
            return value != null && Values.read(value, Double.class) instanceof Double number
                    ? Math.max(0, Math.min(number, 1))
                    : Double.NaN;
        } catch (ValueException e) {
            return Double.NaN;
        }
    }

    private static String text(@Nullable RawJson value) {
        String text = value == null ? null : JsonText.string(value);
        return text == null ? "" : text;
    }
}
