package dev.spindle.worker.probes;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Prints in the way that its input names. */
public final class Prints implements Task<String, Integer> {
    private static volatile boolean over;

    @Override
    public Integer run(String input, TaskContext context) throws Exception {
        switch (input) {
            case "line" -> System.out.println("one line");
            case "part" -> System.out.print("no newline");
            case "error" -> System.err.println("to stderr");
            case "format" -> System.out.printf(Locale.ROOT, "%d of %d%n", 1, 2);
            case "bytes" -> {
                for (byte b : "a€😀z".getBytes(StandardCharsets.UTF_8)) {
                    System.out.write(new byte[] {b});
                }
            }
            case "single" -> {
                for (byte b : "ü\nx".getBytes(StandardCharsets.UTF_8)) {
                    System.out.write(b);
                }
            }
            case "chars" -> {
                for (char c : "a😀z".toCharArray()) {
                    System.out.print(c);
                }
            }
            case "half" -> {
                System.out.write(new byte[] {'h', (byte) 0xC3});
                System.err.print('\uD83D');
            }
            case "long" -> System.out.print("x😀".repeat(70_000));
            case "close" -> {
                System.out.close();
                System.out.println("still open");
            }
            case "empty" -> System.out.print("");
            case "thread" -> {
                Thread thread = new Thread(() -> System.out.println("from a thread"));
                thread.start();
                thread.join();
            }
            case "recursion" -> deeper(0);
            case "crowd" -> crowd();
            case "later" -> {
                over = false;
                new Thread(Prints::untilOver).start();
            }
            case "stop" -> over = true;
            case "input" -> {
                return System.in.read();
            }
            default -> throw new IllegalArgumentException(input);
        }
        return 0;
    }

    @SuppressWarnings("InfiniteRecursion") // the point of it
    private static int deeper(int depth) {
        System.out.print(depth % 10);
        return deeper(depth + 1) + 1;
    }

    private static void crowd() throws InterruptedException {
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int line = 0; line < 200; line++) {
                    System.out.println("a line of a crowd");
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void untilOver() {
        while (!over) {
            System.out.println("stray");
        }
    }
}
