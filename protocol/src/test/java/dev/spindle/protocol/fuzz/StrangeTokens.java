package dev.spindle.protocol.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Pieces of messages that a reader may stumble over. */
final class StrangeTokens {
    private static final List<String> NUMBERS = List.of(
            "-1",
            "-0",
            "0",
            "1",
            "1.0",
            "1e0",
            "1e400",
            "-1e-400",
            "9007199254740991",
            "9007199254740992",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "2147483648",
            "9".repeat(999),
            "00",
            "+1",
            ".5",
            "1.",
            "0x10",
            "NaN",
            "-Infinity");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "\"\"",
            "\"7\"",
            "[]",
            "{}",
            "[1]",
            "{\"id\":1}",
            "nul",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\x\"",
            "\"open",
            "'7'",
            "/**/",
            "[[[[",
            "}]",
            "{\"a\":{\"a\":");

    /** Past the limits; they take their time, so they are seldom. */
    private static final List<String> LARGE = List.of(
            "9".repeat(1001),
            "0." + "3".repeat(1200),
            "[".repeat(1100),
            "[".repeat(1001) + "]".repeat(1001),
            "{\"a\":".repeat(1100),
            "[{\"a\":".repeat(600) + "0" + "}]".repeat(600),
            "{\"cause\":".repeat(40) + "{}" + "}".repeat(40),
            "\"" + "n".repeat(60_000) + "\":0");

    private static final List<byte[]> BYTES = List.of(
            new byte[] {0},
            new byte[] {0, 0, 0, '{'},
            new byte[] {'\r'},
            new byte[] {'\n'},
            new byte[] {'\r', '\n', '\r', '\n'},
            new byte[] {(byte) 0xFF, (byte) 0xFE},
            new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
            new byte[] {(byte) 0xC0, (byte) 0x80}, // overlong
            new byte[] {(byte) 0xE0, (byte) 0x80, (byte) 0xAF},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, // a surrogate
            new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, // past 10FFFF
            new byte[] {(byte) 0xE2, (byte) 0x82}, // half a character
            new byte[] {(byte) 0xE2, (byte) 0x80, (byte) 0xA8},
            new byte[] {(byte) 0xC2, (byte) 0x9B}, // a terminal's escape
            new byte[] {(byte) 0x80},
            new byte[] {27, '[', '2', 'J'});

    private static final List<String> NAMES = List.of(
            "jsonrpc",
            "id",
            "method",
            "params",
            "result",
            "error",
            "code",
            "message",
            "data",
            "token",
            "task",
            "input",
            "value",
            "signals",
            "worker",
            "limits",
            "running",
            "text",
            "unheard-of");

    /** But for those after which there is little more to hear. */
    private static final List<String> METHODS = List.of(
            "initialize",
            "task/run",
            "task/runAll",
            "$/cancelRequest",
            "$/signal",
            "$/progress",
            "$/output",
            "$/heartbeat",
            "$/goodbye",
            "$/unheard-of",
            "who/are/you",
            "");

    private final Random random;

    StrangeTokens(Random random) {
        this.random = random;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    String number() {
        return one(NUMBERS);
    }

    String value() {
        return random.nextInt(20) == 0 ? one(LARGE) : random.nextBoolean() ? one(NUMBERS) : one(VALUES);
    }

    String name() {
        return one(NAMES);
    }

    String method() {
        return one(METHODS);
    }

    byte[] bytes() {
        return random.nextBoolean() ? one(BYTES) : utf8(value());
    }

    /** Whole messages that break a rule of the protocol, not of JSON. */
    static Stream<byte[]> messages() {
        return Stream.concat(
                        METHODS.stream().flatMap(StrangeTokens::calls),
                        Stream.of(
                                "{}",
                                "[]",
                                "null",
                                "[{\"id\":1,\"method\":\"exit\"}]",
                                "{\"id\":1}",
                                "{\"id\":1,\"result\":1,\"error\":null}",
                                "{\"id\":1,\"result\":1,\"error\":{}}",
                                "{\"id\":1,\"result\":1,\"result\":2,\"id\":2}",
                                "{\"id\":\"1\",\"result\":1}",
                                "{\"result\":1}",
                                "{\"error\":7}",
                                "{\"id\":3,\"error\":{\"code\":-32800,\"message\":[],\"data\":{\"cause\":[]}}}"))
                .map(StrangeTokens::utf8);
    }

    private static Stream<String> calls(String method) {
        String start = "{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\"";
        return Stream.of(
                start + "}",
                start + ",\"id\":5}",
                start + ",\"id\":5.5}",
                start + ",\"id\":5,\"params\":[]}",
                start + ",\"id\":6,\"params\":{\"task\":\"echo\",\"signals\":9,\"name\":7,\"token\":\"x\"}}",
                start + ",\"params\":{\"id\":-7,\"token\":1e3,\"name\":\"n\",\"text\":\"t\",\"code\":99999999999}}");
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
