package dev.spindle.coordinator.report.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page, which is one file, and what a browser may do on its behalf.
 *
 * @param policy its Content-Security-Policy: its own style and script, the server that it came from, nothing else
 */
record Page(String text, String policy) {
    private static final String NAME = "page.html";
    private static final String FIRST_SCENE = "{first scene}";

    static Page read() throws IOException {
        try (InputStream in = Page.class.getResourceAsStream(NAME)) {
            if (in == null) {
                throw new IOException("the page is missing in the jar");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String policy = "default-src 'none'; script-src '" + hash(text, "script") + "'; style-src '"
                    + hash(text, "style") + "'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";
            return new Page(text, policy);
        }
    }

    /** The page as it is when the run is as {@code scene}, a JSON object, says. */
    String showing(String scene) {
        return text.replace(FIRST_SCENE, scene.replace("<", "\\u003c")); // no end of the element is in it
    }

    private static String hash(String page, String tag) {
        int from = page.indexOf("<" + tag + ">") + tag.length() + 2;
        String inside = page.substring(from, page.indexOf("</" + tag + ">", from));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(inside.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
