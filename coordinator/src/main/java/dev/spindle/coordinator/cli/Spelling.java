package dev.spindle.coordinator.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds what a mistyped word may have meant. */
final class Spelling {
    private Spelling() {}

    /** What to say behind a complaint of {@code typed}: empty when nothing is near. */
    static String hint(String typed, Collection<String> known) {
        List<String> near = nearest(typed, known);
        return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }

    /** Those of {@code known} that are the fewest slips away from {@code typed}, if these are few for its length. */
    static List<String> nearest(String typed, Collection<String> known) {
        List<String> near = new ArrayList<>();
        int fewest = Math.max(1, typed.replace("-", "").length() / 3);
        for (String word : known) {
            int slips = slips(typed, word);
            if (slips < fewest) {
                near.clear();
                fewest = slips;
            }
            if (slips == fewest) {
                near.add(word);
            }
        }
        return near;
    }

    /** How many letters to add, drop, replace or swap with the next lead from one word to the other. */
    static int slips(String from, String to) {
        int[][] slips = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    slips[i][j] = i + j;
                    continue;
                }
                int replaced = slips[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                slips[i][j] = Math.min(replaced, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    slips[i][j] = Math.min(slips[i][j], slips[i - 2][j - 2] + 1);
                }
            }
        }
        return slips[from.length()][to.length()];
    }
}
