package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lines.JobSeqs;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import dev.spindle.protocol.message.WorkerInfo.TaskInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what a worker says it can run. */
@Command(
        name = "tasks",
        description = "What can be run, with a line on each.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  spindle tasks",
            "  spindle tasks --jar my-tasks.jar --json | jq -r '.[].name'",
            "  spindle tasks --worker-command 'python3 examples/workers/worker.py'"
        })
final class TasksCommand implements Callable<Integer>, Verbosity.Holder {
    @Mixin
    private PoolOptions poolOptions = new PoolOptions();

    @Mixin
    private Verbosity verbosity = new Verbosity();

    @Option(names = "--json", description = "As a JSON array of objects with name and description.")
    private boolean json;

    @Override
    public Verbosity verbosity() {
        return verbosity;
    }

    @Override
    public Integer call() throws InterruptedException, ValueException {
        List<TaskInfo> tasks;
        try (WorkerPool pool = poolOptions
                .builder()
                .workers(1)
                .listener(new Reporter(verbosity, new JobSeqs()))
                .build()) {
            tasks = pool.tasks();
            pool.taskProblems().forEach(verbosity::say);
            pool.shutdownNow();
        } catch (RejectedExecutionException e) {
            throw CommandException.cannotWork(String.valueOf(e.getMessage()), e);
        }
        if (json) {
            List<Map<String, String>> list = new ArrayList<>();
            for (TaskInfo task : tasks) {
                Map<String, String> entry = new LinkedHashMap<>();
                entry.put("name", task.name());
                entry.put("description", task.description());
                list.add(entry);
            }
            Stdout.print(Values.write(list) + "\n");
        } else {
            Map<String, String> descriptions = new LinkedHashMap<>();
            tasks.forEach(task -> descriptions.put(task.name(), task.description()));
            Stdout.list(descriptions);
        }
        return ExitStatus.OK;
    }
}
