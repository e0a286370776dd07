package dev.spindle.coordinator;

/** Whether the kernel ended a process because memory had run out (its "OOM killer"). */
public enum OomKill {
    /** The kernel has counted such a kill in the control group that the process was in. */
    YES,
    /** It has counted none where this one would have been counted. */
    NO,
    /** The counters cannot be read, or do not tell whether it was this process. */
    UNKNOWN
}
