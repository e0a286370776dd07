package dev.spindle.coordinator.conformance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** What was said in a check, and when: a line each, the middle left out where there are many. Thread-safe. */
final class Transcript {
    private static final int FIRST_LINES = 60;
    private static final int LAST_LINES = 20;

    private final long began = System.nanoTime();
    private final List<String> first = new ArrayList<>();
    private final ArrayDeque<String> last = new ArrayDeque<>();
    private long between;

    /** @param how it was cut into writes; empty when it was one */
    void sent(String message, String how) {
        add("→ " + (how.isEmpty() ? "" : "(" + how + ") ") + Visible.of(message));
    }

    void came(byte[] bytes) {
        add("← " + Visible.of(bytes));
    }

    /** Something else than a message. */
    void note(String text) {
        add("· " + text);
    }

    long millis() {
        return (System.nanoTime() - began) / 1_000_000;
    }

    private synchronized void add(String line) {
        String timed = String.format("%6d ms %s", millis(), line);
        if (first.size() < FIRST_LINES) {
            first.add(timed);
            return;
        }
        if (last.size() == LAST_LINES) {
            last.removeFirst();
            between++;
        }
        last.addLast(timed);
    }

    synchronized List<String> lines() {
        List<String> lines = new ArrayList<>(first);
        if (between > 0) {
            lines.add("          … " + between + " lines left out …");
        }
        lines.addAll(last);
        return lines;
    }
}
