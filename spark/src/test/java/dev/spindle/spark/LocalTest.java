package dev.spindle.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.batch.BatchEngine;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application whose executor is in the process that asks. */
@Timeout(120)
class LocalTest {
    private Path folder;

    private final Results results = new Results();

    @BeforeEach
    void takeFolder(@TempDir Path testFolder) {
        folder = testFolder;
    }

    @AfterEach
    void nothingIsLeft() {
        await("children have gone").atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty());
        Left.assertNothing("own", "0000-spindle-spark.jar");
    }

    private BatchEngine start() throws Exception {
        return new SparkEngineFactory()
                .start(Plans.at("local[2]").shipping(folder).plan(), results);
    }

    @Test
    void oneRunAfterTheOther() throws Exception {
        for (int run = 1; run <= 2; run++) {
            try (BatchEngine engine = start()) {
                assertThat(engine.slots()).isEqualTo(2);
                results.submit(engine, Plans.jobs(100, "{\"task\":\"prime\",\"input\":#}"), 10);
                results.awaitJobs(run * 100);
            }
        }
        assertThat(results.lines).hasSize(200).allMatch(line -> line.matches(".*\"worker\":[01],\"host\":.*"));
    }

    @Test
    void closingKillsWhatRuns() throws Exception {
        try (BatchEngine engine = start()) {
            results.submit(engine, Plans.jobs(1, "{\"task\":\"prime\",\"input\":#}"), 1);
            results.awaitJobs(1);
            results.submit(engine, Plans.jobs(4, "{\"task\":\"sleep\",\"input\":60000}"), 1);
        }
        assertThat(results.jobs).hasValue(1);
    }
}
