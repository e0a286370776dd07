package dev.spindle.spark;

import dev.spindle.coordinator.batch.Batch;
import dev.spindle.coordinator.batch.BatchException;
import dev.spindle.coordinator.batch.BatchResult;
import java.io.IOException;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;

/** Runs a batch in an executor. */
final class BatchTask {
    private BatchTask() {}

    /** @throws BrokenPoolException for Spark to try it elsewhere */
    static BatchResult run(ExecutorSetup setup, Batch batch, TaskContext task) {
        ExecutorPool pool = ExecutorPool.of(setup);
        try {
            BatchResult result = pool.run(batch);
            return setup.parts() == null || result.size() == 0
                    ? result
                    : result.inFile(pool.parts().write(batch.firstLine(), task.taskAttemptId(), result.lines()));
        } catch (InterruptedException e) {
            task.killTaskIfInterrupted(); // which tells Spark that it did so itself
            throw new BrokenPoolException(host() + ": interrupted");
        } catch (BatchException e) {
            throw new BrokenPoolException(withHost(Failure.line(e)));
        } catch (IOException e) {
            throw new BrokenPoolException(withHost("cannot write a part: " + Failure.line(e)));
        }
    }

    private static String withHost(String why) {
        String prefix = host() + ": ";
        return why.startsWith(prefix) ? why : prefix + why;
    }

    static String host() {
        return SparkEnv.get().blockManager().blockManagerId().host();
    }
}
