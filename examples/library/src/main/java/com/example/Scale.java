package com.example;

import dev.spindle.protocol.Blob;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.Arrays;

/** Many numbers travel best as a blob, beside the messages. */
public class Scale implements Task<Blob, Blob> {
    @Override
    public Blob run(Blob input, TaskContext context) {
        return Blob.ofDoubles(Arrays.stream(input.toDoubles()).map(each -> 2 * each).toArray());
    }
}
