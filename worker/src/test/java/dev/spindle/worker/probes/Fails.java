package dev.spindle.worker.probes;

import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Fails, or answers with what is hard to write, in the way that its input names. */
public final class Fails implements Task<String, Object> {
    @Override
    public Object run(String input, TaskContext context) throws Exception {
        return switch (input) {
            case "cause" -> {
                IOException thrown = new IOException("outer", new IllegalStateException("inner"));
                thrown.addSuppressed(new RuntimeException("aside"));
                throw thrown;
            }
            case "hostile" -> throw new Hostile();
            case "interrupted" -> throw new InterruptedException("my own");
            case "cancellation" -> throw new CancellationException("my own");
            case "overflow" -> endless(1);
            case "assertion" -> throw new AssertionError("an error, not an exception");
            case "surrogate" -> throw new IllegalStateException("half \uD83D a pair");
            case "getter" -> new Getter();
            case "cycle" -> {
                List<Object> cycle = new ArrayList<>();
                cycle.add(cycle);
                yield cycle;
            }
            case "raw" -> RawJson.of("{\"open\":");
            case "newline" -> RawJson.of("{\n\"a\": 1\n}");
            case "big" -> "x".repeat(100_000);
            case "huge" -> huge();
            case "longMessage" -> throw new IllegalStateException("y".repeat(100_000));
            case "exitElsewhere" -> {
                new Thread(() -> System.exit(5)).start();
                context.signal("never").await(Duration.ofSeconds(60));
                yield "never";
            }
            case "exitPrinting" -> {
                System.out.printf("%s", new Exiting());
                yield "never";
            }
            default -> throw new IllegalArgumentException(input);
        };
    }

    @SuppressWarnings("InfiniteRecursion") // the point of it
    private static Integer endless(int depth) {
        return endless(depth + 1) + 1;
    }

    /** So much of a small heap that the JSON of it does not fit beside it. */
    private static String huge() {
        return "x".repeat((int) (Runtime.getRuntime().maxMemory() / 3));
    }

    /** Throws when it is asked what it is. */
    public static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public synchronized @Nullable Throwable getCause() {
            throw new IllegalStateException("no cause");
        }
    }

    /** A bean that breaks while it is written. */
    public static final class Getter {
        /** Never returns. */
        @SuppressWarnings("DoNotCallSuggester") // whoever writes the bean calls it
        public String getValue() {
            throw new UnsupportedOperationException("no value");
        }
    }

    /** Ends the process when it is printed. */
    public static final class Exiting {
        @Override
        public String toString() {
            System.exit(6);
            return "";
        }
    }
}
