package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.RetryOn;
import dev.spindle.coordinator.WorkerPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The words that make the same pool again elsewhere. */
class ShippedOptionsTest {
    private static final List<String> OF_POOLS = List.of(
            "-j=3",
            "--memory=77m",
            "--jvm-arg",
            "-Da=b c",
            "--jvm-arg",
            "--source",
            "--java-home=" + System.getProperty("java.home"),
            "--transport",
            "unix",
            "--max-frame=65k",
            "--framing=header",
            "--chunk=auto",
            "--timeout=7s",
            "--grace=8ms",
            "--retries=5",
            "--retry-on=lost,failed",
            "--retry-on=timeout",
            "--retry-delay=9ms",
            "--recycle-after=11",
            "--rss-limit=1g",
            "--heartbeat-timeout=12s",
            "--start-timeout=13s");

    @Command
    static final class All {
        @Mixin
        private PoolOptions pool = new PoolOptions();

        @Mixin
        private PromiseOptions promises = new PromiseOptions();
    }

    private static List<String> shipped(List<String> words) {
        return ShippedOptions.of(new CommandLine(new All()).parseArgs(words.toArray(String[]::new)));
    }

    private static String pool(PoolOptions options, PromiseOptions promises) {
        PoolBuilder builder = options.builder();
        promises.applyTo(builder);
        try (WorkerPool pool = builder.build()) {
            Set<RetryOn> retryOn = new TreeSet<>(pool.config().retryOn());
            return pool.config()
                    .toString()
                    .replaceAll("Listener@\\w+", "Listener")
                    .replaceAll("retryOn=\\[.*?]", "retryOn=" + retryOn);
        }
    }

    @Test
    void makeTheSamePool() {
        All all = new All();
        new CommandLine(all).parseArgs(OF_POOLS.toArray(String[]::new));

        ShippedOptions there = ShippedOptions.read(shipped(OF_POOLS));

        assertThat(pool(there.pool(), there.promises()))
                .isEqualTo(pool(all.pool, all.promises))
                .contains("workers=3", "-Da=b c", "--source", "retries=5", "[LOST, TIMEOUT, FAILED]");
    }

    @Test
    void areAsTheyWereGiven() {
        assertThat(shipped(List.of("--worker-command", "python3 'a b.py'", "--workers", "50%")))
                .containsExactlyInAnyOrder("--worker-command", "python3 'a b.py'", "--workers", "50%");
    }

    @Test
    void whatIsForThisSideStays() {
        List<String> words = new ArrayList<>(List.of("--halt", "soon,fail=3", "--queue", "lifo"));
        words.addAll(List.of("--jar", "a.jar", "--source", "A.java", "--retries", "1"));

        assertThat(shipped(words)).containsExactly("--retries", "1");
    }
}
