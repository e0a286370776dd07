package dev.spindle.coordinator.plot;

import java.util.List;

/**
 * Pictures, and the words around them.
 *
 * @param title what the page is about, in a word
 * @param question what was asked
 * @param circumstances where and how it was measured
 * @param charts the pictures
 * @param head the names of the table's columns
 * @param rows as many cells each
 * @param caption what the columns say
 * @param conclusion sentences
 */
public record Page(
        String title,
        String question,
        String circumstances,
        List<Chart> charts,
        List<String> head,
        List<List<String>> rows,
        String caption,
        List<String> conclusion) {
    public Page {
        charts = List.copyOf(charts);
        head = List.copyOf(head);
        rows = List.copyOf(rows);
        conclusion = List.copyOf(conclusion);
    }

    /** A document that needs no other file. */
    String html(String pictures) {
        StringBuilder html = new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n");
        element(html, "title", title);
        html.append("<style>\n").append(Look.pageSheet()).append("</style>\n</head>\n<body>\n");
        element(html, "h1", question);
        element(html, "p class=\"machine\"", circumstances);
        conclusion.forEach(sentence -> element(html, "p", sentence));
        html.append(pictures).append("\n<table>\n");
        row(html, "th", head);
        rows.forEach(each -> row(html, "td", each));
        html.append("</table>\n");
        element(html, "p class=\"caption\"", caption);
        return html.append("</body>\n</html>\n").toString();
    }

    private static void row(StringBuilder html, String cell, List<String> cells) {
        html.append("<tr>");
        cells.forEach(each -> html.append("<" + cell + ">" + escaped(each) + "</" + cell + ">"));
        html.append("</tr>\n");
    }

    private static void element(StringBuilder html, String start, String text) {
        String name = start.split(" ", 2)[0];
        html.append("<" + start + ">" + escaped(text) + "</" + name + ">\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
