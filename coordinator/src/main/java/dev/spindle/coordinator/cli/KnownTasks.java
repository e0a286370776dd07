package dev.spindle.coordinator.cli;

import dev.spindle.protocol.message.WorkerInfo.TaskInfo;
import dev.spindle.worker.runtime.UnknownTask;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that workers have.
 *
 * @param names of those that can be run, sorted
 * @param problems of those that cannot, a line on each
 */
record KnownTasks(Set<String> names, List<String> problems) {
    static KnownTasks of(List<TaskInfo> tasks, List<String> problems) {
        Set<String> names = new LinkedHashSet<>();
        for (TaskInfo task : tasks) {
            names.add(task.name());
        }
        return new KnownTasks(names, problems);
    }

    /** Why {@code name} cannot be run; null when it can. */
    @Nullable
    String problemOf(String name) {
        if (names.contains(name)) {
            return null;
        }
        for (String problem : problems) {
            if (problem.contains("\"" + name + "\"") || problem.contains("." + name + " ")) {
                return problem;
            }
        }
        return UnknownTask.message(name, List.copyOf(names));
    }
}
