package dev.spindle.coordinator.report.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.spindle.coordinator.report.ShownPool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The dashboard as programs see it that ask for its pages. */
class DashboardTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @AfterEach
    void noThreadIsLeft() {
        await().atMost(PATIENCE).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(each ->
                        each.getName().startsWith("spindle-") || each.getName().startsWith("HTTP-Dispatcher")));
    }

    @Test
    void aRunIsShownToWhoHasTheTokenAndToNobodyElse() throws Exception {
        try (ShownPool run = new ShownPool(0, 1)) {
            assertThat(run.address()).matches("http://127\\.0\\.0\\.1:\\d+/\\?token=[0-9a-f]{32}");
            onlyItsOwnersComeIn(run);
            itsPageIsGivenNothingFromElsewhere(run);
            itsMetricsAreExact(run);
            onlyButtonsAct(run);
            nobodyWhoLooksOnHoldsItUp(run);
        }
    }

    private static void onlyItsOwnersComeIn(ShownPool run) throws Exception {
        String plain = run.address().replaceFirst("\\?.*", "");
        String token = run.address().replaceFirst(".*=", "");
        for (String path : List.of("", "metrics", "events", "cancel?seq=1", "nothing", "?token=", "?token=x&seq=1")) {
            assertThat(status(plain + path, request -> {})).as(path).isEqualTo(403);
        }
        assertThat(status(plain + "metrics", request -> request.header("Authorization", "Bearer " + token)))
                .isEqualTo(200);
        assertThat(status(plain + "metrics", request -> request.header("Authorization", "Bearer x" + token)))
                .isEqualTo(403);
        assertThat(status(run.at("/drain").toString(), request -> request.header("Origin", "http://elsewhere.example")
                        .POST(HttpRequest.BodyPublishers.noBody())))
                .isEqualTo(403);
        assertThat(run.isDraining()).isFalse();
        int port = run.at("/").getPort();
        assertThat(asked(port, "elsewhere.example:" + port, token)).startsWith("HTTP/1.1 403");
        assertThat(asked(port, "localhost:" + port, token)).startsWith("HTTP/1.1 200");
    }

    private static int status(String address, Consumer<HttpRequest.Builder> change) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        change.accept(request);
        HttpResponse<String> answer = ShownPool.CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode() == 200 || answer.body().lines().count() == 1)
                .as("one line: %s", answer.body())
                .isTrue();
        return answer.statusCode();
    }

    /** The first line of the answer to a request as a browser sends it that took another name for 127.0.0.1. */
    private static String asked(int port, String host, String token) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            send(socket, "GET /metrics?token=" + token, host);
            return reader(socket).readLine();
        }
    }

    private static void send(Socket socket, String request, String host) throws IOException {
        String text = request + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void itsPageIsGivenNothingFromElsewhere(ShownPool run) throws Exception {
        HttpResponse<String> page = run.get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).startsWith("<!DOCTYPE html>").doesNotContainPattern("(src|href)=\"(?!data:)");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; script-src 'sha256-")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        String head = run.at("/").toString();
        assertThat(status(head, request -> request.method("HEAD", HttpRequest.BodyPublishers.noBody())))
                .isEqualTo(200);
        assertThat(run.get("/nothing").statusCode()).isEqualTo(404);
        assertThat(run.post("/").statusCode()).isEqualTo(405);
        assertThat(run.post("/events").statusCode()).isEqualTo(405);
    }

    private static void itsMetricsAreExact(ShownPool run) throws Exception {
        HttpResponse<String> first = run.get("/metrics");
        assertThat(first.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        MetricsText before = new MetricsText(first.body());
        assertThat(before.value("spindle_jobs_total{status=\"invalid\"}")).isZero();
        assertThat(first.body()).contains("spindle_run_info{version=\"1.2 \\\"quoted\\\\\",java=\"");

        for (int i = 0; i < 50; i++) {
            run.submit("echo", i);
        }
        run.submit("fault.throw", "on purpose");
        run.submit("fault.halt", null);
        await().atMost(PATIENCE).until(() -> run.done() == 52);

        MetricsText after = new MetricsText(run.get("/metrics").body());
        after.assertNotBelow(before);
        assertThat(after.value("spindle_jobs_total{status=\"ok\"}")).isEqualTo(50);
        assertThat(after.value("spindle_jobs_total{status=\"failed\"}")).isEqualTo(1);
        assertThat(after.value("spindle_jobs_total{status=\"lost\"}")).isEqualTo(1);
        assertThat(after.value("spindle_jobs_read_total")).isEqualTo(52);
        assertThat(after.value("spindle_retries_total")).isEqualTo(1);
        assertThat(after.value("spindle_attempts_total{end=\"lost\"}")).isEqualTo(2);
        assertThat(after.value("spindle_job_duration_seconds_count")).isEqualTo(53);
        await().atMost(PATIENCE)
                .until(() ->
                        new MetricsText(run.get("/metrics").body()).value("spindle_worker_deaths_total{kind=\"halt\"}")
                                == 2);
    }

    private static void onlyButtonsAct(ShownPool run) throws Exception {
        assertThat(run.get("/metrics").headers().firstValue("Connection"))
                .as("what keeps a button's request from a connection that is about to end")
                .contains("close");
        run.submit("sleep", 600_000);
        assertThat(run.get("/cancel?seq=53").statusCode()).isEqualTo(405);
        assertThat(run.post("/cancel").statusCode()).isEqualTo(400);
        assertThat(run.post("/cancel?seq=-1").statusCode()).isEqualTo(400);
        assertThat(run.post("/cancel?seq=1").statusCode()).isEqualTo(409);
        assertThat(run.post("/cancel?seq=53").body()).isEqualTo("line 53 is cancelled\n");
        await().atMost(PATIENCE).until(() -> run.doneByStatus().get("cancelled") != null);
        assertThat(run.get("/drain").statusCode()).isEqualTo(405);
    }

    private static void nobodyWhoLooksOnHoldsItUp(ShownPool run) throws Exception {
        List<Socket> clients = new ArrayList<>();
        String request = "GET " + run.at("/events").getRawPath() + "?"
                + run.at("/events").getRawQuery();
        try {
            int letIn = 0;
            for (int i = 0; i < 100; i++) {
                Socket client =
                        new Socket(InetAddress.getLoopbackAddress(), run.at("/").getPort());
                clients.add(client);
                send(client, request, "127.0.0.1");
                letIn += reader(client).readLine().contains(" 200 ") ? 1 : 0;
            }
            assertThat(letIn).isEqualTo(Streams.MOST);
            run.submit("echo", "still at work");
            await().atMost(PATIENCE).until(() -> run.done() == 54);
            BufferedReader first = reader(clients.get(0));

            run.end(7); // returns though nobody has read anything

            String last =
                    first.lines().filter(each -> each.startsWith("data: ")).reduce("", (one, next) -> next);
            assertThat(last).contains("\"state\":\"ended\"", "\"exitStatus\":7", "\"summary\":\"the summary\"");
        } finally {
            for (Socket each : clients) {
                each.close();
            }
        }
    }

    @Test
    void whoDoesNotReadIsCutOff() throws Exception {
        Streams streams = new Streams(1, trouble -> {});
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", streams::join);
        server.start();
        try (Socket client =
                new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            send(client, "GET /", "127.0.0.1");
            InputStream in = client.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            assertThat(streams.isEmpty()).isFalse();
            String large = "x".repeat(1 << 20);

            await().atMost(PATIENCE).until(() -> {
                streams.offer(large, false);
                streams.watch();
                return streams.isEmpty();
            });
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aPortThatIsTakenIsALineAndTheRunGoesOn() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ShownPool run = new ShownPool(taken.getLocalPort(), 0)) {
            assertThat(run.told())
                    .containsExactly("--dashboard: cannot listen on port " + taken.getLocalPort()
                            + " of 127.0.0.1: Address already in use; the run goes on without its page"
                            + " (--dashboard alone takes a free port)");
            run.submit("echo", 1);
            await().atMost(PATIENCE).until(() -> run.done() == 1);
        }
    }
}
