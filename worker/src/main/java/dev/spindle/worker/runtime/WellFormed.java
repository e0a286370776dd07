package dev.spindle.worker.runtime;

import java.nio.charset.StandardCharsets;

/** Text that has a form in UTF-8. */
final class WellFormed {
    private WellFormed() {}

    /** {@code text} with a question mark for each half of a surrogate pair that stands alone. */
    static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
    }
}
