package dev.spindle.worker.runtime;

import dev.spindle.protocol.message.WorkerInfo.TaskInfo;
import dev.spindle.worker.Task;
import dev.spindle.worker.program.Program;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that a process can run, by name: the services of {@link Task} and classes named one by one. Not thread-safe.
 *
 * <p>One that cannot be made is a {@linkplain #problems() problem} and takes no other down. Of two with one name neither can be used, as
 * nobody could say which is meant.
 */
public final class TaskRegistry {
    /** A loader that fails this often fails for ever. */
    private static final int MAX_PROBLEMS = 100;

    private final Map<String, RegisteredTask> tasks = new TreeMap<>();
    private final Map<String, String> clashes = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private @Nullable Program program;

    private TaskRegistry() {}

    /** Makes an instance of every task that {@code loader} finds as a service, and of {@code classes}. */
    public static TaskRegistry discover(ClassLoader loader, List<String> classes) {
        TaskRegistry registry = new TaskRegistry();
        registry.addServices(loader);
        for (String name : classes) {
            try {
                registry.addNamed(name, loader);
            } catch (UnusableException e) {
                registry.problems.add(oneLine(e));
            }
        }
        return registry;
    }

    /** Adds a program, of which there is one at most. */
    void add(Program added) throws UnusableException {
        program = added;
        add(new RegisteredTask(added));
    }

    /** Whether no other job is to run in this JVM, because of what the last one left. */
    boolean isSpent() {
        return program != null && program.isSpent();
    }

    /** What can be run, sorted by name. */
    public List<TaskInfo> tasks() {
        List<TaskInfo> infos = new ArrayList<>();
        for (RegisteredTask task : tasks.values()) {
            infos.add(task.info());
        }
        return infos;
    }

    /** What was found and cannot be used, one line each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** What to say of the task {@code name}, which is none of these. */
    public String unknown(String name) {
        String clash = clashes.get(name);
        return clash != null ? clash : UnknownTask.message(name, new ArrayList<>(tasks.keySet()));
    }

    @Nullable
    RegisteredTask find(String name) {
        return tasks.get(name);
    }

    @SuppressWarnings("rawtypes") // a service's type is a class, which has no parameters
    private void addServices(ClassLoader loader) {
        Iterator<Task> services = ServiceLoader.load(Task.class, loader).iterator();
        while (problems.size() < MAX_PROBLEMS) {
            Task<?, ?> task;
            try {
                if (!services.hasNext()) {
                    return;
                }
                task = services.next();
            } catch (ServiceConfigurationError | LinkageError e) {
                // After an error the iterator goes on behind what caused it.
                problems.add("a task cannot be used: " + oneLine(e));
                continue;
            }
            RegisteredTask registered;
            try {
                registered = new RegisteredTask(task);
            } catch (UnusableException e) {
                problems.add(oneLine(e));
                continue;
            } catch (RuntimeException | LinkageError e) {
                problems.add("the task " + task.getClass().getName() + " cannot say its name: " + oneLine(e));
                continue;
            }
            add(registered);
        }
    }

    private void addNamed(String name, ClassLoader loader) throws UnusableException {
        RegisteredTask task;
        try {
            Class<?> type = Class.forName(name, true, loader);
            if (!Task.class.isAssignableFrom(type)) {
                throw new UnusableException(name + " is no " + Task.class.getName());
            }
            for (RegisteredTask known : tasks.values()) {
                if (known.type() == type) {
                    return;
                }
            }
            task = new RegisteredTask((Task<?, ?>) type.getConstructor().newInstance());
        } catch (ClassNotFoundException e) {
            throw unusable(name, "there is no such class");
        } catch (NoSuchMethodException e) {
            throw unusable(name, "it has no public constructor without arguments");
        } catch (IllegalAccessException e) {
            throw unusable(name, "it is not public");
        } catch (InstantiationException e) {
            throw unusable(name, "it is abstract");
        } catch (InvocationTargetException e) {
            throw unusable(name, "its constructor threw " + oneLine(e.getCause()));
        } catch (RuntimeException | LinkageError e) {
            throw unusable(name, oneLine(e));
        }
        add(task);
    }

    private void add(RegisteredTask task) {
        String name = task.name();
        RegisteredTask other = clashes.containsKey(name) ? null : tasks.putIfAbsent(name, task);
        if (other != null) {
            tasks.remove(name);
            clashes.put(
                    name,
                    "two tasks are called \"" + name + "\": " + other.type().getName() + " and "
                            + task.type().getName() + "; neither can be run by that name");
            problems.add(clashes.get(name));
        }
    }

    private static UnusableException unusable(String name, String why) {
        return new UnusableException("the task " + name + " cannot be used: " + why);
    }

    private static String oneLine(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "nothing";
        }
        String text = thrown instanceof UnusableException || thrown instanceof ServiceConfigurationError
                ? String.valueOf(thrown.getMessage())
                : thrown.toString();
        Throwable cause = thrown.getCause();
        return (cause == null ? text : text + ": " + cause).replace('\n', ' ').replace('\r', ' ');
    }
}
