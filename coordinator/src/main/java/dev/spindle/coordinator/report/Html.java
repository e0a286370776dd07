package dev.spindle.coordinator.report;

import java.util.List;

/** A document that grows: markup is ours, text is anybody's and never becomes markup. */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /** Ours, as it is. */
    Html markup(String markup) {
        out.append(markup);
        return this;
    }

    /** Anybody's, in an element's content or between quotes. */
    Html text(Object text) {
        out.append(escaped(text.toString()));
        return this;
    }

    /** An element with nothing but text in it; {@code start} may hold attributes of ours. */
    Html element(String start, Object text) {
        int space = start.indexOf(' ');
        return markup("<" + start + ">")
                .text(text)
                .markup("</" + (space < 0 ? start : start.substring(0, space)) + ">");
    }

    /** A table that can be scrolled where it is wider than the page; the first column is a header of its row. */
    Html table(String caption, List<String> head, List<List<String>> rows) {
        markup("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .text(caption)
                .markup("\"><table>");
        element("caption", caption).markup("<thead><tr>");
        head.forEach(cell -> element("th scope=\"col\"", cell));
        markup("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            markup("<tr>").element("th scope=\"row\"", row.get(0));
            row.subList(1, row.size()).forEach(cell -> element("td", cell));
            markup("</tr>\n");
        }
        return markup("</tbody></table></div>\n");
    }

    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(Character.isISOControl(character) ? ' ' : character);
            }
        }
        return safe.toString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
