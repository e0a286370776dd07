package dev.spindle.coordinator;

/** How coordinator and workers talk. */
public enum Transport {
    /** An anonymous pipe for each direction. */
    PIPE
}
