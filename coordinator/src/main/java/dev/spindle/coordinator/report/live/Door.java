package dev.spindle.coordinator.report.live;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may see the page: whoever has the token, which is in its address. Not the pages of others that the same browser shows. */
final class Door {
    private static final int TOKEN_BYTES = 16;
    private static final Pattern OWN_HOST = Pattern.compile("(127\\.0\\.0\\.1|localhost)(:\\d{1,5})?");

    private final String token;

    Door() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        token = HexFormat.of().formatHex(random);
    }

    String token() {
        return token;
    }

    /** Why this request is turned away; null when it may come in. */
    @Nullable
    String problem(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String host = headers.getFirst("Host");
        if (host == null || !OWN_HOST.matcher(host).matches()) { // a name of somebody else's may lead here, too
            return "this page answers to 127.0.0.1 and localhost only";
        }
        String origin = headers.getFirst("Origin");
        if (origin != null && !origin.equals("http://" + host)) {
            return "another page asks for this one";
        }
        String authorization = headers.getFirst("Authorization");
        String bearer = authorization != null && authorization.startsWith("Bearer ")
                ? authorization.substring("Bearer ".length())
                : null;
        return isToken(parameter(exchange, "token")) || isToken(bearer)
                ? null
                : "the address lacks the token: open the whole address that the run printed";
    }

    /** In a time that does not depend on where they differ. */
    private boolean isToken(@Nullable String shown) {
        return shown != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.US_ASCII), shown.getBytes(StandardCharsets.UTF_8));
    }

    /** A parameter of the address, as it stands there; null when there is none of that name. */
    static @Nullable String parameter(HttpExchange exchange, String name) {
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null) {
            for (String each : query.split("&", -1)) {
                if (each.startsWith(name + "=")) {
                    return each.substring(name.length() + 1);
                }
            }
        }
        return null;
    }
}
