package dev.spindle.coordinator.spin;

/** Measures what a unit costs. Used by the starter's thread only. */
final class Stopwatch {
    private final Screen screen;
    private long startNanos;
    private long stopNanos;
    private long goneNanos;

    Stopwatch(Screen screen) {
        this.screen = screen;
    }

    /** The spinner is about to be started. */
    void start() {
        screen.begin();
        startNanos = System.nanoTime();
    }

    /** It is about to be told to stop. */
    void stop() {
        stopNanos = System.nanoTime();
    }

    /** It is known to be gone. */
    void gone() {
        goneNanos = System.nanoTime();
    }

    Report report(String unit, String startedBy, String stoppedBy, long bytes, boolean failed) {
        long toFirstFrame = screen.nanosToFirstFrame(startNanos);
        return new Report(unit, startedBy, stoppedBy, toFirstFrame, goneNanos - stopNanos, bytes, failed);
    }
}
