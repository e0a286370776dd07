package dev.spindle.coordinator.cli;

/** What the command line ends with. */
final class ExitStatus {
    static final int OK = 0;
    /** Some job did not end ok, the spinner broke, or what was asked of a run cannot be done. */
    static final int NOT_ALL_OK = 1;
    /** The command was used wrongly. */
    static final int USAGE = 2;
    /** Too much failed, by {@code --halt}. */
    static final int HALTED = 3;
    /** The pool cannot work: workers do not start, output cannot be written. */
    static final int CANNOT_WORK = 4;

    private ExitStatus() {}
}
