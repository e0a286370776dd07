package dev.spindle.coordinator.report.live;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.spindle.coordinator.report.LiveRun;
import dev.spindle.coordinator.report.RunEnd;
import dev.spindle.coordinator.report.WatcherThread;
import dev.spindle.protocol.codec.ValueException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers on 127.0.0.1: the page, its events, the metrics, and what the page's buttons ask for. Nobody who asks can make the run wait: a few
 * threads answer, and those of {@link Streams} send.
 */
final class Server {
    private static final int THREADS = 4;
    private static final int BACKLOG = 128;
    private static final int EVENT_MILLIS = 250;
    private static final int PATIENCE_MILLIS = 10_000;

    /** How long, when the run has ended, those who look on have to hear of it. */
    private static final int FAREWELL_MILLIS = 400;

    /** What the JDK's server heeds: a client may take so many seconds to say what it wants, so many may be there. */
    private static final String MOST_SECONDS = "5";

    private static final String MOST_CONNECTIONS = "256";

    private final LiveRun run;
    private final Scene scene;
    private final Metrics metrics;
    private final Door door = new Door();
    private final Page page = Page.read();
    private final Streams streams;
    private final HttpServer server;
    private final ThreadPoolExecutor answering;
    private final Thread ticker;
    private final Thread starting;

    /**
     * @param told what goes wrong, in a line
     * @throws IOException when the port cannot be had
     */
    Server(int port, LiveRun run, Scene scene, Metrics metrics, Consumer<String> told) throws IOException {
        this.run = run;
        this.scene = scene;
        this.metrics = metrics;
        System.setProperty("sun.net.httpserver.maxReqTime", MOST_SECONDS);
        System.setProperty("jdk.httpserver.maxConnections", MOST_CONNECTIONS);
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.drainAmount", "0"); // nobody's body is waited for
        server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
        ThreadFactory threads = task -> WatcherThread.of("spindle-dashboard", task, told);
        streams = new Streams(PATIENCE_MILLIS, told);
        answering = new ThreadPoolExecutor(
                THREADS, THREADS, EVENT_MILLIS, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), threads);
        answering.allowCoreThreadTimeOut(true);
        server.setExecutor(answering);
        server.createContext("/", this::answer);
        ticker = threads.newThread(this::tick);
        ticker.start();
        starting = threads.newThread(server::start); // from a daemon, as the server's own thread then is
        starting.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/?token=" + door.token();
    }

    private void tick() {
        try {
            while (true) {
                scene.look();
                if (!streams.isEmpty()) {
                    offer(null);
                    streams.watch();
                }
                Thread.sleep(EVENT_MILLIS);
            }
        } catch (InterruptedException e) {
            // the run has ended
        }
    }

    private void offer(@Nullable RunEnd end) {
        streams.offer(now(end), end != null);
    }

    private String now(@Nullable RunEnd end) {
        try {
            return scene.show(end).toString();
        } catch (ValueException e) {
            throw new IllegalStateException(e); // all of it is text and numbers
        }
    }

    /** Tells all who look on how the run ended, and leaves within two seconds, whatever others do. */
    void close(RunEnd end) {
        ticker.interrupt();
        try {
            ticker.join(FAREWELL_MILLIS);
            starting.join(FAREWELL_MILLIS); // what has not begun cannot be stopped
            offer(end);
            streams.close(FAREWELL_MILLIS);
            answering.shutdown();
            answering.awaitTermination(FAREWELL_MILLIS, TimeUnit.MILLISECONDS); // who asked for the end is answered
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            answering.shutdownNow();
            server.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        // As no body is drained, a connection ends with its answer: who sends more is to know that.
        headers.set("Connection", "close");
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", page.policy());
        try {
            String problem = door.problem(exchange);
            if (problem != null) {
                reply(exchange, 403, problem);
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/" -> get(exchange, "text/html; charset=utf-8", bytes(page.showing(now(null))));
                case "/metrics" -> get(exchange, Exposition.CONTENT_TYPE, bytes(metrics.text()));
                case "/events" -> events(exchange);
                case "/cancel" -> act(exchange, () -> cancel(exchange));
                case "/drain" -> act(exchange, () -> drain(exchange));
                default -> reply(exchange, 404, "there are /, /events, /metrics, /cancel and /drain here");
            }
        } catch (RuntimeException e) {
            reply(exchange, 500, "cannot answer: " + e);
        }
    }

    private void events(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            refuse(exchange, "GET");
        } else if (!streams.join(exchange)) {
            reply(exchange, 503, Streams.MOST + " windows show this run already: close one");
        }
    }

    private interface Action {
        void perform() throws IOException;
    }

    private static void act(HttpExchange exchange, Action action) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            action.perform();
        } else {
            refuse(exchange, "POST");
        }
    }

    private void cancel(HttpExchange exchange) throws IOException {
        String line = Door.parameter(exchange, "seq");
        if (line == null || !line.matches("\\d{1,18}")) {
            reply(exchange, 400, "which line? Say ?seq=N");
        } else if (run.cancel(Long.parseLong(line))) {
            reply(exchange, 200, "line " + line + " is cancelled");
        } else {
            reply(exchange, 409, "line " + line + " cannot be cancelled: it has its result, or was not read yet");
        }
    }

    private void drain(HttpExchange exchange) throws IOException {
        run.drain();
        reply(exchange, 200, "no further job begins; what runs may end");
    }

    private static void get(HttpExchange exchange, String type, byte[] body) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> reply(exchange, 200, type, body);
            default -> refuse(exchange, "GET, HEAD");
        }
    }

    private static void refuse(HttpExchange exchange, String allowed) throws IOException {
        exchange.getResponseHeaders().set("Allow", allowed);
        reply(exchange, 405, "here only " + allowed + " is understood");
    }

    private static void reply(HttpExchange exchange, int status, String line) throws IOException {
        reply(exchange, status, "text/plain; charset=utf-8", bytes(line + "\n"));
    }

    private static void reply(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
                exchange.sendResponseHeaders(status, -1);
            } else {
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
