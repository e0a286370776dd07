package dev.spindle.spark;

import dev.spindle.coordinator.batch.BatchEngine;
import dev.spindle.coordinator.batch.EngineException;
import dev.spindle.coordinator.batch.EngineFactory;
import dev.spindle.coordinator.batch.EnginePlan;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** Makes a Spark application of a run. */
public final class SparkEngineFactory implements EngineFactory {
    @Override
    public String name() {
        return "spark";
    }

    @Override
    public BatchEngine start(EnginePlan plan, BatchEngine.Listener listener) throws EngineException {
        SparkContext context =
                Application.start(Settings.of(plan), plan.settings().keySet());
        PartsFolder parts = null;
        try {
            String folder = plan.parts();
            if (folder != null) {
                parts = PartsFolder.make(folder, new SerializableConfiguration(context.hadoopConfiguration()));
            }
            ExecutorSetup setup = new ExecutorSetup(
                    context.applicationId(),
                    plan.pool(),
                    send(plan.code(), context),
                    parts == null ? null : parts.place());
            SparkEngine engine = new SparkEngine(context, setup, parts, listener);
            plan.detail()
                    .accept("Spark " + context.version() + " at " + context.master() + ": application "
                            + context.applicationId());
            return engine;
        } catch (IOException | RuntimeException e) {
            if (parts != null) {
                parts.clear();
                parts.close();
            }
            context.stop();
            throw new EngineException(Failure.line(e), e);
        }
    }

    /** Makes a file known to all executors, which ask for it by its name when they need it. */
    private static @Nullable String send(@Nullable Path code, SparkContext context) {
        if (code == null) {
            return null;
        }
        context.addFile(code.toUri().toString()); // a path as it stands would not do with spaces in it
        return String.valueOf(code.getFileName());
    }
}
