package dev.spindle.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.coordinator.batch.BatchEngine;
import dev.spindle.coordinator.batch.EngineException;
import dev.spindle.coordinator.batch.EngineFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What people read when there is no application. */
@Timeout(120)
class StartTest {
    private Path folder;

    @BeforeEach
    void takeFolder(@TempDir Path testFolder) {
        folder = testFolder;
    }

    private static void refuses(Plans plans, String message) {
        assertThatThrownBy(() -> {
                    try (BatchEngine engine = new SparkEngineFactory().start(plans.plan(), new Results())) {
                        assertThat(engine).isNull();
                    }
                })
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(message)
                .satisfies(thrown ->
                        assertThat(String.valueOf(thrown.getMessage()).lines()).hasSize(1));
        Left.assertNothing("own", "0000-spindle-spark.jar");
    }

    @Test
    void theFactoryIsFound() {
        ClassLoader loader = EngineFactory.class.getClassLoader();
        assertThat(ServiceLoader.load(EngineFactory.class, loader))
                .extracting(EngineFactory::name)
                .containsExactly("spark");
    }

    @Test
    void nobodyListens() {
        refuses(
                Plans.at("spark://127.0.0.1:1"),
                "no Spark master at spark://127.0.0.1:1: nothing listens there (Connection refused)");
        refuses(Plans.at("spark://127.0.0.1"), "it is not of the form spark://HOST:PORT");
        refuses(Plans.at("spark://nowhere.invalid:7077"), "there is no host nowhere.invalid");
    }

    /** Spark gives up after a minute. */
    @Test
    @EnabledIfSystemProperty(named = "spindle.full", matches = "true")
    void whoListensIsNoMaster() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0)) {
            String master = "spark://127.0.0.1:" + deaf.getLocalPort();
            refuses(Plans.at(master), "no Spark master answers at " + master + ": ");
        }
    }

    @Test
    void noSuchMaster() {
        refuses(Plans.at("sparkle"), "no Spark application at sparkle: ");
    }

    @Test
    void wrongSettings() {
        refuses(Plans.at("local").set("spark.executor.memory", "much"), "spark.executor.memory");
        refuses(Plans.at("local").set("executor.memory", "1g"), "'executor.memory' is no setting of Spark's");
        refuses(Plans.at("local").set("spark.master", "local[3]"), "two masters, local and local[3]");
    }

    @Test
    void partsWithSomethingInIt() throws Exception {
        Files.writeString(folder.resolve("part-000000000001.ndjson"), "");
        refuses(Plans.at("local").parts(folder.toString()), "the folder " + folder + " for parts: it is not empty");
        refuses(Plans.at("local").parts("nosuch://x/y"), "the folder nosuch://x/y for parts: ");
        Path file = Files.writeString(folder.resolve("file"), "");
        refuses(Plans.at("local").parts(file.resolve("below").toString()), "for parts: ");
    }
}
