package dev.spindle.worker.faults;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the processor busy for ever and ignores interrupts. The input is {@code "calls"} (also when there is none): a loop that calls
 * methods; or {@code "counted"}: nested loops over ints without a call inside, which a JIT compiler may leave without any point at which
 * the thread could be stopped, so that the whole JVM waits for it.
 */
public final class Hang implements Task<@Nullable String, Long> {
    /** Keeps the loops from being optimised away. */
    @SuppressWarnings("UnusedVariable") // what is written to a volatile field is never optimised away
    private static volatile long sink;

    @Override
    public Long run(@Nullable String input, TaskContext context) {
        if (input == null || input.equals("calls")) {
            return calling();
        }
        if (input.equals("counted")) {
            return counting();
        }
        throw new IllegalArgumentException("fault.hang takes \"calls\" or \"counted\", not \"" + input + "\"");
    }

    private static long calling() {
        long value = 1;
        while (value != 0) {
            value = scramble(value) | 1;
            sink = System.nanoTime() ^ value;
        }
        return value;
    }

    private static long scramble(long value) {
        return (value ^ (value >>> 29)) * 0x9E3779B97F4A7C15L;
    }

    private static long counting() {
        long value = 1;
        while (value != 0) {
            for (int i = 0; i < Integer.MAX_VALUE; i++) {
                for (int j = 0; j < Integer.MAX_VALUE; j++) {
                    value = (value ^ j) % 1_000_000_007L + i;
                }
            }
            value |= 1;
            sink = value;
        }
        return value;
    }

    @Override
    public String name() {
        return "fault.hang";
    }

    @Override
    public String description() {
        return "loops for ever: calls (the default), or counted, a loop without a call";
    }
}
