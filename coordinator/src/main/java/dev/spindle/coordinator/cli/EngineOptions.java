package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.batch.EngineFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the jobs run, and what is about other machines only. */
final class EngineOptions {
    private static final String HERE = "local";
    private static final String SPARK = "spark";

    @Option(
            names = "--engine",
            paramLabel = "KIND",
            description = "Where the jobs run: local, this machine (the default), or spark, an Apache Spark cluster.")
    private String engine = HERE;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description =
                    "The cluster, as spark://host:7077, yarn or k8s://…; unless set, what Spark's own settings say.")
    private @Nullable String master;

    @Option(names = "--conf", paramLabel = "KEY=VALUE", description = "A setting of Spark's own (repeatable).")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--parts",
            paramLabel = "DIR",
            description = {
                "Results stay on the cluster: files of result lines, and manifest.json at the end, in a new folder",
                "that all machines see, a path or a URL such as hdfs://host/results."
            })
    private @Nullable String parts;

    boolean isHere() {
        return engine.equals(HERE);
    }

    @Nullable
    String master() {
        return master;
    }

    @Nullable
    String parts() {
        return parts;
    }

    /** By their names; wrong usage where one has none. */
    Map<String, String> settings() {
        Map<String, String> byName = new LinkedHashMap<>();
        for (String each : settings) {
            int equals = each.indexOf('=');
            if (equals <= 0) {
                throw CommandException.usage("--conf: '" + each + "' is no setting such as spark.executor.memory=4g");
            }
            byName.put(each.substring(0, equals), each.substring(equals + 1));
        }
        return byName;
    }

    /** What does not go together is wrong usage. */
    void check(Output output, JournalOptions journal, SeeingOptions seeing, PromiseOptions promises) {
        if (isHere()) {
            refuseHere(master != null, "--master");
            refuseHere(!settings.isEmpty(), "--conf");
            refuseHere(parts != null, "--parts");
            return;
        }
        settings();
        refuse(journal.file() != null, "--journal");
        refuse(journal.isResumed(), "--resume");
        refuse(seeing.ofPoolHere() != null, seeing.ofPoolHere());
        refuse(promises.isOrdered(), "--queue");
        if (parts != null && parts.isEmpty()) {
            throw CommandException.usage("--parts: it is empty; name a folder that all machines see");
        }
        if (parts != null && output.file() != null) {
            throw CommandException.usage("--parts and -o both say where the results go: leave one out");
        }
    }

    private static void refuseHere(boolean given, String option) {
        if (given) {
            throw CommandException.usage(option + " is for a run on a cluster: it needs --engine spark");
        }
    }

    private void refuse(boolean given, @Nullable String option) {
        if (given) {
            throw CommandException.usage(
                    option + " is for a run on this machine; leave it out with --engine " + engine);
        }
    }

    /** What makes the engine; wrong usage where there is none of that name. */
    EngineFactory factory() {
        // Whoever brings an engine has the class loader of this interface, too.
        for (EngineFactory each : ServiceLoader.load(EngineFactory.class, EngineFactory.class.getClassLoader())) {
            if (each.name().equals(engine)) {
                return each;
            }
        }
        throw engine.equals(SPARK)
                ? CommandException.cannotWork(
                        "--engine spark: this program was started without Spark; its launcher scripts/spindle, in a release bin/spindle, starts it with",
                        null)
                : CommandException.usage("--engine: '" + engine + "' is none of local, spark");
    }
}
