package dev.spindle.worker;

import org.jspecify.annotations.Nullable;

/**
 * Code that a worker can run. The class is public with a public no-argument constructor; each worker makes one instance and runs one
 * job at a time with it, always in the same thread, so that fields may keep what is costly to make.
 *
 * <pre>{@code
 * public class Shout implements Task<String, String> {
 *     @Override
 *     public String run(String input, TaskContext context) {
 *         return input.toUpperCase(Locale.ROOT) + "!";
 *     }
 * }
 * }</pre>
 *
 * <p>Input and output are JSON: primitives' boxes, strings, records, lists, maps, beans, {@code JsonNode}, {@code byte[]} (base64),
 * {@link dev.spindle.protocol.RawJson} (a text as it came) and {@link dev.spindle.protocol.Blob} (bytes beside the message). Times and dates
 * are not among them: say them as numbers or texts. A worker finds its tasks by {@link java.util.ServiceLoader}, or is told
 * of the class when the coordinator's program submits it.
 *
 * @param <I> the input; an input that is no {@code I} fails the job before {@link #run} is called
 * @param <O> the result; one that cannot be written as JSON fails the job
 */
public interface Task<I extends @Nullable Object, O extends @Nullable Object> {
    /**
     * Does one job. Whatever is thrown, errors included, becomes the job's failure and leaves the worker as it is, but for an
     * {@link OutOfMemoryError} or another {@link VirtualMachineError} than a stack overflow: then the worker answers and is replaced.
     *
     * <p>A job that is asked to stop sees {@link TaskContext#isCancelled()} and is interrupted; an {@link InterruptedException} or
     * {@link java.util.concurrent.CancellationException} thrown then counts as cancelled, a result as done. One that goes on is ended with
     * its process when the pool's grace time is over.
     *
     * @param input never the same object for two jobs, so it may be changed and kept; null where the job was submitted with null
     * @param context of this job; not to be used when it is over
     * @return what the submitter gets; may be null
     */
    O run(I input, TaskContext context) throws Exception;

    /** What messages and the command line call this task: the simple name of its class unless overridden. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** One line for people who look for a task; empty unless overridden. */
    default String description() {
        return "";
    }
}
