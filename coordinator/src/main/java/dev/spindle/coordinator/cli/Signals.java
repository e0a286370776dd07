package dev.spindle.coordinator.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SIGINT and SIGTERM as events: a shutdown hook, the JVM's own way, cannot tell a second signal from the first. By reflection, as the
 * compiler warns of {@code sun.misc.Signal} and cannot be told not to; a JVM without that class ends by itself, and its hooks the pool.
 */
final class Signals implements InvocationHandler {
    private static final List<String> NAMES = List.of("INT", "TERM");

    /** Who is told. */
    interface Listener {
        /** One came: the first, the second, and so on. */
        void raised(Received signal, int count);
    }

    /**
     * A signal that came.
     *
     * @param name as in {@code SIGINT}
     * @param number the operating system's
     */
    record Received(String name, int number) {
        /** What a program ends with because of it. */
        int exitStatus() {
            return 128 + number;
        }
    }

    /** {@code timeout} sends its signal to the process, and then to the group it is in: one that comes again so soon is the same. */
    private static final long ECHO_NANOS = 50_000_000L;

    private final Listener listener;
    private int count;
    private @Nullable Received latest;
    private long latestNanos;

    Signals(Listener listener) {
        this.listener = listener;
    }

    /** From now on {@code listener} is told, in a thread of its own. A signal that the parent had this process ignore stays ignored. */
    static void listen(Listener listener) {
        try {
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Class<?> signal = Class.forName("sun.misc.Signal");
            Method handle = signal.getMethod("handle", signal, handler);
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, new Signals(listener));
            for (String name : NAMES) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException e) {
            // as it was
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (!method.getName().equals("handle") || arguments == null) {
            return method.invoke(this, arguments);
        }
        Object signal = arguments[0];
        Received received = new Received(signal.toString(), (Integer)
                signal.getClass().getMethod("getNumber").invoke(signal));
        came(received, System.nanoTime());
        return null;
    }

    void came(Received received, long now) {
        int nth;
        synchronized (this) {
            if (received.equals(latest) && now - latestNanos < ECHO_NANOS) {
                return;
            }
            latest = received;
            latestNanos = now;
            nth = ++count;
        }
        listener.raised(received, nth);
    }
}
