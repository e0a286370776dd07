package dev.spindle.worker.program;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A class with a {@code main} as a task: arguments in, {@code {exitCode, stdout, stderr}} out. Each run has a first thread, streams, properties,
 * a locale and a time zone of its own; static state lives on, and what the program does below Java's streams is seen by nobody. For one
 * thread.
 */
public final class Program implements Task<Object, Map<String, Object>> {
    /** The first Java with a {@code main} that need not be public and static (JEP 512). */
    static final int ANY_MAIN = 25;

    private final String mainClass;
    private final ProgramLoader loader;
    private final Printing printing;
    private final ProgramGroup group = new ProgramGroup();
    private final String classPath;
    private @Nullable Method main;
    private boolean spent;

    /**
     * @param mainClass looked for when the first job comes
     * @param classPath the program's jars and folders of classes
     * @param worker loads the JDK's classes
     */
    public Program(String mainClass, String classPath, ClassLoader worker, Printing printing) {
        this.mainClass = mainClass;
        this.classPath = classPath;
        this.loader = ProgramLoader.of(classPath, worker);
        this.printing = printing;
    }

    @Override
    public String name() {
        return mainClass;
    }

    @Override
    public String description() {
        return "Runs the class's main with an array of arguments; the result has exitCode, stdout and stderr.";
    }

    /** Whether the last run has left something that only the end of the JVM ends. */
    public boolean isSpent() {
        return spent;
    }

    @Override
    public Map<String, Object> run(@Nullable Object input, TaskContext context) throws Exception {
        String[] arguments = arguments(input);
        Method entry = entry();
        Surroundings before = Surroundings.now();
        ProgramRun run = new ProgramRun(group);
        try {
            System.setProperty("java.class.path", classPath);
            ProgramExit.endsNow(run);
            printing.captureTo(run);
            Thread first = new Thread(group, () -> run.main(() -> call(entry, arguments)), "main");
            first.setDaemon(false);
            first.setContextClassLoader(loader);
            first.start();
            run.await(first);
        } finally {
            ProgramExit.endsNow(null);
            printing.captureTo(null);
            printing.restore();
            before.restore();
            spent |= run.brokeClass() || Remains.areInTheWay(group);
        }
        return outcome(run, context);
    }

    private Map<String, Object> outcome(ProgramRun run, TaskContext context) {
        Throwable thrown = run.thrown();
        if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
            throw error; // the JVM itself is in doubt
        }
        if (context.isCancelled() && run.exitCode() != 0) {
            throw new CancellationException("ended with status " + run.exitCode() + " when it was cancelled");
        }
        if (run.hasOverflown()) {
            throw new IllegalStateException("it printed more than a result can hold; let it write to a file");
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("exitCode", run.exitCode());
        result.put("stdout", run.stdout());
        result.put("stderr", run.stderr());
        return result;
    }

    private static String[] arguments(@Nullable Object input) {
        List<?> items = input instanceof String one ? List.of(one) : input instanceof List<?> list ? list : null;
        if (items == null || !items.stream().allMatch(String.class::isInstance)) {
            throw new IllegalArgumentException(
                    "the arguments of a main are a JSON array of strings, such as [\"-v\",\"a.txt\"]");
        }
        return items.stream().map(String.class::cast).toArray(String[]::new);
    }

    // ---- main

    private Method entry() throws ClassNotFoundException, NoSuchMethodException {
        Method found = main;
        if (found == null) {
            Class<?> type = Class.forName(mainClass, false, loader);
            found = Runtime.version().feature() >= ANY_MAIN ? anyMain(type) : plainMain(type);
            found.setAccessible(true); // the class itself need not be public
            main = found;
        }
        return found;
    }

    private static Method plainMain(Class<?> type) throws NoSuchMethodException {
        try {
            Method method = type.getMethod("main", String[].class);
            if (Modifier.isStatic(method.getModifiers()) && method.getReturnType() == void.class) {
                return method;
            }
        } catch (NoSuchMethodException e) {
            // said below
        }
        throw new NoSuchMethodException(type.getName() + " has no public static void main(String[])");
    }

    /** One with arguments is preferred, of the class itself or the nearest above it. */
    private static Method anyMain(Class<?> type) throws NoSuchMethodException {
        for (Class<?>[] parameters : List.of(new Class<?>[] {String[].class}, new Class<?>[0])) {
            for (Class<?> each = type; each != null; each = each.getSuperclass()) {
                try {
                    Method method = each.getDeclaredMethod("main", parameters);
                    if (!Modifier.isPrivate(method.getModifiers()) && method.getReturnType() == void.class) {
                        return method;
                    }
                } catch (NoSuchMethodException e) {
                    // perhaps above
                }
            }
        }
        throw new NoSuchMethodException(type.getName() + " has no main");
    }

    private void call(Method entry, String[] arguments) throws Throwable {
        try {
            Object instance = Modifier.isStatic(entry.getModifiers()) ? null : instance();
            entry.invoke(instance, entry.getParameterCount() == 0 ? new Object[0] : new Object[] {arguments});
        } catch (InvocationTargetException e) {
            throw withoutCaller(e.getCause() == null ? e : e.getCause());
        } catch (LinkageError e) {
            throw withoutCaller(e); // before main began
        }
    }

    private Object instance() throws ReflectiveOperationException {
        Constructor<?> constructor = Class.forName(mainClass, true, loader).getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    /** In a JVM of its own nobody calls a {@code main}: what stands below it in a stack goes. */
    private static Throwable withoutCaller(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable each = thrown; each != null && seen.add(each); each = each.getCause()) {
            StackTraceElement[] stack = each.getStackTrace();
            for (int i = 0; i < stack.length; i++) {
                if (stack[i].getClassName().equals(Program.class.getName())) {
                    each.setStackTrace(Arrays.copyOf(stack, withoutReflection(stack, i)));
                    break;
                }
            }
        }
        return thrown;
    }

    private static int withoutReflection(StackTraceElement[] stack, int end) {
        int left = end;
        while (left > 0
                && stack[left - 1].getClassName().matches("(java\\.lang|jdk\\.internal)\\.(reflect|invoke)\\..*")) {
            left--;
        }
        return left;
    }
}
