package dev.spindle.coordinator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far a run is, as it stands on a line.
 *
 * @param done lines that have their result
 * @param total lines that get one; -1 while that is not known
 * @param read lines that were read so far
 * @param rate results in a second, of late
 * @param running workers that run a job
 * @param waiting jobs that wait for a worker
 */
record ProgressLine(long done, long total, long read, double rate, long notOk, long retries, int running, int waiting) {
    private static final int LONGEST_BAR = 25;
    private static final int SHORTEST_BAR = 5;

    /** So many columns, filled up with blanks; what matters least is left out where there is no room. */
    String text(int columns) {
        List<String> parts = parts();
        String text = "";
        do {
            String end = String.join(", ", parts);
            int room = columns - start("").length() - end.length() - 1;
            boolean hasBar = total > 0 && room >= SHORTEST_BAR + 2;
            text = start(hasBar ? bar(Math.min(LONGEST_BAR, room - 2)) + " " : "") + end;
            parts.remove(parts.size() - 1);
        } while ((text.length() > columns || (total > 0 && !text.contains("["))) && !parts.isEmpty());
        return text.length() >= columns ? text.substring(0, columns) : text + " ".repeat(columns - text.length());
    }

    private String start(String bar) {
        return total > 0
                ? String.format(Locale.ROOT, "jobs %3d%% %s%d/%d ", done * 100 / total, bar, done, total)
                : "jobs " + done + " of " + read + " read so far ";
    }

    private String bar(int width) {
        int filled = (int) (width * done / total);
        return "[" + "=".repeat(filled) + " ".repeat(width - filled) + "]";
    }

    /** What matters most comes first. */
    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        parts.add(rate <= 0 ? "?/s" : String.format(Locale.ROOT, rate < 9.95 ? "%.1f/s" : "%.0f/s", rate));
        if (notOk > 0) {
            parts.add(notOk + " not ok");
        }
        if (total > done && rate > 0) {
            parts.add(clock(Math.round((total - done) / rate)) + " left");
        }
        if (running > 0) {
            parts.add(running + " running");
        }
        if (waiting > 0) {
            parts.add(waiting + " waiting");
        }
        if (retries > 0) {
            parts.add(retries + (retries == 1 ? " retry" : " retries"));
        }
        return parts;
    }

    private static String clock(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
