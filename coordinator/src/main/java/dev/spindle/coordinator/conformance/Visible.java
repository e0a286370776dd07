package dev.spindle.coordinator.conformance;

import java.nio.charset.StandardCharsets;

/** Bytes as a line of text for people: short, and with control characters that can be seen. */
final class Visible {
    private static final int MOST_CHARS = 240;
    private static final int LAST_CHARS = 40;

    private Visible() {}

    static String of(byte[] bytes) {
        return of(new String(bytes, StandardCharsets.UTF_8));
    }

    static String of(String text) {
        if (text.length() <= MOST_CHARS) {
            return escaped(text);
        }
        String first = text.substring(0, MOST_CHARS - LAST_CHARS);
        String last = text.substring(text.length() - LAST_CHARS);
        return escaped(first) + " … " + escaped(last) + " (" + text.length() + " characters)";
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (Character.isISOControl(c)
                            || Character.getType(c) == Character.FORMAT
                            || c == 0x2028
                            || c == 0x2029) {
                        escaped.append(String.format("\\u%04x", (int) c));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }
}
