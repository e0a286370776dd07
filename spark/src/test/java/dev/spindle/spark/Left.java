package dev.spindle.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What must not be left of an engine. */
final class Left {
    private Left() {}

    /** Neither a thread of ours, nor a process anywhere with all of these words in its command. */
    static void assertNothing(String... words) {
        await("nothing is left").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<String> processes = ProcessHandle.allProcesses()
                    .map(each -> each.pid() + " " + each.info().commandLine().orElse(""))
                    .filter(line -> Arrays.stream(words).allMatch(line::contains))
                    .toList();
            assertThat(processes).isEmpty();
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("spindle-spark-results")
                            || thread.getName().startsWith("spindle-pool-opening"));
        });
    }
}
