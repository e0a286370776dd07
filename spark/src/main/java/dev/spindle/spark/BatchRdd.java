package dev.spindle.spark;

import dev.spindle.coordinator.batch.Batch;
import dev.spindle.coordinator.batch.BatchResult;
import java.util.List;
import java.util.Objects;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/** The result of one batch, as what Spark computes: the batch travels with the task, and everything else is there already. */
final class BatchRdd extends RDD<BatchResult> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<ExecutorSetup> setup;
    private final transient @Nullable Batch batch;

    BatchRdd(SparkContext context, Broadcast<ExecutorSetup> setup, Batch batch) {
        super(context, seq(List.of()), ClassTag$.MODULE$.apply(BatchResult.class));
        this.setup = setup;
        this.batch = batch;
    }

    static <T> Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }

    @Override
    public Partition[] getPartitions() {
        return new Partition[] {new Only(Objects.requireNonNull(batch))};
    }

    @Override
    public Iterator<BatchResult> compute(Partition partition, TaskContext task) {
        BatchResult result = BatchTask.run(setup.value(), ((Only) partition).batch, task);
        return CollectionConverters.asScala(List.of(result).iterator());
    }

    private static final class Only implements Partition {
        private static final long serialVersionUID = 1L;

        private final Batch batch;

        Only(Batch batch) {
            this.batch = batch;
        }

        @Override
        public int index() {
            return 0;
        }
    }
}
