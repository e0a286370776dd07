package dev.spindle.protocol.message;

import java.util.List;
import java.util.Set;

/**
 * What a worker says of itself in answer to {@link ToWorker.Initialize}.
 *
 * @param name of the program
 * @param version of the program
 * @param tasks what it can run
 * @param problems tasks that it has and cannot run, a line for people on each
 * @param capabilities those that are on: {@code cancel}, {@code progress}, {@code signals}, {@code heartbeat}, {@code chunks}, {@code blobs},
 *     {@code stack}
 */
public record WorkerInfo(
        int protocolVersion,
        String name,
        String version,
        long processId,
        List<TaskInfo> tasks,
        List<String> problems,
        Set<String> capabilities) {
    public WorkerInfo {
        tasks = List.copyOf(tasks);
        problems = List.copyOf(problems);
        capabilities = Set.copyOf(capabilities);
    }

    /**
     * A task that a worker can run.
     *
     * @param name what messages call it
     * @param description one line for people; may be empty
     * @param implementation the class behind it, for callers that name tasks by their class; empty in other languages
     */
    public record TaskInfo(String name, String description, String implementation) {}
}
