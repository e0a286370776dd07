package dev.spindle.coordinator.connection;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which bytes from {@code begin} to {@code limit} are in use: the first that are free are given, so that few pages serve many. Not thread-safe. */
final class Extents {
    private final int limit;
    /** Where free bytes begin, below {@link #end}, and how many follow; no two touch. */
    private final TreeMap<Integer, Integer> free = new TreeMap<>();
    /** From here on all are free. */
    private int end;

    Extents(int begin, int limit) {
        this.end = begin;
        this.limit = limit;
    }

    /** Where so many bytes begin that are in use from now on; negative when there is no room. */
    int take(int length) {
        Map.Entry<Integer, Integer> fitting = firstOfAtLeast(length);
        if (fitting != null) {
            int from = fitting.getKey();
            int left = fitting.getValue() - length;
            free.remove(from);
            if (left > 0) {
                free.put(from + length, left);
            }
            return from;
        }
        if (length > limit - end) {
            return -1;
        }
        int from = end;
        end += length;
        return from;
    }

    private Map.@Nullable Entry<Integer, Integer> firstOfAtLeast(int length) {
        for (Map.Entry<Integer, Integer> each : free.entrySet()) {
            if (each.getValue() >= length) {
                return each;
            }
        }
        return null;
    }

    /** What {@link #take} gave is free again. */
    void giveBack(int from, int length) {
        int begin = from;
        int behind = from + length;
        Map.Entry<Integer, Integer> before = free.lowerEntry(from);
        if (before != null && before.getKey() + before.getValue() == from) {
            begin = before.getKey();
        }
        Integer after = free.remove(behind);
        if (after != null) {
            behind += after;
        }
        if (behind == end) {
            free.remove(begin);
            end = begin;
        } else {
            free.put(begin, behind - begin);
        }
    }

    /** The first byte behind all that are in use. */
    int end() {
        return end;
    }
}
