package dev.spindle.coordinator;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Collects what threads die of or hand to nobody, instead of printing it, until it is closed. */
final class Uncaught implements AutoCloseable {
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

    Uncaught() {
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, thrown) -> messages.add(String.valueOf(thrown.getMessage())));
    }

    List<String> messages() {
        return messages;
    }

    @Override
    public void close() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }
}
