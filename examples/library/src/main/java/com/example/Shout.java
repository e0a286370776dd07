package com.example;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.Locale;

/** The smallest task. */
public class Shout implements Task<String, String> {
    @Override
    public String run(String input, TaskContext context) {
        return input.toUpperCase(Locale.ROOT) + "!";
    }
}
