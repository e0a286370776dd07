package dev.spindle.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.batch.BatchEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Batches on the two executors of a standalone cluster. */
@Timeout(240)
class ClusterTest {
    private static final String PRIME = "{\"task\":\"prime\",\"input\":#}";
    private static final String SLEEP = "{\"task\":\"sleep\",\"input\":#}";

    private static Cluster cluster;

    private Path folder;

    private final Results results = new Results();

    @BeforeAll
    static void start(@TempDir Path clusterFolder) throws IOException {
        cluster = new Cluster(clusterFolder);
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @BeforeEach
    void takeFolder(@TempDir Path testFolder) {
        folder = testFolder;
    }

    @AfterEach
    void nothingIsLeft() {
        cluster.assertIdle();
        Left.assertNothing("own", "0000-spindle-spark.jar");
    }

    private BatchEngine start(Plans plans) throws Exception {
        return new SparkEngineFactory().start(plans.plan(), results);
    }

    private Plans shipping() throws IOException {
        return Plans.at(cluster.url()).shipping(folder);
    }

    @Test
    void everyJobEndsOnceAlthoughOneKillsItsWorkers() throws Exception {
        List<String> input = new ArrayList<>(Plans.jobs(1999, PRIME));
        input.add(700, "{\"task\":\"fault.exit\",\"input\":3}");
        input.set(701, "{\"task\":\"echo\",\"input\":\"fine, too\"}");
        try (BatchEngine engine = start(shipping())) {
            await().atMost(Duration.ofSeconds(60)).until(() -> engine.slots() == 4);
            results.submit(engine, input, 50);
            results.awaitJobs(2000);
        }
        List<String> lines = results.sorted(2000);
        assertThat(lines.get(12)).startsWith("{\"seq\":13,\"status\":\"ok\",\"result\":true,");
        assertThat(lines.get(13)).startsWith("{\"seq\":14,\"status\":\"ok\",\"result\":false,");
        assertThat(lines.get(700)).contains("\"status\":\"lost\"");
        assertThat(lines.get(701)).contains("\"result\":\"fine, too\"");
        assertThat(lines).allMatch(line -> line.contains(",\"host\":\"127.0.0.1\","));
        assertThat(lines).filteredOn(line -> line.contains("\"ok\"")).hasSize(1999);
    }

    @Test
    void partsAreWrittenWhereTheyAre() throws Exception {
        Path parts = folder.resolve("some parts");
        try (BatchEngine engine = start(shipping().parts(parts.toString()))) {
            results.submit(engine, Plans.jobs(200, PRIME), 50);
            results.awaitJobs(200);
            engine.write("summary.json", "{}\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(results.lines).isEmpty();
        assertThat(results.parts)
                .containsExactlyInAnyOrder(
                        "part-000000000001.ndjson",
                        "part-000000000051.ndjson",
                        "part-000000000101.ndjson",
                        "part-000000000151.ndjson");
        for (String part : results.parts) {
            results.lines.addAll(Files.readAllLines(parts.resolve(part)));
        }
        assertThat(results.sorted(200)).hasSize(200);
        assertThat(names(parts))
                .hasSize(5)
                .contains("summary.json")
                .noneMatch(name -> name.startsWith(".") || name.startsWith("_"));
    }

    private static List<String> names(Path parts) throws IOException {
        try (Stream<Path> all = Files.list(parts)) {
            return all.map(each -> each.getFileName().toString()).toList();
        }
    }

    @Test
    void executorsMayBeKilled() throws Exception {
        List<String> input = Plans.jobs(600, SLEEP.replace("#", "20"));
        try (BatchEngine engine = start(shipping().with("--workers", "1"))) {
            results.submit(engine, input, 20);
            await().atMost(Duration.ofSeconds(60)).until(() -> results.jobs.get() > 0);
            cluster.executors().get(0).destroyForcibly();
            results.awaitJobs(600);
        }
        assertThat(results.sorted(600)).allMatch(line -> line.contains("\"ok\""));
    }

    @Test
    void poolsThatCannotBeSayWhy() throws Exception {
        try (BatchEngine engine = start(shipping().with("--java-home", "/nowhere"))) {
            results.submit(engine, Plans.jobs(8, PRIME), 4);
            await().atMost(Duration.ofSeconds(60)).until(() -> results.broken.size() == 2);
        }
        assertThat(results.broken)
                .allMatch(why -> why.equals("127.0.0.1: --java-home: there is no program bin/java in /nowhere"));
        assertThat(results.lost).isEmpty();
        assertThat(results.lines).isEmpty();
    }

    @Test
    void whatIsCancelledIsNotHeardOf() throws Exception {
        try (BatchEngine engine = start(shipping().with("--workers", "1"))) {
            results.submit(engine, Plans.jobs(1, SLEEP.replace("#", "10")), 1);
            results.awaitJobs(1);
            results.submit(engine, Plans.jobs(20, SLEEP.replace("#", "60000")), 1);
            engine.cancel();
        }
        assertThat(results.jobs).hasValue(1);
        assertThat(results.broken).isEmpty();
        assertThat(results.lost).isEmpty();
    }

    @Test
    void anApplicationThatIsKilledBreaksWhatIsLeft() throws Exception {
        AtomicReference<String> told = new AtomicReference<>("");
        try (BatchEngine engine = start(shipping().telling(told::set))) {
            results.submit(engine, Plans.jobs(1, SLEEP.replace("#", "10")), 1);
            results.awaitJobs(1);
            results.submit(engine, Plans.jobs(20, SLEEP.replace("#", "60000")), 1);
            cluster.kill(String.valueOf(told.get()).replaceFirst(".*: application ", ""));
            await().atMost(Duration.ofSeconds(60)).until(() -> results.broken.size() == 20);
            assertThat(engine.slots()).isZero();
            results.submit(engine, Plans.jobs(1, PRIME), 1);
            await().atMost(Duration.ofSeconds(60)).until(() -> results.broken.size() == 21);
        }
        assertThat(results.broken).hasSize(21).allMatch(why -> why.contains("application"), "says what ended");
        assertThat(results.lost).isEmpty();
    }
}
