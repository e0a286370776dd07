package dev.spindle.worker.probes;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A program that behaves as its first argument says. */
public final class Play {
    private static final PrintStream KEPT = System.out;
    private static final Map<String, Integer> RUNS = new TreeMap<>();

    private static final ExecutorService DAEMONS = Executors.newCachedThreadPool(work -> daemonThread(work, "daemon"));
    private static final ExecutorService POOL = Executors.newSingleThreadExecutor();

    private Play() {}

    public static void main(String[] args) throws Exception {
        String way = args.length == 0 ? "nothing" : args[0];
        RUNS.merge(way, 1, Integer::sum);
        switch (way) {
            case "nothing" -> {}
            case "print" -> {
                System.out.print("out €");
                KEPT.println(" kept");
                System.err.println(String.join("+", args));
            }
            case "count" -> System.out.print(RUNS.get(way));
            case "thread" ->
                System.out.print(Thread.currentThread().getName() + " "
                        + (Thread.currentThread().getContextClassLoader() == Play.class.getClassLoader()));
            case "exit" -> {
                System.out.print("before");
                System.exit(Integer.parseInt(args[1]));
                System.out.print("after");
            }
            case "swallow" -> {
                try {
                    System.exit(4);
                } catch (Throwable e) {
                    System.err.print("caught");
                    System.exit(5);
                }
            }
            case "reference" -> {
                IntConsumer exit = System::exit;
                exit.accept(6);
            }
            case "throw" -> thrower(args[1]);
            case "rethrow" -> {
                try {
                    DAEMONS.submit(() -> thrower(args[1])).get();
                } catch (ExecutionException e) {
                    throw new IllegalStateException("in main", e.getCause());
                }
            }
            case "change" -> {
                System.setProperty("play", "changed");
                System.setOut(System.err);
                System.setErr(null);
                Locale.setDefault(Locale.FRANCE);
                Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {});
            }
            case "look" ->
                System.out.print(System.getProperty("play") + " " + Locale.getDefault() + " "
                        + Thread.getDefaultUncaughtExceptionHandler());
            case "parallel" -> IntStream.range(0, 64).parallel().forEach(i -> System.out.print("."));
            case "later" -> new Thread(Play::printLater, "later").start();
            case "elsewhere" -> {
                new Thread(() -> System.exit(7)).start();
                new CountDownLatch(1).await();
            }
            case "daemon" ->
                DAEMONS.submit(() -> System.out.print("from a daemon")).get();
            case "stray" -> daemon(() -> pause(args[1]), "stray");
            case "common" -> ForkJoinPool.commonPool().execute(() -> pause(args[1]));
            case "initializer" -> System.out.print(Leaves.class.getSimpleName() + Leaves.VALUE);
            case "cycle" -> {
                RuntimeException first = new RuntimeException("first");
                first.initCause(new RuntimeException("second", first));
                throw first;
            }
            case "idle" -> POOL.execute(() -> System.out.print("worked"));
            case "leave" -> {
                POOL.submit(() -> System.out.print("worked")).get();
                System.exit(0);
            }
            case "wait" -> new CountDownLatch(1).await();
            case "bytes" -> System.out.write(new byte[] {'a', (byte) 0xE2, (byte) 0x82});
            case "memory" -> throw new OutOfMemoryError("not really");
            default -> throw new IllegalArgumentException(way);
        }
    }

    private static void thrower(String message) {
        throw new IllegalStateException(message, new IllegalArgumentException("cause"));
    }

    private static void printLater() {
        try {
            Thread.sleep(50);
            System.out.print("later");
        } catch (InterruptedException e) {
            System.out.print("interrupted");
        }
    }

    private static Thread daemonThread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private static void daemon(Runnable work, String name) {
        daemonThread(work, name).start();
    }

    /** Prints and exits when the next run may be on its way. */
    private static void pause(String millis) {
        try {
            Thread.sleep(Long.parseLong(millis));
            System.out.print("stray");
            System.exit(9);
        } catch (InterruptedException e) {
            System.out.print("interrupted");
        }
    }

    private static final class Leaves {
        static final int VALUE;

        static {
            VALUE = 1;
            System.exit(8);
        }
    }
}
