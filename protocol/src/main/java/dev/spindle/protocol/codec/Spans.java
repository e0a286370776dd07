package dev.spindle.protocol.codec;

/** Where values end in bytes that are known to be JSON: for taking arrays apart without a parser's tokens. */
final class Spans {
    private Spans() {}

    /** The first byte from {@code at} on that is no white space. */
    static int skipSpace(byte[] json, int at) {
        int i = at;
        while (json[i] == ' ' || json[i] == '\t' || json[i] == '\n' || json[i] == '\r') {
            i++;
        }
        return i;
    }

    /** The end of the value that begins at {@code at}, exclusive; it stands in an array or object. */
    static int end(byte[] json, int at) {
        return switch (json[at]) {
            case '"' -> stringEnd(json, at);
            case '[', '{' -> nestedEnd(json, at);
            default -> scalarEnd(json, at);
        };
    }

    private static int stringEnd(byte[] json, int at) {
        int i = at + 1;
        while (json[i] != '"') {
            i += json[i] == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private static int nestedEnd(byte[] json, int at) {
        int depth = 0;
        int i = at;
        do {
            switch (json[i]) {
                case '"' -> i = stringEnd(json, i);
                case '[', '{' -> {
                    depth++;
                    i++;
                }
                case ']', '}' -> {
                    depth--;
                    i++;
                }
                default -> i++;
            }
        } while (depth > 0);
        return i;
    }

    private static int scalarEnd(byte[] json, int at) {
        int i = at + 1;
        while (json[i] > ' ' && json[i] != ',' && json[i] != ']' && json[i] != '}') {
            i++;
        }
        return i;
    }
}
