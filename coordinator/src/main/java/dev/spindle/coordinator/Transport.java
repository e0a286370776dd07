package dev.spindle.coordinator;

/** How coordinator and workers talk. */
public enum Transport {
    /** An anonymous pipe for each direction. */
    PIPE,
    /** A Unix domain socket in the pool's private folder; a one-time token for each worker. */
    UNIX,
    /** A TCP connection on 127.0.0.1; a one-time token for each worker. */
    TCP,
    /** Shared memory: a mapped file with a ring for each direction; the pipes wake whoever sleeps. */
    MMAP
}
