package dev.spindle.coordinator.lab;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of cells for people: the first column to the left, all others to the right. Immutable.
 *
 * @param head the columns' names
 * @param rows as many cells each
 */
public record Table(List<String> head, List<List<String>> rows) {
    private static final String WIDE_GAP = "  ";
    private static final String NARROW_GAP = " ";

    /** Lines, each ended by a newline; two spaces between columns, or one where two would make the lines longer than {@code width}. */
    public String text(int width) {
        List<Integer> widths = new ArrayList<>();
        int sum = 0;
        for (int column = 0; column < head.size(); column++) {
            int widest = head.get(column).length();
            for (List<String> row : rows) {
                widest = Math.max(widest, row.get(column).length());
            }
            widths.add(widest);
            sum += widest;
        }
        boolean fits = sum + (head.size() - 1) * WIDE_GAP.length() <= width;
        StringBuilder text = new StringBuilder();
        append(head, widths, fits ? WIDE_GAP : NARROW_GAP, text);
        for (List<String> row : rows) {
            append(row, widths, fits ? WIDE_GAP : NARROW_GAP, text);
        }
        return text.toString();
    }

    private static void append(List<String> cells, List<Integer> widths, String gap, StringBuilder text) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(widths.get(column) - cell.length());
            line.append(column == 0 ? cell + padding : gap + padding + cell);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    /** {@code text} in lines of at most {@code width} characters, each ended by a newline; a longer word has a line of its own. */
    public static String wrapped(String text, int width) {
        StringBuilder lines = new StringBuilder();
        int column = 0;
        for (String word : text.strip().split("\\s+", -1)) {
            if (column > 0 && column + 1 + word.length() > width) {
                lines.append('\n');
                column = 0;
            } else if (column > 0) {
                lines.append(' ');
                column++;
            }
            lines.append(word);
            column += word.length();
        }
        return lines.append('\n').toString();
    }
}
