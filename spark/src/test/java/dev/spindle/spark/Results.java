package dev.spindle.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.batch.Batch;
import dev.spindle.coordinator.batch.BatchEngine;
import dev.spindle.coordinator.batch.BatchFormat;
import dev.spindle.coordinator.batch.BatchResult;
import dev.spindle.coordinator.lines.JobLines;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Hears what an engine tells, and sends it what is left of batches. */
final class Results implements BatchEngine.Listener {
    static final BatchFormat FORMAT = new BatchFormat(JobLines.Format.JSON, '\n', null, "");

    final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<String> parts = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<String> lost = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();
    final AtomicInteger jobs = new AtomicInteger();
    private volatile @Nullable BatchEngine engine;

    @Override
    public void ended(Batch batch, BatchResult result) {
        int done = (int) result.counts().lines();
        new String(result.lines(), StandardCharsets.UTF_8).lines().forEach(lines::add);
        if (result.part() != null) {
            parts.add(result.part());
        }
        BatchEngine to = engine;
        if (done < batch.jobs() && to != null) {
            to.submit(FORMAT.split(batch, done).get(1));
        }
        jobs.addAndGet(done);
    }

    @Override
    public void lost(Batch batch, String why) {
        lost.add(why);
    }

    @Override
    public void broken(Batch batch, String why) {
        broken.add(why);
    }

    /** Sends lines in batches of {@code size}. */
    void submit(BatchEngine to, List<String> input, int size) {
        engine = to;
        for (int from = 0; from < input.size(); from += size) {
            List<String> some = input.subList(from, Math.min(input.size(), from + size));
            byte[] bytes = (String.join("\n", some) + "\n").getBytes(StandardCharsets.UTF_8);
            to.submit(new Batch(from + 1L, some.size(), bytes, new Batch.Expected(1, 0)));
        }
    }

    void awaitJobs(int count) {
        await(count + " jobs have results")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    assertThat(broken).isEmpty();
                    assertThat(lost).isEmpty();
                    return jobs.get() >= count;
                });
    }

    /** The lines in the order of the input, which has {@code count}: each once. */
    List<String> sorted(int count) {
        @Nullable String[] bySeq = new String[count];
        for (String line : lines) {
            int seq = Integer.parseInt(line.replaceFirst("^\\{\"seq\":(\\d+),.*", "$1"));
            assertThat(bySeq[seq - 1]).as("a second result of line " + seq).isNull();
            bySeq[seq - 1] = line;
        }
        List<String> sorted = new ArrayList<>();
        for (String line : bySeq) {
            assertThat(line).as("result " + (sorted.size() + 1)).isNotNull();
            sorted.add(line);
        }
        return sorted;
    }
}
