package dev.spindle.spark;

import dev.spindle.coordinator.batch.EngineException;
import dev.spindle.coordinator.batch.EnginePlan;
import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.jspecify.annotations.Nullable;

/** What Spark is told: what a run asked for, then what spark-submit passed on, then what suits batches. */
final class Settings {
    private static final String MASTER = "spark.master";
    private static final String JARS = "spark.jars";

    private static final Map<String, String> USUAL = Map.of(
            "spark.app.name", "spindle run",
            "spark.ui.enabled", "false",
            "spark.ui.showConsoleProgress", "false",
            // Each batch is a job of its own, and nobody looks at those that have been.
            "spark.ui.retainedJobs", "20",
            "spark.ui.retainedStages", "20",
            "spark.ui.retainedTasks", "200",
            // A batch whose pool failed goes to another executor, and is given up when there has been none for so long
            // as one may take to start.
            "spark.excludeOnFailure.taskAndStage.enabled", "true",
            "spark.excludeOnFailure.task.maxTaskAttemptsPerNode", "3",
            "spark.scheduler.excludeOnFailure.unschedulableTaskSetTimeout", "20s");

    private static final String EXECUTORS_JVM = "spark.executor.extraJavaOptions";

    /** An executor passes lines on, what computes is below it: so it starts two seconds sooner, and runs of a million lines end sooner as well. */
    private static final String LEAN = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private Settings() {}

    static SparkConf of(EnginePlan plan) throws EngineException {
        SparkConf conf = new SparkConf();
        for (Map.Entry<String, String> each : plan.settings().entrySet()) {
            if (!each.getKey().startsWith("spark.")) {
                throw new EngineException(
                        "'" + each.getKey() + "' is no setting of Spark's: their names begin with 'spark.'", null);
            }
            conf.set(each.getKey(), each.getValue());
        }
        String asked = plan.master();
        if (asked != null) {
            if (conf.contains(MASTER) && !conf.get(MASTER).equals(asked)) {
                throw new EngineException(
                        "two masters, " + asked + " and " + conf.get(MASTER)
                                + " of spark-submit: leave one of them out",
                        null);
            }
            conf.set(MASTER, asked);
        } else if (!conf.contains(MASTER)) {
            throw new EngineException(
                    "no master: name one, such as spark://HOST:7077, or local[4] for this machine alone", null);
        }
        conf.remove("spark.default.parallelism"); // by which the engine is told how many cores there are
        USUAL.forEach(conf::setIfMissing);
        if (!conf.contains("spark.executor.defaultJavaOptions")) {
            conf.setIfMissing(EXECUTORS_JVM, LEAN);
        }
        conf.set("spark.serializer", JavaSerializer.class.getName()); // the one that what is sent here was made for
        String jar = ownJar();
        if (jar != null
                && !conf.get(MASTER).startsWith("local[")
                && !conf.get(MASTER).equals("local")) {
            addJar(conf, jar);
        }
        return conf;
    }

    /** The executors need this code; spark-submit sends it by itself. */
    private static void addJar(SparkConf conf, String jar) {
        String jars = conf.get(JARS, "");
        String name = new File(jar).getName();
        for (String each : jars.split(",", -1)) {
            if (each.substring(each.lastIndexOf('/') + 1).equals(name)) {
                return;
            }
        }
        conf.set(JARS, jars.isEmpty() ? jar : jars + "," + jar);
    }

    /** Null when this runs from a folder of classes. */
    private static @Nullable String ownJar() {
        CodeSource source = Settings.class.getProtectionDomain().getCodeSource();
        URL place = source == null ? null : source.getLocation();
        if (place == null || !place.getPath().endsWith(".jar")) {
            return null;
        }
        try {
            return Path.of(place.toURI()).toUri().toString();
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
