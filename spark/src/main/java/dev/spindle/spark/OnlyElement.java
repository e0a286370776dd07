package dev.spindle.spark;

import dev.spindle.coordinator.batch.BatchResult;
import java.io.Serializable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** What Spark does with a partition of one element: returns it. */
final class OnlyElement extends AbstractFunction1<Iterator<BatchResult>, BatchResult> implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public BatchResult apply(Iterator<BatchResult> elements) {
        return elements.next();
    }
}
