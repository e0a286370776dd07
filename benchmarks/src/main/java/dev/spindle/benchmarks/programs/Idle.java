package dev.spindle.benchmarks.programs;

import java.util.concurrent.CountDownLatch;

/** A JVM that does nothing, for ever. */
final class Idle {
    private Idle() {}

    public static void main(String[] arguments) throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
