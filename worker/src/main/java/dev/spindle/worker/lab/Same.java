package dev.spindle.worker.lab;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;

/**
 * Returns its input. Other than with {@link dev.spindle.worker.tasks.Echo}, the worker turns the input into objects and these into JSON
 * again: all that a real job pays for its data, and no computing.
 *
 * @param <T> the type of input and result
 */
public abstract class Same<T> implements Task<T, T> {
    private final String name;

    private Same(String name) {
        this.name = name;
    }

    @Override
    public T run(T input, TaskContext context) {
        return input;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "returns its input, decoded and encoded again";
    }

    /** For a string. */
    public static final class OfString extends Same<String> {
        public OfString() {
            super("lab.string");
        }
    }

    /** For an array of integers. */
    public static final class OfIntegers extends Same<int[]> {
        public OfIntegers() {
            super("lab.integers");
        }
    }

    /** For an array of floating-point numbers. */
    public static final class OfDoubles extends Same<double[]> {
        public OfDoubles() {
            super("lab.doubles");
        }
    }

    /** For nested objects. */
    public static final class OfDocument extends Same<Document> {
        public OfDocument() {
            super("lab.nested");
        }
    }

    /** For an array of flat records. */
    public static final class OfRecords extends Same<Reading[]> {
        public OfRecords() {
            super("lab.records");
        }
    }
}
