package dev.spindle.coordinator.spin;

import java.util.concurrent.ThreadFactory;

/** Virtual threads, which Java has from 21 on: found by name, since this is compiled for 17. */
public final class VirtualThreads {
    /** The first Java that has them. */
    public static final int NEEDED_JAVA = 21;

    private VirtualThreads() {}

    /** Whether this JVM has them. */
    public static boolean areThere() {
        return Runtime.version().feature() >= NEEDED_JAVA;
    }

    /** What makes unstarted virtual threads: {@code Thread.ofVirtual().name(name).factory()}. */
    public static ThreadFactory named(String name) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object named = type.getMethod("name", String.class).invoke(builder, name);
            return (ThreadFactory) type.getMethod("factory").invoke(named);
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException("virtual threads need Java " + NEEDED_JAVA, e);
        }
    }
}
