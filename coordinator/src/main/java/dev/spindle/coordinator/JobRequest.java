package dev.spindle.coordinator;

import dev.spindle.worker.Task;
import dev.spindle.worker.runtime.TaskTypes;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One run of a task that is asked for, with more to say than {@link WorkerPool#submit(Class, Object)} takes. Immutable; each {@code with}
 * method gives another request, and one may be submitted as often as is wanted.
 *
 * <pre>{@code
 * jobs.add(pool.submit(JobRequest.of(MakeOut.class, order("Emmy", "Möbius strip", 1))
 *         .withTimeout(Duration.ofMillis(500))));
 * }</pre>
 *
 * @param <O> the type of the result
 */
public final class JobRequest<O extends @Nullable Object> {
    private final @Nullable String taskName;
    private final @Nullable String taskClass;
    private final @Nullable Object input;
    private final Type resultType;
    private final @Nullable Duration timeout;
    private final @Nullable JobListener listener;
    private final int priority;
    private final @Nullable JobLog log;

    private JobRequest(
            @Nullable String taskName,
            @Nullable String taskClass,
            @Nullable Object input,
            Type resultType,
            @Nullable Duration timeout,
            @Nullable JobListener listener,
            int priority,
            @Nullable JobLog log) {
        this.taskName = taskName;
        this.taskClass = taskClass;
        this.input = input;
        this.resultType = resultType;
        this.timeout = timeout;
        this.listener = listener;
        this.priority = priority;
        this.log = log;
    }

    /**
     * A run of the task {@code task} is.
     *
     * @throws IllegalArgumentException when a worker could not make an instance: the class must be public and have a public no-argument
     *     constructor
     */
    public static <I extends @Nullable Object, O extends @Nullable Object> JobRequest<O> of(
            Class<? extends Task<I, O>> task, I input) {
        return JobRequest.<I, O>of(task).withInput(input);
    }

    /** As {@link #of(Class, Object)}, with an input to come. */
    static <I extends @Nullable Object, O extends @Nullable Object> JobRequest<O> of(Class<? extends Task<I, O>> task) {
        boolean usable = Modifier.isPublic(task.getModifiers())
                && !Modifier.isAbstract(task.getModifiers())
                && Arrays.stream(task.getConstructors()).anyMatch(each -> each.getParameterCount() == 0);
        if (!usable) {
            throw new IllegalArgumentException(
                    task.getName() + " must be a public class with a public no-argument constructor to be a task");
        }
        return new JobRequest<>(null, task.getName(), null, TaskTypes.resultOf(task), null, null, 0, null);
    }

    /**
     * A run of the task that workers call {@code task}.
     *
     * @throws IllegalArgumentException when the name holds half a surrogate pair, which no message can carry
     */
    public static <O extends @Nullable Object> JobRequest<O> of(
            String task, @Nullable Object input, Class<O> resultType) {
        boolean ordinary = task.chars().noneMatch(each -> Character.isSurrogate((char) each));
        if (!ordinary && !StandardCharsets.UTF_8.newEncoder().canEncode(task)) {
            throw new IllegalArgumentException("a task's name must be well-formed text: " + task);
        }
        return new JobRequest<>(task, null, input, resultType, null, null, 0, null);
    }

    /** This request for another input. */
    JobRequest<O> withInput(@Nullable Object other) {
        return new JobRequest<>(taskName, taskClass, other, resultType, timeout, listener, priority, log);
    }

    /** This request with a wall-clock limit of its own for each attempt, instead of the pool's. */
    public JobRequest<O> withTimeout(Duration limit) {
        return new JobRequest<>(taskName, taskClass, input, resultType, limit, listener, priority, log);
    }

    /** This request with somebody who hears what the job says while it runs. */
    public JobRequest<O> withListener(JobListener heard) {
        return new JobRequest<>(taskName, taskClass, input, resultType, timeout, heard, priority, log);
    }

    /** This request with a rank among those that wait, where the pool goes by {@link QueueOrder#PRIORITY}; 0 unless set. */
    public JobRequest<O> withPriority(int rank) {
        return new JobRequest<>(taskName, taskClass, input, resultType, timeout, listener, rank, log);
    }

    /** This request with somebody who writes down its attempts, and knows of earlier ones; see {@link PoolBuilder#writeAhead}. */
    public JobRequest<O> withLog(JobLog written) {
        return new JobRequest<>(taskName, taskClass, input, resultType, timeout, listener, priority, written);
    }

    @Nullable
    String taskName() {
        return taskName;
    }

    @Nullable
    String taskClass() {
        return taskClass;
    }

    @Nullable
    Object input() {
        return input;
    }

    Type resultType() {
        return resultType;
    }

    @Nullable
    Duration timeout() {
        return timeout;
    }

    @Nullable
    JobListener listener() {
        return listener;
    }

    int priority() {
        return priority;
    }

    @Nullable
    JobLog log() {
        return log;
    }
}
