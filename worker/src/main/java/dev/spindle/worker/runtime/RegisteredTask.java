package dev.spindle.worker.runtime;

import dev.spindle.protocol.message.WorkerInfo.TaskInfo;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** A task under its name. For one thread. */
final class RegisteredTask {
    private final Task<Object, Object> task;
    private final TaskInfo info;
    private @Nullable Type inputType;

    /** Asks {@code task}, which is a user's code and may throw, for its name. */
    RegisteredTask(Task<?, ?> task) throws UnusableException {
        @SuppressWarnings("unchecked") // its input is made by the type that it names itself
        Task<Object, Object> untyped = (Task<Object, Object>) task;
        this.task = untyped;
        String type = task.getClass().getName();
        String name = task.name();
        if (name == null || name.isEmpty()) {
            throw new UnusableException("the task " + type + " has no name");
        }
        String description = task.description();
        this.info = new TaskInfo(name, description == null ? "" : description, type);
    }

    String name() {
        return info.name();
    }

    TaskInfo info() {
        return info;
    }

    Class<?> type() {
        return task.getClass();
    }

    @Nullable
    ClassLoader loader() {
        return task.getClass().getClassLoader();
    }

    /** Looked up when the first input comes: generics are slow to read, and most tasks of a worker never run. */
    Type inputType() {
        Type type = inputType;
        if (type == null) {
            type = TaskTypes.inputOf(task.getClass());
            inputType = type;
        }
        return type;
    }

    @SuppressWarnings("NullAway") // whether null is an input is between the caller and the task
    @Nullable
    Object run(@Nullable Object input, TaskContext context) throws Exception {
        return task.run(input, context);
    }
}
