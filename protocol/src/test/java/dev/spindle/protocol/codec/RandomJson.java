package dev.spindle.protocol.codec;

import dev.spindle.protocol.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Random JSON text: every kind of token, white space wherever it may stand. */
final class RandomJson {
    private static final String[] SPACES = {"", "", "", " ", "\n", "\r\n", "\t", "  \n "};
    private static final String[] STRING_PARTS = {
        "",
        "a",
        "b c",
        ",",
        "]",
        "}",
        ":",
        " ",
        "é",
        "ﬁ",
        "😀",
        "\\\"",
        "\\\\",
        "\\/",
        "\\n",
        "\\u0041",
        "\\ud83d\\ude00",
        "\\ud800",
        "id"
    };
    private static final String[] SCALARS = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1",
        "-17",
        "0.10",
        "1e400",
        "1E+5",
        "-2.50e-3",
        "9007199254740993",
        "1234567890123456789012345678901234567890",
        "123456789012345678901234567890.5"
    };

    private final Random random;

    RandomJson(Random random) {
        this.random = random;
    }

    /** A value with white space in it but not around it. */
    String value() {
        return value(4);
    }

    /** A value as it comes out of a frame. */
    RawJson checked() {
        return RawJson.checked(oneLine(value()).getBytes(StandardCharsets.UTF_8));
    }

    /** What stays of {@code json} when it has travelled. */
    static String oneLine(String json) {
        return json.replace('\n', ' ').replace('\r', ' ');
    }

    String space() {
        return SPACES[random.nextInt(SPACES.length)];
    }

    String string() {
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(STRING_PARTS[random.nextInt(STRING_PARTS.length)]);
        }
        return text.append('"').toString();
    }

    /** A string that the parser takes for a member's name: without half a surrogate pair. */
    String name() {
        return string().replace("\\ud800", "");
    }

    /** Text that is no JSON: what a Java program might say. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            int codePoint = random.nextInt(4) == 0 ? random.nextInt(0x2FFFF) : random.nextInt(128);
            text.appendCodePoint(codePoint >= 0xD800 && codePoint <= 0xDFFF ? 'x' : codePoint);
        }
        return text.toString();
    }

    private String value(int depth) {
        int kind = random.nextInt(depth == 0 ? 2 : 4);
        return switch (kind) {
            case 0 -> SCALARS[random.nextInt(SCALARS.length)];
            case 1 -> string();
            default -> items(depth - 1, kind == 2);
        };
    }

    private String items(int depth, boolean named) {
        StringBuilder text = new StringBuilder(named ? "{" : "[").append(space());
        for (int left = random.nextInt(4); left > 0; left--) {
            if (named) {
                text.append(name()).append(space()).append(':').append(space());
            }
            text.append(value(depth)).append(space()).append(left > 1 ? "," + space() : "");
        }
        return text.append(named ? "}" : "]").toString();
    }
}
