package dev.spindle.worker.faults;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps as many bytes as its input says (1 MiB if there is none) until the process ends. Returns the sum of all it has kept. */
public final class Leak implements Task<@Nullable Long, Long> {
    private static final long DEFAULT_BYTES = 1 << 20;
    private static final long PIECE_BYTES = 1 << 20;

    private final List<byte[]> kept = new ArrayList<>();
    private long total;

    @Override
    public Long run(@Nullable Long input, TaskContext context) {
        long left = input == null ? DEFAULT_BYTES : input;
        while (left > 0) {
            int piece = (int) Math.min(left, PIECE_BYTES);
            kept.add(new byte[piece]);
            total += piece;
            left -= piece;
        }
        return total;
    }

    @Override
    public String name() {
        return "fault.leak";
    }

    @Override
    public String description() {
        return "keeps that many bytes for ever, and returns how many it has kept";
    }
}
