package com.example;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;

/** A task for numbers. */
public class Hello implements Task<Integer, String> {
    @Override
    public String run(Integer number, TaskContext context) {
        return "hello, " + number;
    }
}
