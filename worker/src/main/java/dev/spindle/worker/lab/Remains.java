package dev.spindle.worker.lab;

import org.jspecify.annotations.Nullable;

/**
 * What was left of other jobs, and of the threads or workers that run them, when one had misbehaved. Immutable.
 *
 * @param right other jobs with the right answer
 * @param wrong other jobs with a wrong one, and nothing to tell that it is
 * @param failed other jobs that threw
 * @param outOfMemory how many of these an {@code OutOfMemoryError}
 * @param slots how many jobs run at a time afterwards
 * @param nextMillis from the end of the job that misbehaves, or from when it was given up, to the right answer of a job submitted then;
 *     null when there was none
 * @param bad how the job ended that misbehaves, in a few words
 */
public record Remains(
        int right,
        int wrong,
        int failed,
        int outOfMemory,
        int slots,
        @Nullable Double nextMillis,
        String bad) {
    private static final int WORDS = 7;

    String text() {
        return String.join(
                " ", "" + right, "" + wrong, "" + failed, "" + outOfMemory, "" + slots, "" + nextMillis, bad);
    }

    /** What a result says. */
    public static Remains of(String text) {
        String[] words = text.split(" ", WORDS);
        return new Remains(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                words[5].equals("null") ? null : Double.valueOf(words[5]),
                words[6]);
    }
}
