import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.concurrent.CancellationException;

/**
 * A task: code that workers run, once for every job. This one counts the primes of a range, to have something to do; put your own work
 * in its place.
 *
 * <p>The class is public and can be made without arguments. Each worker makes one instance, and runs one job at a time with it: fields
 * may keep what is costly to make, and need no lock. Workers are processes of their own, which share nothing.
 */
public class NewTask implements Task<NewTask.Input, NewTask.Output> {
    /**
     * What a job is given, as JSON: {"from":1,"to":100}. What is missing there is 0, or null in case of an object. Other good types
     * are numbers, String, lists, maps; records may hold records.
     */
    public record Input(int from, int to) {}

    /** What comes of a job, written as JSON in the same way: {"primes":25}. */
    public record Output(int primes) {}

    @Override
    public Output run(Input range, TaskContext context) {
        // What is thrown is the failure of this job, and of no other; the worker goes on.
        if (range.from() > range.to()) {
            throw new IllegalArgumentException("from " + range.from() + " to " + range.to() + " is no range");
        }
        int primes = 0;
        for (long number = range.from(); number <= range.to(); number++) {
            if (number % 10_000 == 0) {
                // Past its time limit, or after Ctrl-C, a job is asked to stop. One that does not is killed soon after, with its worker.
                if (context.isCancelled()) {
                    throw new CancellationException();
                }
                // How far this job is, for programs that listen to it. A message each time: some in a second are plenty.
                context.progress((1.0 + number - range.from()) / (1.0 + range.to() - range.from()), "at " + number);
            }
            if (isPrime(number)) {
                primes++;
            }
        }
        return new Output(primes);
    }

    private static boolean isPrime(long number) {
        for (long divisor = 2; divisor * divisor <= number; divisor++) {
            if (number % divisor == 0) {
                return false;
            }
        }
        return number > 1;
    }

    /** What "spindle tasks" shows beside the name, which is that of the class unless name() is overridden, too. */
    @Override
    public String description() {
        return "counts the primes of a range";
    }
}
