package dev.spindle.worker.probes;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A program that behaves as its first argument says. */
public final class Play {
    private static final PrintStream KEPT = System.out;
    private static final Map<String, Integer> RUNS = new TreeMap<>();
    private static final CountDownLatch OVER = new CountDownLatch(1);

    private static final Thread STRAY = new Thread(Play::printWhenOver);
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
            case "stray" -> {
                STRAY.setDaemon(true);
                STRAY.start();
            }
            case "meet" -> {
                OVER.countDown();
                STRAY.join();
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

    private static void printWhenOver() {
        try {
            OVER.await();
            System.out.print("stray");
        } catch (InterruptedException e) {
            System.out.print("interrupted");
        }
    }
}
