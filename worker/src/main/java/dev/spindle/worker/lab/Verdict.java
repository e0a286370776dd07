package dev.spindle.worker.lab;

/** What became of a job whose right answer is known. */
public enum Verdict {
    RIGHT,
    /** And nothing to tell that it is wrong. */
    WRONG,
    /** It threw. */
    FAILED,
    /** It threw an {@link OutOfMemoryError}. */
    OUT_OF_MEMORY;

    /** Of {@code answer} for a sum of that many squares. */
    public static Verdict of(long answer, int input) {
        return answer == SumOfSquares.right(input) ? RIGHT : WRONG;
    }

    /** Of the job with that number, done here. */
    static Verdict ofRun(int number) {
        int input = SumOfSquares.input(number);
        try {
            return of(SumOfSquares.sum(input), input);
        } catch (OutOfMemoryError e) {
            return OUT_OF_MEMORY;
        } catch (Throwable e) {
            return FAILED;
        }
    }
}
