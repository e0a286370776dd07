package dev.spindle.protocol.message;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exception as plain data: exceptions never travel as objects.
 *
 * @param type its class, or another language's name for it
 * @param stack the frames, innermost first, a line each
 */
public record Thrown(
        String type, @Nullable String message, List<String> stack, @Nullable Thrown cause, List<Thrown> suppressed) {
    /** How many frames of a stack travel. */
    public static final int MAX_FRAMES = 64;
    /** How deep causes and suppressed exceptions travel; deeper ones, and cycles, are cut there. */
    public static final int MAX_DEPTH = 8;
    /** How many characters of a message travel. */
    public static final int MAX_MESSAGE_CHARS = 16_384;

    public Thrown {
        stack = List.copyOf(stack);
        suppressed = List.copyOf(suppressed);
    }

    /** What {@code throwable} says of itself; a message or stack that throws when asked is left out. */
    public static Thrown of(Throwable throwable) {
        return of(throwable, MAX_DEPTH);
    }

    private static Thrown of(Throwable throwable, int depth) {
        Throwable cause = throwable.getCause();
        return new Thrown(
                throwable.getClass().getName(),
                messageOf(throwable),
                Arrays.stream(throwable.getStackTrace())
                        .limit(MAX_FRAMES)
                        .map(StackTraceElement::toString)
                        .toList(),
                cause == null || depth == 0 ? null : of(cause, depth - 1),
                depth == 0
                        ? List.of()
                        : Arrays.stream(throwable.getSuppressed())
                                .limit(MAX_DEPTH)
                                .map(each -> of(each, Math.min(depth - 1, 1)))
                                .toList());
    }

    private static @Nullable String messageOf(Throwable throwable) {
        try {
            String message = throwable.getMessage();
            return message == null || message.length() <= MAX_MESSAGE_CHARS
                    ? message
                    : message.substring(0, MAX_MESSAGE_CHARS) + "…";
        } catch (RuntimeException ownMessageThrows) {
            return null;
        }
    }
}
