package dev.spindle.worker.runtime;

/**
 * Keeps a stack overflow out of the middle of a message. A recursion that prints may run out of stack anywhere, and half a frame in the
 * channel would cost the worker; so it runs out here, before a shared thing is touched.
 */
final class StackHeadroom {
    private static final int FRAMES = 200;

    private StackHeadroom() {}

    /** @throws StackOverflowError when fewer than some 200 small frames are left of this thread's stack */
    static void require() {
        descend(FRAMES, 0, 0);
    }

    private static long descend(int frames, long a, long b) {
        return frames == 0 ? a : descend(frames - 1, b, a + frames) ^ b;
    }
}
