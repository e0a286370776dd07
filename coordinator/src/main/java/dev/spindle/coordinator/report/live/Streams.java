package dev.spindle.coordinator.report.live;

import com.sun.net.httpserver.HttpExchange;
import dev.spindle.coordinator.report.WatcherThread;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Sends what the page shows to all who look on, as server-sent events. Each has a thread that may wait for it: who reads slowly gets the
 * newest event next and misses those in between, so that nothing is kept for anybody; who does not read for a while is cut off.
 */
final class Streams {
    /** So many may look on. */
    static final int MOST = 64;

    private static final int STACK_BYTES = 128 << 10;

    private final long patienceNanos;
    private final Thread.UncaughtExceptionHandler troubles;
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private Event latest = new Event("", 0, false);

    private record Event(String text, long number, boolean isLast) {}

    /**
     * @param patienceMillis how long one may not read
     * @param told what goes wrong, in a line
     */
    Streams(long patienceMillis, Consumer<String> told) {
        patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        troubles = WatcherThread.handler(told);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Begins to send to this one, in a thread; false when there are too many, and then nothing was sent. */
    boolean join(HttpExchange exchange) {
        if (count.incrementAndGet() > MOST) {
            count.decrementAndGet();
            return false;
        }
        Stream stream = new Stream(exchange);
        open.add(stream);
        try {
            stream.thread.start();
            return true;
        } catch (OutOfMemoryError noThreadToBeHad) {
            open.remove(stream);
            count.decrementAndGet();
            return false;
        }
    }

    /** From now on this is what is sent. */
    synchronized void offer(String json, boolean isLast) {
        latest = new Event("data: " + json + "\n\n", latest.number() + 1, isLast);
        notifyAll();
    }

    private synchronized Event await(long after) throws InterruptedException {
        while (latest.number() <= after) {
            wait();
        }
        return latest;
    }

    private synchronized long number() {
        return latest.number();
    }

    /** Cuts off who has not read for too long. */
    void watch() {
        long now = System.nanoTime();
        for (Stream each : open) {
            if (each.isWriting && now - each.writingSince > patienceNanos) {
                each.thread.interrupt(); // which closes the connection
            }
        }
    }

    /** After the last event: waits so long for those who still read it, and cuts off the others. */
    void close(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (Stream each : open) {
            each.thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        }
        open.forEach(each -> each.thread.interrupt());
    }

    private final class Stream implements Runnable {
        private final HttpExchange exchange;
        private final Thread thread = new Thread(null, this, "spindle-dashboard-client", STACK_BYTES);
        private volatile long writingSince;
        private volatile boolean isWriting;

        Stream(HttpExchange exchange) {
            this.exchange = exchange;
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler(troubles);
        }

        @Override
        public void run() {
            try (exchange) {
                writing(true);
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
                exchange.sendResponseHeaders(200, 0); // of unknown length
                send(exchange.getResponseBody());
            } catch (IOException | InterruptedException e) {
                // it has gone, or was cut off
            } finally {
                open.remove(this);
                count.decrementAndGet();
            }
        }

        private void send(OutputStream out) throws IOException, InterruptedException {
            Event event = new Event("", number(), false);
            out.flush(); // so that the page knows that it is connected
            while (!event.isLast()) {
                writing(false);
                event = await(event.number());
                writing(true);
                out.write(event.text().getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            out.close();
        }

        private void writing(boolean now) {
            writingSince = System.nanoTime();
            isWriting = now;
        }
    }
}
