package dev.spindle.coordinator.lines;

import dev.spindle.protocol.message.WorkerInfo.TaskInfo;
import dev.spindle.worker.runtime.UnknownTask;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that workers have.
 *
 * @param names of those that can be run, sorted
 * @param problems of those that cannot, a line on each
 */
public record KnownTasks(Set<String> names, List<String> problems) {
    public static KnownTasks of(List<TaskInfo> tasks, List<String> problems) {
        Set<String> names = new LinkedHashSet<>();
        for (TaskInfo task : tasks) {
            names.add(task.name());
        }
        return new KnownTasks(names, problems);
    }

    /** Why {@code name} cannot be run; null when it can. */
    @Nullable
    public String problemOf(String name) {
        if (names.contains(name)) {
            return null;
        }
        // A task is told of by its name in quotes, or by its class.
        String word = Pattern.quote(name);
        Pattern tells = Pattern.compile("\"" + word + "\"|the task " + word + " |[.$]" + word + "(?![\\w.$])");
        for (String problem : problems) {
            if (tells.matcher(problem).find()) {
                return problem;
            }
        }
        return UnknownTask.message(name, List.copyOf(names));
    }
}
