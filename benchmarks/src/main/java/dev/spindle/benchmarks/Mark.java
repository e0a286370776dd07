package dev.spindle.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A mark in the environment of a process and of all it starts, by which what is left of them is found, whoever their parent is by then. */
final class Mark {
    private static final String NAME = "SPINDLE_BENCHMARK";
    private static final String OURS = ProcessHandle.current().pid() + ".";
    private static final int MOST_TRIES = 10;
    private static final AtomicInteger LAST = new AtomicInteger();

    private static volatile boolean over;

    private final String value;

    private Mark(String value) {
        this.value = value;
    }

    static Mark next() {
        return new Mark(OURS + LAST.incrementAndGet() + ".");
    }

    /** Ends everything that this process ever marked; from now on nothing can be. */
    static void endAll() {
        over = true;
        new Mark(OURS).killAll();
    }

    /** Waits for the end of this process, once it has come to that: what is ended then is nobody's failure. */
    static void waitIfOver() {
        if (over) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void put(ProcessBuilder builder) {
        waitIfOver();
        builder.environment().put(NAME, value);
    }

    /** The processes that have it now. */
    List<ProcessHandle> processes() {
        byte[] wanted = ("\0" + NAME + "=" + value).getBytes(StandardCharsets.US_ASCII);
        String text = new String(wanted, StandardCharsets.ISO_8859_1);
        List<ProcessHandle> found = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path folder : folders) {
                if (("\0" + environment(folder)).contains(text)) {
                    ProcessHandle.of(Long.parseLong(folder.getFileName().toString()))
                            .ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("/proc is needed to find processes", e);
        }
        return found;
    }

    private static String environment(Path folder) {
        try {
            return new String(Files.readAllBytes(folder.resolve("environ")), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // gone, or somebody else's
        }
    }

    /** Ends them all at once, and again whatever they started meanwhile. */
    void killAll() {
        List<ProcessHandle> left = processes();
        for (int tries = 0; !left.isEmpty() && tries < MOST_TRIES; tries++) {
            left.forEach(ProcessHandle::destroyForcibly);
            left.forEach(each ->
                    each.onExit().completeOnTimeout(each, 2, TimeUnit.SECONDS).join());
            left = processes();
        }
    }
}
