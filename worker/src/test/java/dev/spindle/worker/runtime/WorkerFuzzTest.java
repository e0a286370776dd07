package dev.spindle.worker.runtime;

import dev.spindle.protocol.fuzz.FuzzRun;
import org.junit.jupiter.api.Test;

/** A million wild frames at a worker's read loop, with its jobs' loop behind it. */
class WorkerFuzzTest {
    @Test
    void whateverComesIsUnderstoodOrRefused() throws Exception {
        new FuzzRun("frames for the worker", 300_000, seed -> new FuzzedWorker(seed).live()).run();
    }
}
