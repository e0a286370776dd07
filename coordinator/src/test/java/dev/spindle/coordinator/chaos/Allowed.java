package dev.spindle.coordinator.chaos;

/** What a fault excuses. */
enum Allowed {
    /** The coordinator is killed: what stands in the output are whole lines but perhaps the last. */
    KILLED,
    /** Status 4, with the cause in a line; jobs may be lost or cancelled. */
    CANNOT_WORK,
    /** The disk may be full in the middle of a line. */
    CUT_OUTPUT,
    /** The disk may be full in the summary. */
    CUT_SUMMARY,
    /** Java itself may not start, and says so in its own way. */
    NO_JVM
}
