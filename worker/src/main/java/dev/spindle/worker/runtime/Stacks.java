package dev.spindle.worker.runtime;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import dev.spindle.protocol.message.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the threads are at: first the one that runs the job, then those that tasks have started. With a program it is the program's threads,
 * as the job's only waits for them. The worker's own, and the JVM's, are left out.
 */
final class Stacks {
    private static final int MOST_THREADS = 100;
    private static final int MOST_FRAMES = 200;
    private static final int MOST_CHARS = 1 << 20;
    /** Half of a message is for the rest, and most characters have one byte. */
    private static final int BYTES_PER_CHAR = 2;

    /** Where the JVM has its own threads. */
    private static final List<String> OF_THE_JVM = List.of("system", "InnocuousThreadGroup");

    private static final String PROGRAM = "program";

    private Stacks() {}

    /** @param outgoing which knows the attempt that runs */
    static RawJson now(Outgoing outgoing) throws ValueException {
        long attempt = outgoing.speaking();
        int item = outgoing.item();
        List<Map<String, Object>> told = new ArrayList<>();
        int left = 0;
        int room = Math.min(MOST_CHARS, outgoing.limit() / BYTES_PER_CHAR);
        for (Thread thread : threads()) {
            if (told.size() >= MOST_THREADS || room <= 0) {
                left++; // without a look at its stack, for which the thread would be stopped
                continue;
            }
            StackTraceElement[] stack = thread.getStackTrace();
            if (stack.length > 0) { // else it has ended meanwhile
                Map<String, Object> described = describe(thread, stack, room);
                told.add(described);
                room -= described.toString().length();
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        if (attempt != Message.NO_ID && attempt == outgoing.speaking()) {
            answer.put("token", attempt);
            if (item >= 0) {
                answer.put("item", item);
            }
        }
        answer.put("threads", told);
        if (left > 0) {
            answer.put("left", left);
        }
        return Values.write(answer);
    }

    private static List<Thread> threads() {
        List<Thread> all = new ArrayList<>();
        List<Thread> program = new ArrayList<>();
        Thread job = null;
        for (Thread thread : living()) {
            ThreadGroup group = thread.getThreadGroup();
            if (group == null || OF_THE_JVM.contains(group.getName())) {
                continue;
            }
            if (OwnThread.is(thread)) {
                job = thread.getName().equals(WorkerMain.JOB) ? thread : job;
            } else if (isWithin(group, PROGRAM)) {
                program.add(thread);
            } else {
                all.add(thread);
            }
        }
        all.addAll(0, program);
        if (program.isEmpty() && job != null) {
            all.add(0, job);
        }
        return all;
    }

    private static boolean isWithin(ThreadGroup group, String name) {
        for (ThreadGroup each = group; each != null; each = each.getParent()) {
            if (each.getName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static List<Thread> living() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        for (ThreadGroup above = root; above != null; above = above.getParent()) {
            root = above;
        }
        Thread[] found = new Thread[root.activeCount() + 32];
        return Arrays.asList(found).subList(0, root.enumerate(found));
    }

    private static Map<String, Object> describe(Thread thread, StackTraceElement[] stack, int room) {
        Thread.State state = thread.getState();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", WellFormed.text(thread.getName()));
        told.put("state", state.name());
        told.put("daemon", thread.isDaemon());
        if (state != Thread.State.RUNNABLE) {
            locks(thread, told);
        }
        List<String> frames = new ArrayList<>();
        int chars = 0;
        for (StackTraceElement frame : stack) {
            if (frames.size() == MOST_FRAMES || chars > room) {
                frames.add("… and " + (stack.length - frames.size()) + " more");
                break;
            }
            String shown = WellFormed.text(text(frame));
            chars += shown.length();
            frames.add(shown);
        }
        told.put("stack", frames);
        return told;
    }

    /** As exceptions show it: of a living thread some Java versions say more of loaders and modules than people want to read. */
    private static String text(StackTraceElement frame) {
        String loader = frame.getClassLoaderName();
        return new StackTraceElement(
                        "app".equals(loader) || "platform".equals(loader) ? null : loader,
                        frame.getModuleName(),
                        null,
                        frame.getClassName(),
                        frame.getMethodName(),
                        frame.getFileName(),
                        frame.getLineNumber())
                .toString();
    }

    /** A small Java may lack what knows of locks. */
    private static void locks(Thread thread, Map<String, Object> told) {
        try {
            Locks.of(thread.getId()).forEach(told::put);
        } catch (LinkageError e) {
            // the stack says most of it
        }
    }
}
