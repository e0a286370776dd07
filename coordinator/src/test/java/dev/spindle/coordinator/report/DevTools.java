package dev.spindle.coordinator.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Talks to a browser by the DevTools protocol: JSON messages that end with NUL, over its pipes. */
final class DevTools {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OutputStream out;
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch loaded = new CountDownLatch(1);
    private volatile @Nullable String session;

    DevTools(Process browser) {
        this.out = browser.getOutputStream();
        InputStream in = new BufferedInputStream(browser.getInputStream());
        Thread reader = new Thread(() -> read(in), "browser-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** From now on the browser's page is talked to. */
    void attach() throws Exception {
        String page = null;
        while (page == null) {
            for (JsonNode each : ask("Target.getTargets", Map.of()).get("targetInfos")) {
                page = each.get("type").asText().equals("page")
                        ? each.get("targetId").asText()
                        : page;
            }
        }
        session = ask("Target.attachToTarget", Map.of("targetId", page, "flatten", true))
                .get("sessionId")
                .asText();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            ask(domain + ".enable", Map.of());
        }
    }

    void open(String url) throws Exception {
        problems.clear();
        requests.clear();
        CountDownLatch awaited = new CountDownLatch(1);
        loaded = awaited;
        JsonNode answer = ask("Page.navigate", Map.of("url", url));
        if (answer.has("errorText") || !awaited.await(Browser.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError(url + " cannot be opened: " + answer);
        }
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Sends a request and waits for its result. */
    JsonNode ask(String method, Map<String, ?> parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        send(id, method, parameters);
        JsonNode message = answer.get(Browser.PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message.has("error")) {
            throw new AssertionError(method + ": " + message.get("error"));
        }
        return message.get("result");
    }

    private void send(int id, String method, Map<String, ?> parameters) throws IOException {
        Map<String, Object> request = new HashMap<>(Map.of("id", id, "method", method, "params", parameters));
        String known = session;
        if (known != null) {
            request.put("sessionId", known);
        }
        synchronized (out) {
            out.write(JSON.writeValueAsBytes(request));
            out.write(0);
            out.flush();
        }
    }

    /** Makes the browser end. */
    void close() {
        try {
            session = null;
            send(0, "Browser.close", Map.of());
            out.close();
        } catch (IOException e) {
            // it has ended
        }
    }

    private void read(InputStream in) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next > 0) {
                    message.write(next);
                } else {
                    take(JSON.readTree(message.toByteArray()));
                    message.reset();
                }
            }
        } catch (IOException e) {
            // it has ended, as at the end of the stream
        }
        asked.values().forEach(each -> each.completeExceptionally(new IOException("the browser has ended")));
    }

    private void take(JsonNode message) {
        JsonNode told = message.path("params");
        switch (message.path("method").asText()) {
            case "" -> {
                CompletableFuture<JsonNode> answer =
                        asked.remove(message.get("id").asInt());
                if (answer != null) {
                    answer.complete(message);
                }
            }
            case "Page.loadEventFired" -> loaded.countDown();
            case "Network.requestWillBeSent" ->
                requests.add(told.at("/request/url").asText());
            case "Runtime.exceptionThrown" ->
                problems.add(told.get("exceptionDetails").toString());
            case "Runtime.consoleAPICalled" -> note(told.get("type").asText(), told.get("args"));
            case "Log.entryAdded" -> note(told.at("/entry/level").asText(), told.get("entry"));
            default -> {} // of no interest
        }
    }

    private void note(String level, JsonNode what) {
        if (level.equals("error") || level.equals("warning") || level.equals("assert")) {
            problems.add(level + ": " + what);
        }
    }
}
