package dev.spindle.protocol.message;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An exception as plain data: exceptions never travel as objects.
 *
 * @param type its class, or another language's name for it
 * @param stack the frames, innermost first, a line each
 */
public record Thrown(
        String type,
        @Nullable String message,
        List<String> stack,
        @Nullable Thrown cause,
        List<Thrown> suppressed) {
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

    /** What {@code throwable} says of itself; a message, stack or cause that throws when asked is left out. */
    public static Thrown of(Throwable throwable) {
        return of(throwable, MAX_DEPTH);
    }

    private static Thrown of(Throwable throwable, int depth) {
        Throwable cause = depth == 0 ? null : told(throwable::getCause);
        List<Thrown> suppressed = depth == 0
                ? List.of()
                : Arrays.stream(throwable.getSuppressed())
                        .limit(MAX_DEPTH)
                        .map(each -> of(each, Math.min(depth - 1, 1)))
                        .toList();
        return new Thrown(
                throwable.getClass().getName(),
                messageOf(throwable),
                framesOf(throwable),
                cause == null ? null : of(cause, depth - 1),
                suppressed);
    }

    private static @Nullable String messageOf(Throwable throwable) {
        String message = told(throwable::getMessage);
        return message == null || message.length() <= MAX_MESSAGE_CHARS
                ? message
                : message.substring(0, MAX_MESSAGE_CHARS) + "…";
    }

    private static List<String> framesOf(Throwable throwable) {
        StackTraceElement[] frames = told(throwable::getStackTrace);
        return frames == null
                ? List.of()
                : Arrays.stream(frames)
                        .limit(MAX_FRAMES)
                        .map(StackTraceElement::toString)
                        .toList();
    }

    /** What an exception's own method gives; null when it throws. */
    private static <T> @Nullable T told(Supplier<@Nullable T> method) {
        try {
            return method.get();
        } catch (RuntimeException saysNothing) {
            return null;
        }
    }
}
